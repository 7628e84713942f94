import type { StatementCounts } from './vote-matrix.ts'
import { META } from './vote-table.ts'

const META_PRIORITY = 7

/**
 * How much each statement deserves to be shown next; MATH.md §9.
 * @param votes summed over groups
 */
export function polisPriorities(
  votes: StatementCounts,
  extremity: Float64Array,
  status: Uint8Array,
): Float64Array {
  return extremity.map((far, column) => {
    const agrees = votes.agrees[column]
    const all = votes.votes[column]
    const passes = all - agrees - votes.disagrees[column]
    const isMeta = (status[column] & META) !== 0
    if (isMeta) return META_PRIORITY ** 2
    const importance = (1 - (passes + 1) / (all + 2)) * (far + 1) * ((agrees + 1) / (all + 2))
    return (importance * (1 + 8 * 2 ** (-all / 5))) ** 2
  })
}
