import { loadRows, SeededRandom, toVoteMatrix, type VoteMatrix, type VoteRow } from '#cores/opinion'

/** A population with known structure, whose votes are drawn from an ordinal model. */
export interface World {
  readonly participants: number
  readonly statements: number
  /** chance that somebody has seen a statement */
  readonly seen: number
  /** dimensions of opinion */
  readonly axes: number
  /** how many groups; 1 is a continuum */
  readonly groups: number
  /** share of the variance of opinions that lies between groups: 0 a continuum, 1 groups of like-minded people */
  readonly between: number
  /** spread of opinions in a continuum */
  readonly shape: 'normal' | 'uniform'
  /** strength of loadings: standard deviation of a statement's loading on each axis */
  readonly strength: number
}

export interface Drawn {
  readonly matrix: VoteMatrix
  /** per participant id the planted group */
  readonly labels: Int32Array
}

/** Groups lie on the corners of a simplex (two on a line, three in a plane), with unit variance per axis. */
const CORNERS: Record<number, readonly (readonly number[])[]> = {
  1: [[0, 0, 0]],
  2: [
    [-1, 0, 0],
    [1, 0, 0],
  ],
  3: [
    [0, Math.SQRT2, 0],
    [-Math.sqrt(1.5), -Math.SQRT1_2, 0],
    [Math.sqrt(1.5), -Math.SQRT1_2, 0],
  ],
}

export function drawWorld(world: World, seed: number): Drawn {
  const random = new SeededRandom(seed * 7919 + 17)
  const corners = CORNERS[world.groups] ?? []
  const labels = Int32Array.from({ length: world.participants }, () => random.below(world.groups))
  const people = Array.from(labels, (label) => place(world, corners[label] ?? [], random))
  const rows: VoteRow[] = []
  for (let statement = 0; statement < world.statements; statement += 1) {
    const loadings = Array.from({ length: world.axes }, () => world.strength * random.normal())
    const lean = 0.7 * random.normal()
    const pass = 0.3 + 0.4 * random.uniform()
    people.forEach((person, participant) => {
      if (random.uniform() >= world.seen) return
      const score =
        loadings.reduce((sum, loading, k) => sum + loading * (person[k] ?? 0), lean) + random.normal()
      rows.push({ participant, statement, vote: score > pass ? 1 : score < -pass ? -1 : 0 })
    })
  }
  return { matrix: toVoteMatrix(loadRows(rows)), labels }
}

function place(world: World, corner: readonly number[], random: SeededRandom): number[] {
  return Array.from({ length: world.axes }, (_, k) => {
    const own = world.shape === 'normal' ? random.normal() : (random.uniform() - 0.5) * Math.sqrt(12)
    const isSplit = k < Math.max(1, world.groups - 1) && world.groups > 1
    return isSplit ? Math.sqrt(world.between) * (corner[k] ?? 0) + Math.sqrt(1 - world.between) * own : own
  })
}

/** The same votes, dealt anew among those who voted on each statement. */
export function shuffled(matrix: VoteMatrix, seed: number): VoteMatrix {
  const random = new SeededRandom(seed + 5)
  const byStatement = new Map<number, { participant: number; vote: number }[]>()
  matrix.participantIds.forEach((participant, row) => {
    for (const code of matrix.codes.subarray(matrix.rowStart[row], matrix.rowStart[row + 1])) {
      const statement = matrix.statementIds[code >>> 2] ?? 0
      const cells = byStatement.get(statement) ?? []
      cells.push({ participant, vote: (code & 3) - 1 })
      byStatement.set(statement, cells)
    }
  })
  const rows = [...byStatement].flatMap(([statement, cells]) => {
    const votes = cells.map((cell) => cell.vote)
    for (let left = votes.length; left > 1; left -= 1) {
      const at = random.below(left)
      const kept = votes[left - 1] ?? 0
      votes[left - 1] = votes[at] ?? 0
      votes[at] = kept
    }
    return cells.map((cell, at) => ({ participant: cell.participant, statement, vote: votes[at] ?? 0 }))
  })
  return toVoteMatrix(loadRows(rows))
}
