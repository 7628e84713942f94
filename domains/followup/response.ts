import type { Selectable } from 'kysely'
import type { DB } from '#db'

/** One text of a response, as it was published: never changed, only followed by the next version. */
export type ResponseVersion = Selectable<DB['response_version']>

/** What the organisation does with what was said. */
export type Verdict = ResponseVersion['verdict']

/** Why it does not simply do it. */
export type ReasonCode = NonNullable<ResponseVersion['reason']>

/** From yes to no, as every list shows them. */
export const verdicts = [
  'adopted',
  'partly',
  'already_done',
  'investigating',
  'not_adopted',
  'out_of_scope',
] as const satisfies Verdict[]

export const reasonCodes = [
  'safety',
  'law',
  'not_ours',
  'cost',
  'space',
  'other_interests',
  'policy',
  'exists',
  'planned',
  'research',
  'subject',
] as const satisfies ReasonCode[]

/** Whether a verdict stands only with its reason: every one but "adopted". */
export function needsReason(verdict: Verdict): boolean {
  return verdict !== 'adopted'
}
