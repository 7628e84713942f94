import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialTail, findCoordination } from './coordination.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { layOut } from './opinion-map.ts'
import { plantSuspects } from './planted-suspects.ts'
import { STRIDE } from './positions.ts'
import { SeededRandom } from './seeded-random.ts'
import { plantedRows } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'

it('the binomial tail matches published tables', () => {
  expect(binomialTail(3, 5, 0.5)).toBeCloseTo(0.5, 12)
  expect(binomialTail(0, 5, 0.2)).toBe(1)
  expect(binomialTail(6, 5, 0.2)).toBe(0)
  expect(binomialTail(50, 300, 0.99)).toBe(1)
  expect(binomialTail(2490, 5000, 0.5)).toBeCloseTo(0.6167592381231, 10)
  expect(binomialTail(9, 10, 0.1)).toBeCloseTo(9.1e-9, 14)
})

type Person = { id: number; arrived: number; votes: Map<number, number> }

const MINUTE = 60_000

/** P(X ≥ k) as the definition has it, term by term. */
function plainTail(k: number, n: number, p: number): number {
  let [sum, term] = [0, (1 - p) ** n]
  for (let x = 0; x <= n; x += 1) {
    if (x >= k) sum += term
    term *= ((n - x) / (x + 1)) * (p / (1 - p))
  }
  return sum
}

/** Everybody with ten votes or more, in the order in which they came: the later of the two middle times. */
function peopleIn(rows: readonly (VoteRow & { time: number })[]): Person[] {
  return Array.from(
    Map.groupBy(rows, ({ participant }) => participant),
    ([id, own]) => ({
      id,
      arrived: own.map(({ time }) => time).sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? 0,
      votes: new Map(own.map(({ statement, vote }) => [statement, vote])),
    }),
  )
    .filter(({ votes }) => votes.size >= 10)
    .sort((a, b) => a.arrived - b.arrived || a.id - b.id)
}

function overlap(votes: ReadonlyMap<number, number>, with_: ReadonlyMap<number, number>) {
  const shared = [...votes.keys()].filter((statement) => with_.has(statement))
  const same = shared.filter((statement) => votes.get(statement) === with_.get(statement))
  return { shared: shared.length, isLike: same.length >= 0.85 * shared.length }
}

/** As MATH.md §22 has it, everybody beside everybody; for fewer people than would be sampled. */
function plainClusters(rows: readonly (VoteRow & { time: number })[], window: number) {
  const people = peopleIn(rows)
  const bound = 1e-4 / people.length
  const seeds = people.filter((one) => {
    const alikeAmong = (others: Person[]) =>
      others.filter(({ votes }) => {
        const { shared, isLike } = overlap(one.votes, votes)
        return shared >= 6 && isLike
      }).length
    const apart = (other: Person) => Math.abs(one.arrived - other.arrived)
    const near = people.filter((other) => other !== one && apart(other) <= window)
    const far = people.filter((other) => apart(other) > 2 * window)
    const [alike, rate] = [alikeAmong(near), (alikeAmong(far) + 1) / (far.length + 2)]
    return alike >= 4 && plainTail(alike, near.length, rate) < bound
  })
  const chains: Person[][] = []
  for (const seed of seeds) {
    const last = chains.at(-1)?.at(-1)
    if (last && seed.arrived - last.arrived <= window) chains.at(-1)?.push(seed)
    else chains.push([seed])
  }
  return chains.flatMap((chain) => {
    const pattern = new Map<number, number>()
    for (const statement of new Set(chain.flatMap(({ votes }) => [...votes.keys()]))) {
      const given = chain.flatMap(({ votes }) => votes.get(statement) ?? [])
      const vote = [-1, 0, 1].find((one) => given.filter((it) => it === one).length >= 0.7 * given.length)
      if (vote !== undefined && given.length >= 3) pattern.set(statement, vote)
    }
    const [first, last] = [chain.at(0)?.arrived ?? 0, chain.at(-1)?.arrived ?? 0]
    const isThen = ({ arrived }: Person) => arrived >= first - window && arrived <= last + window
    const follows = ({ votes }: Person) => {
      const { shared, isLike } = overlap(votes, pattern)
      return shared >= 10 && isLike
    }
    const [then, elsewhere] = [people.filter(isThen), people.filter((one) => !isThen(one))]
    const members = then.filter(follows)
    const rate = (elsewhere.filter(follows).length + 1) / (elsewhere.length + 2)
    if (members.length < 5 || plainTail(members.length, then.length, rate) >= bound) return []
    const ids = members.map(({ id }) => id).sort((a, b) => a - b)
    const [from, to] = [members.at(0)?.arrived, members.at(-1)?.arrived]
    return [{ ids, from, to, expected: rate * then.length }]
  })
}

/**
 * People who come by fives of minutes; some of them in bursts, and then with nearly the votes of their burst. Some vote
 * like a burst at any time.
 */
