import { type Approval, type AskedAct, FIRST_DECISION, type GivenMandate } from '#domains/people'
import { noonOf } from '#platform/clock'
import { todayHere, type WebContext } from '#web/http'
import { say } from '#web/words'
import { staffMessages } from '../staff.messages.ts'
import { nameHere } from '../who.tsx'
import { mandatesMessages } from './mandates.messages.ts'

/** The channels by which answers leave. */
export const channels = ['mail', 'web'] as const

const approvalWords = {
  none: 'approvalNone',
  colleague: 'approvalColleague',
  approver: 'approvalApprover',
  forbidden: 'approvalForbidden',
} as const satisfies Record<Approval, string>

export function approvalName(c: WebContext, approval: Approval): string {
  return say(c, mandatesMessages)(approvalWords[approval])
}

/** Who holds a mandate, for how it reads in a list. */
export function holderOf(c: WebContext, mandate: GivenMandate): string {
  const t = say(c, mandatesMessages)
  const { role, account, heldAnywhere, givenBy } = mandate
  const name = account ?? ''
  if (role !== null) return t(heldAnywhere ? 'roleAnywhere' : 'roleIn', { role: say(c, staffMessages)(role) })
  return givenBy === null ? name : t('givenBy', { name, giver: givenBy })
}

/** What it is bounded by. */
export function boundsOf(c: WebContext, { subject, unit, channel }: GivenMandate): string {
  const t = say(c, mandatesMessages)
  const bounds = [
    subject !== null && t('about', { subject: nameHere(c, subject) }),
    unit !== null && t('ofUnit', { unit }),
    channel !== null && t('byChannel', { channel }),
  ].filter((bound) => bound !== false)
  return bounds.join('; ') || t('everything')
}

/** The decision that it rests on, as it was typed; that of the first mandates nobody typed. */
export function decisionOf(c: WebContext, { decision }: GivenMandate): string {
  return decision === FIRST_DECISION ? say(c, mandatesMessages)('firstDecision') : decision
}

/** On which days it counts: the first only where it is still to come. */
export function daysOf(c: WebContext, days: Pick<GivenMandate, 'fromOn' | 'toOn' | 'endedAt'>): string {
  const t = say(c, mandatesMessages)
  const { fromOn, toOn, endedAt } = days
  if (endedAt !== null) return t('endedOn', { at: endedAt })
  if (fromOn > todayHere(c))
    return toOn === null
      ? t('from', { on: noonOf(fromOn) })
      : t('fromTo', { from: noonOf(fromOn), on: noonOf(toOn) })
  return toOn === null ? t('always') : t('until', { on: noonOf(toOn) })
}

/** What a mandate allows; drafts are asked of nobody. */
export function actName(c: WebContext, act: GivenMandate['act']): string {
  const named: Record<string, AskedAct> = { send: 'send', approve: 'approve', publish: 'publish' }
  const known = named[act]
  return known ? say(c, mandatesMessages)(known) : act
}
