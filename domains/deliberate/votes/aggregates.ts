import type { Db } from '#db'
import { listReplaced } from '../statements/lineage.queries.ts'
import { findPassReasons, listResults, type StatementResult } from './ballot.queries.ts'
import { answersOf, leastShown, type PassReason } from './vote.ts'

/** What everybody may know of the answers to a statement; before the first ten people are told (`peopleTold`) nothing. */
export type StatementAggregate = Pick<StatementResult, 'number' | 'text' | 'language' | 'is_seed'> & {
  /** A fact about people, and no opinion. */
  is_fact: boolean
  is_suppressed: boolean
  answers: number | null
  agree: number | null
  disagree: number | null
  pass: number | null
  /** Why people passed, where they said so; a reason is told from `leastShown` people who gave it. */
  pass_unsure: number | null
  pass_unclear: number | null
  pass_not_relevant: number | null
  /** One that is closed has newer versions: it keeps its counts and is asked no more. */
  state: 'published' | 'closed'
  /** The numbers of what came in its place. */
  replaced_by: number[]
}

/** The public counts of a dialogue: of each statement that is or was asked, in the order of their numbers. */
export async function listAggregates(db: Db, dialogueId: string): Promise<StatementAggregate[]> {
  const [results, replaced, reasons] = await Promise.all([
    listResults(db, dialogueId),
    listReplaced(db, dialogueId),
    findPassReasons(db, dialogueId),
  ])
  const newerOf = new Map(replaced.map(({ number, newer }) => [number, newer.map((one) => one.number)]))
  return [...results, ...replaced]
    .sort((a, b) => a.number - b.number)
    .map((result) => ({
      ...aggregateOf(result, reasons.get(result.number) ?? {}),
      state: newerOf.has(result.number) ? 'closed' : 'published',
      replaced_by: newerOf.get(result.number) ?? [],
    }))
}

function aggregateOf(
  result: StatementResult,
  reasons: Partial<Record<PassReason, number>>,
): Omit<StatementAggregate, 'state' | 'replaced_by'> {
  const { number, text, language, is_seed, is_meta, agree, disagree, pass } = result
  const answers = answersOf(result)
  const isSuppressed = answers < leastShown
  const told = (count: number) => (isSuppressed ? null : count)
  const because = (count = 0) => (count < leastShown ? null : count)
  return {
    number,
    text,
    language,
    is_seed,
    is_fact: is_meta,
    is_suppressed: isSuppressed,
    answers: told(answers),
    agree: told(agree),
    disagree: told(disagree),
    pass: told(pass),
    pass_unsure: because(reasons.unsure),
    pass_unclear: because(reasons.unclear),
    pass_not_relevant: because(reasons.not_relevant),
  }
}
