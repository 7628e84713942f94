import {
  describeShowings,
  type GroupAssignment,
  type Layout,
  type Showings,
  type ShownAgreement,
} from '#cores/opinion'
import { leastShown } from '#domains/deliberate'
import { listedColumns, round } from './draw-map.ts'
import type { WeighedAgreement, WeighedByShowings } from './snapshot.ts'
import { inWholePercent, TOLD_IN } from './tell-ground.ts'

export type WeighRequest = {
  layout: Layout
  /** Statements whose votes count, but that are not named. */
  unlisted: ReadonlySet<number>
  /** What was shown to whom, where that is known. */
  showings?: Showings | undefined
}

/**
 * What agreement is once answers are weighed by how likely they were to be asked for, as far as it may be told: of ten
 * people or more. Nothing where no answer came after a showing that is known.
 */
export function weighAgreement(
  { layout, unlisted, showings }: WeighRequest,
  groups: GroupAssignment,
): WeighedByShowings | null {
  if (!showings) return null
  const { drawn, chosen, unknown, clipped, axes, statements } = describeShowings(layout, groups, showings)
  if (drawn === 0) return null
  const all = drawn + chosen + unknown
  const isListed = listedColumns(layout, unlisted)
  return {
    drawn: inWholePercent(drawn / all),
    chosen: inWholePercent(chosen / all),
    unknown: inWholePercent(unknown / all),
    clipped: inWholePercent(clipped / all),
    axes: Array.from(axes, round),
    statements: statements
      .filter(({ column, leastEffective }) => isListed[column] === 1 && leastEffective >= leastShown)
      .map((one) => told(one, layout.axes.statementIds[one.column] as number)),
  }
}

function told(one: ShownAgreement, statement: number): WeighedAgreement {
  const nearest = (answers: number) => Math.round(answers / TOLD_IN) * TOLD_IN
  return {
    statement,
    answers: nearest(one.votes),
    share: inWholePercent(one.share),
    weighted: inWholePercent(one.weighted),
    effective: nearest(one.effective),
    lower: inWholePercent(one.lower),
    weightedLower: inWholePercent(one.weightedLower),
  }
}
