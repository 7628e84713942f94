import { commonGround } from './common-ground.ts'
import { countGroupVotes } from './group-votes.ts'
import type { GroupAssignment } from './groups.ts'
import type { Layout } from './opinion-map.ts'
import { type ShowingWeights, weighByShowings, weightedCommonGround } from './showing-weights.ts'
import type { Showings } from './showings.ts'
import { weightedAxes } from './weighted-axes.ts'
import { shareOfAgrees, sumWeights } from './weighted-votes.ts'

/** Agreement with a statement as it was counted, beside what it is once votes are weighed by how likely they were. */
export interface ShownAgreement {
  readonly column: number
  readonly votes: number
  /** agrees of all votes, 0 … 1 */
  readonly share: number
  readonly weighted: number
  /** weighted counts, which with passes add up to `votes` too */
  readonly weightedAgrees: number
  readonly weightedDisagrees: number
  /** how many equal votes the weighted ones are worth */
  readonly effective: number
  /** the same, of the group with the fewest */
  readonly leastEffective: number
  /** common ground: the lowest of the groups' lower bounds */
  readonly lower: number
  readonly weightedLower: number
}

/** What a map would be, had everybody been equally likely to be asked everything. */
export interface ShowingFindings extends Omit<ShowingWeights, 'weights'> {
  /** of open statements, by column */
  readonly statements: readonly ShownAgreement[]
  /** per axis how alike it is with weights, 0 … 1: |cosine| */
  readonly axes: Float64Array
}

/** How alike axes are is told to a hundredth: begun with those of the map, so many passes are enough. */
const ROUGH_PASSES = 12

/** Figures of a map beside those that weights give; MATH.md §20b. The map itself stays as it is. O(votes) a pass. */
export function describeShowings(
  { matrix, counts, axes }: Layout,
  groups: Pick<GroupAssignment, 'labels' | 'k'>,
  showings: Showings,
): ShowingFindings {
  const { weights, ...counted } = weighByShowings(matrix, showings)
  const sums = sumWeights(matrix, weights)
  const weighted = shareOfAgrees(sums)
  const plainLower = lowerByColumn(
    commonGround(countGroupVotes(matrix, groups.labels, groups.k), axes.open),
    axes.open.length,
  )
  const ground = weightedCommonGround(matrix, weights, groups, axes.open)
  const statements = ground
    .map(({ column, lower, leastEffective }) => ({
      column,
      votes: counts.votes[column],
      share: counts.agrees[column] / Math.max(counts.votes[column], 1),
      weighted: weighted[column],
      weightedAgrees: sums.agrees[column],
      weightedDisagrees: sums.disagrees[column],
      effective: sums.effective[column],
      leastEffective,
      lower: plainLower[column],
      weightedLower: lower,
    }))
    .sort((a, b) => a.column - b.column)
  const turned = weightedAxes(matrix, weights, { warm: axes.components, passes: ROUGH_PASSES }).components
  return {
    ...counted,
    statements,
    axes: Float64Array.from(axes.components, (component, k) =>
      Math.abs(component.reduce((sum, loading, column) => sum + loading * turned[k][column], 0)),
    ),
  }
}

function lowerByColumn(
  ground: readonly { column: number; lower: number }[],
  statements: number,
): Float64Array {
  const lower = new Float64Array(statements)
  for (const one of ground) lower[one.column] = one.lower
  return lower
}
