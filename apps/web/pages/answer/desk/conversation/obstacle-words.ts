import type { AnswerRights, Obstacle, ObstacleKind } from '#domains/answer'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { approvalMessages } from './approval.messages.ts'

const sentences = {
  'no-mandate': 'noMandate',
  forbidden: 'forbidden',
  conditions: 'conditions',
  'needs-colleague': 'needsColleague',
  'needs-approver': 'needsApprover',
  'own-draft': 'ownDraft',
  returned: 'returned',
  'draft-replaced': 'draftReplaced',
  'open-field': 'openField',
  elsewhere: 'elsewhere',
  undisclosed: 'undisclosed',
} as const satisfies Record<ObstacleKind, string>

/** What no colleague takes out of the way. */
const settled: ObstacleKind[] = ['returned', 'draft-replaced', 'open-field', 'elsewhere', 'undisclosed']

/** What stands in somebody's way, and whom they can ask. */
export function obstacleWords(c: WebContext, obstacle: Obstacle, whoMay: AnswerRights['whoMay']): string {
  const t = say(c, approvalMessages)
  const why = t(sentences[obstacle.kind], { missing: obstacle.missing.join(', ') })
  const isSettled = settled.includes(obstacle.kind)
  return isSettled || !whoMay ? why : `${why} ${whomToAsk(c, whoMay)}`
}

/** Whom of their colleagues somebody can ask. */
export function whomToAsk(c: WebContext, { names, isMore }: NonNullable<AnswerRights['whoMay']>): string {
  const t = say(c, approvalMessages)
  if (names.length === 0) return t('askNobody')
  const list = new Intl.ListFormat(c.var.locale, { type: 'disjunction' }).format(names)
  return t(isMore ? 'askSome' : 'askThem', { names: list })
}
