import type { WebContext } from '#web/http'
import { placeError, placeErrorId } from '#web/pages/places'
import { say } from '#web/words'
import { deadlineMessages } from '../deadline/deadline.messages.ts'
import { moveProblems } from '../deadline/move-problem.ts'
import { elsewhereMessages } from '../elsewhere/elsewhere.messages.ts'
import { factsDeskMessages } from '../facts/facts-desk.messages.ts'
import { besideMessages } from '../hands/beside.messages.ts'
import { handsMessages } from '../hands/hands.messages.ts'
import { snoozeProblem } from '../hands/snooze-problem.ts'
import { labelsMessages } from '../labels/labels.messages.ts'
import { macrosMessages } from '../macros/macros.messages.ts'
import { privacyMessages } from '../privacy/privacy.messages.ts'
import { copyProblem } from '../sending/recipients-field.tsx'
import { whenProblem } from '../sending/when-fields.tsx'
import { splitMessages } from '../split/split.messages.ts'
import { textsMessages } from '../texts/texts.messages.ts'
import { approvalMessages } from './approval.messages.ts'
import { conversationMessages } from './conversation.messages.ts'
import { type Desk, errorOf } from './desk.ts'

/** What was refused: in words, and the id of the field that it is about. */
export type Problem = { id: string; message: string }

/** What of the form of a conversation was refused: said above everything, and beside its field. */
export function listProblems(c: WebContext, desk: Desk): Problem[] {
  const { wrong, where, sending, moving } = desk
  const t = say(c, deadlineMessages)
  const moved = { dueOn: 'due-on', dueReason: 'due-reason' }
  const found = [
    wrong && { id: wrong.field, message: errorOf(c, desk, wrong.field).error },
    refusal(c, desk),
    moving && { id: moved[moveProblems[moving]], message: t(moving) },
    where.asked && { id: placeErrorId(where.asked), message: placeError(c, where.asked) },
    sending.wrongMoment && whenProblem(c, sending.wrongMoment),
    sending.to.wrong && copyProblem(c, sending.to.wrong),
  ]
  return found.flatMap((one) => (one?.message === undefined ? [] : { id: one.id, message: one.message }))
}

/** The same of one field, as the field takes it. */
export function problemAt(c: WebContext, desk: Desk, id: string): { error?: string } {
  const problem = refusal(c, desk)
  return problem?.id === id ? { error: problem.message } : {}
}

/** What somebody chose that is not possible. */
function refusal(c: WebContext, desk: Desk): Problem | undefined {
  const { refused, hands } = desk
  if (refused === undefined) return undefined
  const t = say(c, conversationMessages)
  const a = say(c, approvalMessages)
  const p = say(c, privacyMessages)
  const h = say(c, handsMessages)
  const b = say(c, besideMessages)
  const typed = hands.chosen.other || '–'
  const problems = {
    'not-staff': { id: 'to', message: t('notStaff') },
    'may-not-read': { id: 'to', message: p('mayNotRead') },
    'dossier-closed': { id: 'dossier', message: t('dossierClosed') },
    'dossier-not-found': { id: 'dossier', message: t('dossierGone') },
    'counts-there': { id: 'dossier', message: t('dossierCounts') },
    'not-a-subject': { id: 'subject', message: a('notASubject') },
    'not-a-unit': { id: 'unit', message: a('notASubject') },
    'unit-may-not-read': { id: 'unit', message: p('unitMayNotRead') },
    'not-open': { id: 'snooze', message: h('notOpen') },
    'not-a-snooze-day': { id: 'snooze-day', message: snoozeProblem(c) },
    'not-a-label': { id: 'label', message: say(c, labelsMessages)('notALabel') },
    'no-such-conversation': { id: 'other', message: b('no-such-conversation', { typed }) },
    'merged-already': { id: 'other', message: b('merged-already', { typed }) },
    'other-asker': { id: 'other', message: b('other-asker', { typed }) },
    'nothing-to-split': { id: 'entries', message: say(c, splitMessages)('nothing-to-split') },
    'of-two-people': { id: 'entries', message: say(c, splitMessages)('of-two-people') },
    'no-text': { id: 'text', message: say(c, textsMessages)('noText') },
    'no-fact': { id: 'fact', message: say(c, factsDeskMessages)('insertMissing') },
    'macro-gone': { id: 'macro', message: say(c, macrosMessages)('gone') },
    'macro-broken': { id: 'macro', message: say(c, macrosMessages)('broken') },
    'not-an-address': { id: 'placed-address', message: say(c, elsewhereMessages)('notAnAddress') },
    'other-host': {
      id: 'placed-address',
      message: say(c, elsewhereMessages)('isOtherHost', {
        expected: URL.parse(desk.ways.post?.url ?? '')?.host ?? '',
      }),
    },
  } satisfies Record<NonNullable<Desk['refused']>, Problem>
  return problems[refused]
}