function burstsRows(seed: number): (VoteRow & { time: number })[] {
  const random = new SeededRandom(seed)
  const [statements, people] = [14 + random.below(6), 40 + random.below(50)]
  const any = () => (random.uniform() < 0.1 ? 0 : random.uniform() < 0.5 ? 1 : -1)
  const bursts = Array.from({ length: 1 + random.below(3) }, () => ({
    slot: random.below(100),
    votes: Array.from({ length: statements }, any),
  }))
  const faults = random.uniform() * 0.25
  return Array.from({ length: people }, (_, participant) => {
    const burst = random.uniform() < 0.45 ? bursts[random.below(bursts.length)] : undefined
    const isThen = burst !== undefined && random.uniform() < 0.85
    const slot = isThen ? burst.slot + random.below(5) : random.below(120)
    return Array.from({ length: statements }, (_vote, statement) => ({
      ...{ participant, statement },
      vote: burst && random.uniform() >= faults ? (burst.votes[statement] ?? 0) : any(),
      time: 1e12 + (slot + random.below(2)) * 5 * MINUTE,
    })).filter(() => random.uniform() < 0.85)
  }).flat()
}

describe('who is suspect', () => {
  it.each([undefined, 10 * MINUTE])('is what a slow, plain version says (window %s)', (window) => {
    let found = 0
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const rows = burstsRows(seed)
        const matrix = toVoteMatrix(loadRows(rows))
        const outcome = findCoordination(matrix, window === undefined ? {} : { window })
        if (outcome.kind === 'unknown') throw new Error(outcome.reason)
        found += outcome.clusters.length
        expect(
          outcome.clusters.map(({ rows: members, expected, ...times }) => ({
            ids: Array.from(members, (row) => matrix.participantIds[row]),
            ...times,
            expected,
          })),
        ).toEqual(
          plainClusters(rows, window ?? 15 * MINUTE).map((cluster) => ({
            ...cluster,
            expected: expect.closeTo(cluster.expected, 9),
          })),
        )
      }),
      { numRuns: 40, seed: 22 },
    )
    expect(found).toBeGreaterThan(20)
  })
})

/** One answer to each of so many statements; the answers from `from` on, as many as `turned`, are the other way. */
const answers = (statements: number, turned = 0, from = 0): number[] =>
  Array.from({ length: statements }, (_, at) => (at >= from && at < from + turned ? -1 : 1))

/**
 * Whom the search finds of people who answered within a minute, beside three hundred who came an hour apart and answered
 * the same statements each their own way. By their place in the list.
 */
function findAmong(together: readonly (readonly (number | undefined)[])[]): number[] {
  const random = new SeededRandom(3)
  const others = Array.from(
    { length: 300 },
    () => together[0]?.map(() => (random.uniform() < 0.5 ? 1 : -1)) ?? [],
  )
  const rowsOf = (people: typeof together, first: number, timeOf: (at: number) => number) =>
    people.flatMap((own, at) =>
      own.flatMap((vote, statement) =>
        vote === undefined ? [] : { participant: first + at, statement, vote, time: timeOf(at) },
      ),
    )
  const matrix = toVoteMatrix(
    loadRows([
      ...rowsOf(together, 0, (at) => 1e12 + at * 1000),
      ...rowsOf(others, 1000, (at) => 1e12 + (at + 1) * 36e5),
    ]),
  )
  const outcome = findCoordination(matrix)
  if (outcome.kind === 'unknown') throw new Error(outcome.reason)
  return outcome.clusters.flatMap(({ rows }) => Array.from(rows, (row) => matrix.participantIds[row] ?? -1))
}

describe('people who voted at one time are suspect', () => {
  const twelve = Array.from({ length: 12 }, (_, at) => at)

  it('when any two gave 85 % of their answers alike, and not when they gave 84 %', () => {
    // Each turns statements of their own, so that two differ on twice as many.
    expect(findAmong(twelve.map((at) => answers(200, 15, 16 * at)))).toEqual(twelve)
    expect(findAmong(twelve.map((at) => answers(200, 16, 16 * at)))).toEqual([])
  })

  it('when they follow the pattern of the others with 85 % of their answers, and not with 84 %', () => {
    const copies = Array.from({ length: 8 }, () => answers(100))
    expect(findAmong([...copies, answers(100, 15), answers(100, 16, 40)])).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ])
  })

  it('when any two answered six of the same statements, and not when they answered five', () => {
    // Who answered which, by what is no square modulo a prime: of 19 statements each ten, any two five of the same; of 23
    // each twelve, any two six of the same.
    const sharing = (prime: number) => {
      const squares = new Set(Array.from({ length: prime - 1 }, (_, at) => (at + 1) ** 2 % prime))
      return twelve.map((at) =>
        Array.from({ length: prime }, (_, statement) =>
          squares.has((statement + prime - at) % prime) ? undefined : 1,
        ),
      )
    }
    expect(findAmong(sharing(23))).toEqual(twelve)
    expect(findAmong(sharing(19))).toEqual([])
  })

  it('from five people on', () => {
    const copies = (people: number) => Array.from({ length: people }, () => answers(40))
    expect(findAmong(copies(5))).toEqual([0, 1, 2, 3, 4])
    expect(findAmong(copies(4))).toEqual([])
  })

  it('from ten answers on', () => {
    const copies = (statements: number) => twelve.map(() => answers(statements))
    expect(findAmong(copies(10))).toEqual(twelve)
    expect(findAmong(copies(9))).toEqual([])
  })
})

