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
  /** spread of opinions in a continuum, or of people within their group */
  readonly shape: Shape
  /** strength of loadings: standard deviation of a statement's loading on each axis */
  readonly strength: number
  /** some see many statements and most see few (log-normal), instead of everybody about as many */
  readonly unequal?: boolean
  /** how the first to come are spread instead: a dialogue whose groups arise, or dissolve, half-way */
  readonly earlier?: { readonly people: number } & Pick<World, 'groups' | 'between'>
}

export const SHAPES = {
  normal: (random: SeededRandom) => random.normal(),
  uniform: (random: SeededRandom) => (random.uniform() - 0.5) * Math.sqrt(12),
  /** bounded, with most people in the middle: the middle one of three */
  'middle of three': (random: SeededRandom) =>
    ([random.uniform(), random.uniform(), random.uniform()].sort((a, b) => a - b)[1] ?? 0.5) * Math.sqrt(20) -
    Math.sqrt(5),
  exponential: (random: SeededRandom) => -Math.log(1 - random.uniform()) - 1,
  lognormal: (random: SeededRandom) =>
    (Math.exp(LOG_SPREAD * random.normal()) - LOG_MEAN) /
    (LOG_MEAN * Math.sqrt(Math.exp(LOG_SPREAD ** 2) - 1)),
  /** Student's t with three degrees of freedom */
  'heavy tails': (random: SeededRandom) => {
    const squares = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2
    return random.normal() / Math.sqrt(squares)
  },
} as const
/** How opinions are spread: mean 0, standard deviation 1. */
export type Shape = keyof typeof SHAPES
const LOG_SPREAD = 0.8
const LOG_MEAN = Math.exp(LOG_SPREAD ** 2 / 2)

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
  const worldOf = (person: number) =>
    world.earlier && person < world.earlier.people ? { ...world, ...world.earlier } : world
  const labels = Int32Array.from({ length: world.participants }, (_, person) =>
    random.below(worldOf(person).groups),
  )
  const people = Array.from(labels, (label, person) => {
    const own = worldOf(person)
    return place(own, CORNERS[own.groups]?.[label] ?? [], random)
  })
  const seen = people.map(() =>
    world.unequal ? Math.min(0.9, world.seen * Math.exp(0.9 * random.normal() - 0.4)) : world.seen,
  )
  const rows: VoteRow[] = []
  for (let statement = 0; statement < world.statements; statement += 1) {
    const loadings = Array.from({ length: world.axes }, () => world.strength * random.normal())
    const lean = 0.7 * random.normal()
    const pass = 0.3 + 0.4 * random.uniform()
    people.forEach((person, participant) => {
      if (random.uniform() >= (seen[participant] ?? 0)) return
      const score =
        loadings.reduce((sum, loading, k) => sum + loading * (person[k] ?? 0), lean) + random.normal()
      rows.push({ participant, statement, vote: score > pass ? 1 : score < -pass ? -1 : 0 })
    })
  }
  return { matrix: toVoteMatrix(loadRows(rows)), labels }
}

function place(world: World, corner: readonly number[], random: SeededRandom): number[] {
  return Array.from({ length: world.axes }, (_, k) => {
    const own = SHAPES[world.shape](random)
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

/** Latent classes, as another generator than the engine's model makes them. */
export interface ClassWorld {
  readonly participants: number
  readonly statements: number
  /** votes in all */
  readonly votes: number
  /** 2 to 4 */
  readonly classes: number
}

const CLASS_SHARES = [0.4, 0.27, 0.2, 0.13]

/**
 * Classes of 40, 27, 20 and 13 per cent; of the statements 40 % divide (agreement .12 or .85 in each class), 25 % are
 * shared, 35 % are noise; 15 % of votes are passes, whoever gives them; 8 % of people answer half at random; numbers of
 * votes are log-normal, and older statements have more. @returns also the labels that the true parameters would give
 */
export function drawClasses(world: ClassWorld, seed: number): Drawn & { readonly best: Int32Array } {
  const random = new SeededRandom(seed * 104729 + 3)
  const shares = CLASS_SHARES.slice(0, world.classes)
  const labels = Int32Array.from({ length: world.participants }, () => pick(shares, random))
  const agree = classAgreement(world, random)
  const rows: VoteRow[] = []
  const best = new Int32Array(world.participants)
  votesPerPerson(world, random).forEach((wanted, participant) => {
    const isHalfNoise = random.uniform() < 0.08
    const weights = Array.from(
      { length: world.statements },
      (_, at) => 1.6 - (1.2 * at) / (world.statements - 1),
    )
    const logs = shares.map((share) => Math.log(share))
    for (let votes = 0; votes < wanted; votes += 1) {
      const statement = pick(weights, random)
      weights[statement] = 0
      const share = agree[statement]?.[labels[participant] ?? 0] ?? 0.5
      const isAgree = random.uniform() < (isHalfNoise ? share / 2 + 0.25 : share)
      const vote = random.uniform() < 0.15 ? 0 : isAgree ? 1 : -1
      rows.push({ participant, statement, vote })
      if (vote === 0) continue
      agree[statement]?.forEach((own, at) => {
        logs[at] = (logs[at] ?? 0) + Math.log(vote > 0 ? own : 1 - own)
      })
    }
    best[participant] = logs.indexOf(Math.max(...logs))
  })
  return { matrix: toVoteMatrix(loadRows(rows)), labels, best }
}

/** An index drawn with probability proportional to its weight. */
function pick(weights: readonly number[], random: SeededRandom): number {
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0)
  const at = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return at < 0 ? weights.length - 1 : at
}

function classAgreement({ statements, classes }: ClassWorld, random: SeededRandom): number[][] {
  return Array.from({ length: statements }, () => {
    const kind = random.uniform()
    const shared = kind < 0.65 ? 0.75 + 0.2 * random.uniform() : 0.35 + 0.3 * random.uniform()
    return Array.from({ length: classes }, () =>
      kind < 0.4 ? (random.uniform() < 0.5 ? 0.12 : 0.85) : shared,
    )
  })
}

function votesPerPerson({ participants, statements, votes }: ClassWorld, random: SeededRandom): number[] {
  let counts = Array.from({ length: participants }, () => Math.exp(0.9 * random.normal()))
  for (let round = 0; round < 8; round += 1) {
    const sum = counts.reduce((all, count) => all + count, 0)
    counts = counts.map((count) => Math.min(0.8 * statements, Math.max(2, (count * votes) / sum)))
  }
  return counts.map((count) => Math.min(statements, Math.floor(count + random.uniform())))
}
