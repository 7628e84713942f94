import { answersOf, type StatementResult } from '#domains/deliberate'

/** How much of those who answered agree, or how evenly they are divided. */
export function shareOf(result: StatementResult, by: 'agree' | 'divided'): number {
  const people = by === 'agree' ? result.agree : Math.min(result.agree, result.disagree)
  return people / answersOf(result)
}

/** Those first on which most agree, or that divide most. */
export function sortResults(results: readonly StatementResult[], by: 'agree' | 'divided'): StatementResult[] {
  return results.toSorted((a, b) => shareOf(b, by) - shareOf(a, by) || answersOf(b) - answersOf(a))
}