describe('coordinated voting', () => {
  it.each([1, 2, 3])('planted copies are found, and few others (seed %i)', (seed) => {
    const { rows, isSuspect } = plantSuspects(seed)
    const matrix = toVoteMatrix(loadRows(rows))
    const outcome = findCoordination(matrix)
    if (outcome.kind === 'unknown') throw new Error(outcome.reason)
    const found = outcome.clusters.flatMap((cluster) =>
      Array.from(cluster.rows, (row) => matrix.participantIds[row] ?? -1),
    )
    const right = found.filter(isSuspect).length
    expect(right / found.length).toBeGreaterThanOrEqual(0.9)
    expect(right / 200).toBeGreaterThanOrEqual(0.9)
  })

  it('without suspects the map is the map they never touched, within 5 % of its radius', () => {
    const { rows, isSuspect, honest } = plantSuspects(1)
    const table = loadRows(rows)
    const matrix = toVoteMatrix(table)
    const outcome = findCoordination(matrix)
    if (outcome.kind === 'unknown') throw new Error(outcome.reason)
    for (const cluster of outcome.clusters)
      for (const row of cluster.rows) table.setExcluded(matrix.participantIds[row] ?? -1, true)
    const clean = layOut(toVoteMatrix(loadRows(rows.filter((row) => !isSuspect(row.participant)))))
    const cleared = layOut(toVoteMatrix(table))
    const rowOf = new Map(Array.from(cleared.matrix.participantIds, (id, row) => [id, row]))
    let [off, radius, count] = [0, 0, 0]
    for (let id = 0; id < honest; id += 1) {
      const [a, b] = [clean.matrix.participantIds.indexOf(id), rowOf.get(id)]
      if (a < 0 || b === undefined) continue
      count += 1
      for (let axis = 0; axis < STRIDE; axis += 1) {
        const [x, y] = [clean.points[a * STRIDE + axis] ?? 0, cleared.points[b * STRIDE + axis] ?? 0]
        off += (x - y) ** 2
        radius += x ** 2
      }
    }
    expect(Math.sqrt(off / count) / Math.sqrt(radius / count)).toBeLessThan(0.05)
  })

  it('like-minded people who arrive when it suits them are not suspect', () => {
    const { rows } = plantSuspects(4, 800, 0)
    expect(findCoordination(toVoteMatrix(loadRows(rows)))).toEqual({ kind: 'examined', clusters: [] })
  })

  it('many who arrive together and vote each their own way are not suspect', () => {
    const { rows } = plantedRows({ participants: 300, statements: 40, groups: 2, seen: 0.5, seed: 6 })
    const together = rows.map((row, at) => ({
      ...row,
      time: 1e12 + (row.participant < 150 ? at % 6e5 : row.participant * 36e5),
    }))
    expect(findCoordination(toVoteMatrix(loadRows(together)))).toEqual({ kind: 'examined', clusters: [] })
  })

  it('is sought beside people of all times, of whom as many are taken as there is time for', () => {
    const random = new SeededRandom(12)
    const own = () => Array.from({ length: 30 }, () => (random.uniform() < 0.5 ? 1 : -1))
    const copied = own()
    // The first three hundred think so by themselves, the next twelve hundred each their own way; then twenty come at once.
    const people = [...Array<number[]>(300).fill(copied), ...Array.from({ length: 1200 }, own)]
    const rows = [...people, ...Array<number[]>(20).fill(copied)].flatMap((votes, participant) =>
      votes.map((vote, statement) => ({
        ...{ participant, statement, vote },
        time: 1e12 + Math.min(participant, 1500) * 36e5 + participant * 1000,
      })),
    )
    const outcome = findCoordination(toVoteMatrix(loadRows(rows)))
    expect(outcome).toMatchObject({
      clusters: [{ rows: Int32Array.from({ length: 20 }, (_, at) => 1500 + at) }],
    })
  })

  it('rows under ten votes are never suspect', () => {
    const rows = Array.from({ length: 60 }, (_, participant) =>
      Array.from({ length: 9 }, (__, statement) => ({
        participant,
        statement,
        vote: 1,
        time: 1e12 + participant,
      })),
    ).flat()
    expect(findCoordination(toVoteMatrix(loadRows(rows)))).toEqual({ kind: 'examined', clusters: [] })
  })

  it('is unknown where votes carry no times', () => {
    const { rows } = plantedRows({ participants: 50, statements: 20, groups: 2, seen: 0.8, seed: 1 })
    expect(findCoordination(toVoteMatrix(loadRows(rows)))).toEqual({
      kind: 'unknown',
      reason: 'the votes carry no times',
    })
  })
})
