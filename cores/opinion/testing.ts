import { loadRows, type VoteRow } from './load-votes.ts'
import { SeededRandom } from './seeded-random.ts'
import { toVoteMatrix, type VoteMatrix } from './vote-matrix.ts'

/** Rows of a small dialogue: one string per participant: + agree, - disagree, 0 pass, . no vote. */
export function rowsOf(...lines: readonly string[]): VoteRow[] {
  const votes: Record<string, number> = { '+': 1, '-': -1, '0': 0 }
  return lines.flatMap((line, participant) =>
    [...line].flatMap((sign, statement) => {
      const vote = votes[sign]
      return vote === undefined ? [] : [{ participant, statement, vote }]
    }),
  )
}

/** The same as a matrix. */
export function matrixOf(...lines: readonly string[]): VoteMatrix {
  return toVoteMatrix(loadRows(rowsOf(...lines)))
}

/** A dialogue with known groups; `seen` is the share of cells with a vote. */
export interface Planted {
  readonly participants: number
  readonly statements: number
  readonly groups: number
  readonly seen: number
  readonly seed: number
}

/** People in like-minded groups: they pass 10 % of the time, and otherwise vote with their group 85 % of the time. */
export function plantedRows(planted: Planted): { rows: VoteRow[]; labels: Int32Array } {
  const random = new SeededRandom(planted.seed)
  const stance = Array.from({ length: planted.groups }, () =>
    Array.from({ length: planted.statements }, () => (random.uniform() < 0.5 ? 1 : -1)),
  )
  const labels = Int32Array.from({ length: planted.participants }, () => random.below(planted.groups))
  const rows: VoteRow[] = []
  labels.forEach((label, participant) => {
    for (let statement = 0; statement < planted.statements; statement += 1) {
      if (random.uniform() >= planted.seen) continue
      const own = stance[label]?.[statement] ?? 1
      const vote = random.uniform() < 0.1 ? 0 : random.uniform() < 0.85 ? own : -own
      rows.push({ participant, statement, vote })
    }
  })
  return { rows, labels }
}
