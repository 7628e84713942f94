import {
  agreementOf,
  countGroupVotes,
  factColumns,
  type Layout,
  rowsByVote,
  type StatementCounts,
} from '#cores/opinion'
import { leastShown } from '#domains/deliberate'
import type { FactEntry, OpinionMap } from './snapshot.ts'
import { TOLD_IN, tellAgreement } from './tell-ground.ts'
import { listDivided } from './told-statements.ts'

/** As many as a reader can take in; a dialogue asks few facts. */
const MOST_FACTS = 12
const MOST_SHARED = 5
const MOST_DIVIDED = 5

type Told = Pick<OpinionMap, 'commonGround' | 'differences' | 'axes'> & { unlisted: ReadonlySet<number> }

/**
 * How those see things of whom a fact about people is true, and those of whom it is not: what is shared most and what divides
 * most, where ten people or more of both answered. The most answered facts first. O(votes) for each.
 */
export function factsOf(layout: Layout, { unlisted, ...told }: Told): FactEntry[] {
  const { matrix, counts } = layout
  const isFact = factColumns(matrix)
  const viewed = viewedIn(told)
  const columns = Array.from(isFact.keys()).filter(
    (column) =>
      isFact[column] === 1 &&
      !unlisted.has(matrix.statementIds[column] as number) &&
      Math.min(counts.agrees[column] as number, counts.disagrees[column] as number) >= leastShown,
  )
  return columns
    .sort((a, b) => (counts.votes[b] as number) - (counts.votes[a] as number) || a - b)
    .slice(0, MOST_FACTS)
    .map((column) => factOf(layout, column, viewed))
}

/** The statements that a report tells of first. */
function viewedIn(told: Omit<Told, 'unlisted'>): number[] {
  const shared = told.commonGround.slice(0, MOST_SHARED)
  const divided = listDivided(told).slice(0, MOST_DIVIDED)
  return [...new Set([...shared, ...divided].map(({ statement }) => statement))]
}

function factOf({ matrix, counts }: Layout, column: number, viewed: readonly number[]): FactEntry {
  const [yes, no] = countGroupVotes(matrix, rowsByVote(matrix, column), 2)
  return {
    statement: matrix.statementIds[column] as number,
    yes: inFives(counts.agrees[column] as number),
    no: inFives(counts.disagrees[column] as number),
    views: viewed.flatMap((statement) => {
      const at = matrix.statementIds.indexOf(statement)
      const [ofYes, ofNo] = [agreementAt(yes, at), agreementAt(no, at)]
      return ofYes && ofNo ? [{ statement, yes: ofYes, no: ofNo }] : []
    }),
  }
}

const inFives = (people: number) => Math.round(people / TOLD_IN) * TOLD_IN

/** Nothing where fewer than ten people answered. */
function agreementAt(counts: StatementCounts | undefined, column: number) {
  const [agrees, votes] = [counts?.agrees[column] ?? 0, counts?.votes[column] ?? 0]
  return votes < leastShown ? undefined : tellAgreement(agrees, votes, agreementOf(agrees, votes))
}
