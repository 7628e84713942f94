import type { GroupVotes } from './group-votes.ts'

/** Like-minded people, who count in proportion to their number. */
export interface Constituency {
  readonly size: number
  /** per statement, the expected share that agrees: (A + 1)/(S + 2) */
  readonly support: Float64Array
}

/** Groups as constituencies. @param sizes people per group */
export function constituencies(votes: GroupVotes, sizes: Int32Array): Constituency[] {
  return votes.map((group, at) => ({
    size: sizes[at],
    support: Float64Array.from(group.agrees, (agrees, column) => (agrees + 1) / (group.votes[column] + 2)),
  }))
}

/**
 * Chooses k statements that together represent everybody: proportional approval voting (Thiele 1895), where each
 * further statement somebody agrees with counts for less (1, 1/2, 1/3 …), by greedy choice and then swaps until none
 * improves (local-search PAV, Aziz et al. 2018), on expected agreement per constituency; MATH.md §23.
 * @returns columns, in the order of their choice. O(k² · statements · constituencies) per round of swaps
 */
export function selectStatements(groups: readonly Constituency[], open: Uint8Array, k: number): number[] {
  const candidates = Array.from(open.keys()).filter((column) => open[column] === 1)
  const chosen: number[] = []
  while (chosen.length < Math.min(k, candidates.length)) {
    const best = bestAddition(groups, candidates, chosen)
    if (best === undefined) break
    chosen.push(best)
  }
  for (let swaps = 0; swaps < MOST_SWAPS && swapOnce(groups, candidates, chosen); swaps += 1);
  return chosen
}

const MOST_SWAPS = 100
const WORTHWHILE = 1e-9

/** 1 + 1/2 + … + 1/x, interpolated linearly between whole numbers. */
function harmonic(x: number): number {
  let [sum, i] = [0, 1]
  for (; i <= x; i += 1) sum += 1 / i
  return sum + (x - (i - 1)) / i
}

function welfare(groups: readonly Constituency[], chosen: readonly number[]): number {
  return groups.reduce((total, group) => {
    const satisfied = chosen.reduce((sum, column) => sum + group.support[column], 0)
    return total + group.size * harmonic(satisfied)
  }, 0)
}

function bestAddition(
  groups: readonly Constituency[],
  candidates: readonly number[],
  chosen: readonly number[],
) {
  const satisfied = groups.map((group) => chosen.reduce((sum, column) => sum + group.support[column], 0))
  let best: number | undefined
  let most = Number.NEGATIVE_INFINITY
  for (const column of candidates) {
    if (chosen.includes(column)) continue
    const value = groups.reduce(
      (sum, group, at) => sum + group.size * harmonic(satisfied[at] + group.support[column]),
      0,
    )
    if (value > most * (1 + 1e-12)) [best, most] = [column, value]
  }
  return best
}

/** Makes the swap that gains most. @returns whether any swap gained */
function swapOnce(groups: readonly Constituency[], candidates: readonly number[], chosen: number[]): boolean {
  const now = welfare(groups, chosen)
  let gain = now * WORTHWHILE
  let swap: [number, number] | undefined
  chosen.forEach((_, at) => {
    const others = chosen.filter((__, other) => other !== at)
    const best = bestAddition(groups, candidates, others)
    if (best === undefined || chosen.includes(best)) return
    const value = welfare(groups, [...others, best]) - now
    if (value > gain) [gain, swap] = [value, [at, best]]
  })
  if (!swap) return false
  chosen[swap[0]] = swap[1]
  return true
}
