import { describe, expect, it } from 'vitest'
import { findCoordination } from './coordination.ts'
import { calibrate } from './coordination-answers.ts'
import { readCrowd } from './coordination-crowd.ts'
import { expectedArrivals, findRun } from './coordination-time.ts'
import { binomialTail } from './distributions.ts'
import { LEAST_VOTES } from './groups.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { layOut } from './opinion-map.ts'
import { type Concert, plantConcert, plantSuspects } from './planted-suspects.ts'
import { STRIDE } from './positions.ts'
import { SeededRandom } from './seeded-random.ts'
import type { Showings } from './showings.ts'
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

const MINUTE = 60_000

/** Who is told, by word, as numbers of participants. */
function toldIn(rows: readonly VoteRow[], showings?: Showings) {
  const matrix = toVoteMatrix(loadRows(rows))
  const outcome = findCoordination(matrix, { showings })
  if (outcome.kind === 'unknown') throw new Error(outcome.reason)
  const by = (word: 'arranged' | 'alike') =>
    outcome.clusters
      .filter(({ kind }) => kind === word)
      .flatMap((cluster) => Array.from(cluster.rows, (row) => matrix.participantIds[row] ?? -1))
      .sort((a, b) => a - b)
  return { arranged: by('arranged'), alike: by('alike'), clusters: outcome.clusters }
}

/** Over some worlds: how many of those in concert are told by each word, of how many, and how many others are. */
function countTold(concert: Omit<Concert, 'seed'>, seeds = [1, 2, 3, 4]) {
  const count = { planted: 0, arranged: 0, alike: 0, others: 0 }
  for (const seed of seeds) {
    const { rows, isSuspect } = plantConcert({ ...concert, seed })
    const { arranged, alike } = toldIn(rows)
    count.planted += concert.people
    count.arranged += arranged.filter(isSuspect).length
    count.alike += alike.filter(isSuspect).length
    count.others += [...arranged, ...alike].filter((id) => !isSuspect(id)).length
  }
  const told = count.arranged + count.alike
  return { ...count, recall: told / count.planted, precision: told / Math.max(told + count.others, 1) }
}

describe('a brigade with a list of eight answers', () => {
  it.each([0, 0.05, 0.1])('is told as arranged when it comes within an hour, with noise of %d', (noise) => {
    const told = countTold({ people: 40, answers: 8, noise, minutes: 60, choice: 'list' })
    expect(told.recall).toBeGreaterThanOrEqual(0.9)
    expect(told.precision).toBeGreaterThanOrEqual(0.95)
    expect(told.alike).toBe(0)
  })

  it.each([
    [0.15, 60],
    [0.1, 360],
  ])('is told for the most part with noise of %d within %i minutes', (noise, minutes) => {
    const told = countTold({ people: 30, answers: 8, noise, minutes, choice: 'list' })
    expect(told.recall).toBeGreaterThanOrEqual(0.6)
    expect(told.precision).toBeGreaterThanOrEqual(0.95)
  })

  it('is told whatever numbers people have, and in whatever order votes come', () => {
    const { rows } = plantConcert({
      seed: 7,
      people: 30,
      answers: 8,
      noise: 0.1,
      minutes: 60,
      choice: 'list',
    })
    const mirrored = rows.map((row) => ({ ...row, participant: 1000 - row.participant })).reverse()
    const { arranged } = toldIn(rows)
    expect(arranged.length).toBeGreaterThan(20)
    expect(toldIn(mirrored).arranged).toEqual(arranged.map((id) => 1000 - id).toReversed())
  })
})

describe('an honest club that answers what it is asked, following an advice', () => {
  const club = { people: 40, answers: 20, noise: 0.1, minutes: 120, choice: 'asked' } as const

  it('is told as alike, and never as arranged', () => {
    const told = countTold(club)
    expect(told.arranged).toBe(0)
    expect(told.recall).toBeGreaterThanOrEqual(0.9)
    expect(told.precision).toBeGreaterThanOrEqual(0.95)
  })

  it('is alike too where everybody is asked the same, as is a brigade then: nothing tells them apart', () => {
    // In the first of these worlds the advice runs along an opinion that some hold: there a club is like people of one mind.
    const worlds = Array.from({ length: 12 }, (_, at) => 1 + at)
    const told = countTold({ ...club, answers: 12, order: 'fixed' }, worlds)
    expect(told.arranged).toBe(0)
    expect(told.recall).toBeGreaterThanOrEqual(0.9)
  })

  it('is arranged by a log that never showed them what they answered, and alike by one that did', () => {
    const world = plantConcert({ ...club, seed: 3 })
    expect(toldIn(world.rows, world.showings(true))).toMatchObject({ arranged: [] })
    const unseen = toldIn(world.rows, world.showings(false))
    expect(unseen.arranged.filter(world.isSuspect).length).toBeGreaterThanOrEqual(36)
    expect(unseen.alike).toEqual([])
  })
})

describe('a list', () => {
  it('is no arrangement where the log says that all were shown it', () => {
    const list = { people: 40, answers: 10, noise: 0.05, minutes: 60, choice: 'list' } as const
    const world = plantConcert({ ...list, seed: 2 })
    expect(toldIn(world.rows, world.showings(true)).arranged).toEqual([])
    expect(toldIn(world.rows, world.showings(false)).arranged.length).toBeGreaterThanOrEqual(36)
  })

  it('that a class answers, each in their own way, is not told', () => {
    const told = countTold({ people: 25, answers: 12, noise: 1, minutes: 15, choice: 'list' })
    expect(told).toMatchObject({ arranged: 0, alike: 0, others: 0 })
  })
})

describe('one person who repeats', () => {
  it('is told as arranged by visits that follow one another and never overlap', () => {
    const told = countTold({ people: 15, answers: 20, noise: 0.05, choice: 'asked' })
    expect(told.arranged / told.planted).toBeGreaterThanOrEqual(0.8)
    expect(told.others).toBeLessThanOrEqual(1)
  })
})

describe('nobody is told', () => {
  it('where nobody answers in concert, in any of thirty dialogues', () => {
    const concert = { people: 0, answers: 8, noise: 0, minutes: 60, choice: 'list' } as const
    const seeds = Array.from({ length: 30 }, (_, at) => 100 + at)
    expect(countTold(concert, seeds)).toMatchObject({ others: 0 })
  })

  it('of people of one mind who come within an hour, each with answers of their own', () => {
    const rush = { people: 25, answers: 20, noise: 1, minutes: 60, choice: 'asked', apart: 0.2 } as const
    const seeds = [4, 7, 11, 17, 19, 25, 40, 41, 42, 47]
    for (const order of ['drawn', 'fixed'] as const)
      expect(countTold({ ...rush, order }, seeds)).toMatchObject({ arranged: 0, alike: 0, others: 0 })
  })

  it('of two camps in one evening, though a brigade came a month later: there are no other times to compare with', () => {
    const { rows } = plantedRows({ participants: 100, statements: 24, groups: 2, seen: 0.7, seed: 5 })
    const evening = rows.map((row) => ({ ...row, time: 1e12 + row.participant * MINUTE + row.statement }))
    const brigade = Array.from({ length: 30 }, (_, copy) =>
      Array.from({ length: 24 }, (__, statement) => ({
        ...{ participant: 100 + copy, statement, vote: statement % 2 === 0 ? 1 : -1 },
        time: 1e12 + 30 * 24 * 60 * MINUTE + copy * 10_000 + statement * 400,
      })),
    ).flat()
    const { arranged, alike } = toldIn([...evening, ...brigade])
    expect(alike).toEqual([])
    expect(arranged).toEqual(Array.from({ length: 30 }, (_, copy) => 100 + copy))
  })

  it('who arrives with many others and votes in a way of their own', () => {
    const { rows } = plantedRows({ participants: 300, statements: 40, groups: 2, seen: 0.5, seed: 6 })
    const together = rows.map((row, at) => ({
      ...row,
      time: 1e12 + (row.participant < 150 ? at % 6e5 : row.participant * 36e5),
    }))
    expect(toldIn(together).clusters).toEqual([])
  })

  it('with fewer votes than shape groups, and who has as many is', () => {
    const brigade = (answers: number) =>
      countTold({ people: 40, answers, noise: 0, minutes: 10, choice: 'list' }, [1])
    expect(brigade(LEAST_VOTES - 1)).toMatchObject({ arranged: 0, alike: 0, others: 0 })
    expect(brigade(LEAST_VOTES).arranged).toBeGreaterThanOrEqual(36)
  })
})

describe('coordinated voting', () => {
  it.each([1, 2, 3])('planted copies are found, and few others (seed %i)', (seed) => {
    const { rows, isSuspect } = plantSuspects(seed)
    const { arranged, alike } = toldIn(rows)
    const found = [...arranged, ...alike]
    const right = found.filter(isSuspect).length
    expect(right / found.length).toBeGreaterThanOrEqual(0.95)
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

  it('is unknown where votes carry no times', () => {
    const { rows } = plantedRows({ participants: 50, statements: 20, groups: 2, seen: 0.8, seed: 1 })
    expect(findCoordination(toVoteMatrix(loadRows(rows)))).toEqual({
      kind: 'unknown',
      reason: 'the votes carry no times',
    })
  })
})

describe('evidence', () => {
  it('is shrunk until the mean ratio of people who are no members is one', () => {
    expect(calibrate([])).toBe(0)
    expect(calibrate([-1, -2, 0.5])).toBe(1)
    // As many for as against: nothing is left of it.
    expect(calibrate([1, -1])).toBeCloseTo(0, 3)
    const logs = [2, -1, -1, -1]
    const part = calibrate(logs)
    expect(logs.reduce((sum, log) => sum + Math.exp(part * log), 0) / 4).toBeCloseTo(1, 2)
    expect(part).toBeGreaterThan(0.1)
    // The highest may be members who were not found yet.
    expect(calibrate([9, -1, -1, -1], 0.25)).toBe(1)
  })

  /** Visits of six votes, ten seconds long each, by the seconds at which they begin. */
  const crowdOf = (...starts: number[]) => {
    const rows = starts.flatMap((start, participant) =>
      Array.from({ length: 11 }, (_, statement) => ({
        ...{ participant, statement, vote: 1 },
        time: 1e12 + (start + statement) * 1000,
      })),
    )
    const matrix = toVoteMatrix(loadRows(rows))
    return readCrowd(matrix, matrix.times ?? new Float64Array())
  }

  it('of a run is how seldom visits of such lengths in that time never overlap', () => {
    const run = findRun(crowdOf(0, 12, 24, 36, 48, 60), [0, 1, 2, 3, 4, 5])
    expect(run?.people).toEqual([0, 1, 2, 3, 4, 5])
    // Six visits of ten seconds in seventy: ((70 − 60)/(70 − 10))⁴.
    expect(run?.logProbability).toBeCloseTo(4 * Math.log(10 / 60), 9)
    expect(findRun(crowdOf(0, 5, 10, 15, 20, 25), [0, 1, 2, 3, 4, 5])).toBeUndefined()
    expect(findRun(crowdOf(0, 3600, 7200, 10_800, 14_400), [0, 1, 2, 3, 4])).toBeUndefined()
  })

  it('of a burst is held against how many come in that hour on other days', () => {
    // One person a day at noon, for a week, and twenty at noon of the fourth day.
    const days = [0, 1, 2, 3, 4, 5, 6].map((day) => 864_00 * day)
    const crowd = crowdOf(...days, ...Array.from({ length: 20 }, (_, at) => 3 * 864_00 + 60 * at))
    const from = 1e12 + 3 * 864e5
    const expected = expectedArrivals(crowd, from, from + 36e5)
    expect(expected).toBeGreaterThan(0.3)
    expect(expected).toBeLessThan(1.2)
  })
})

describe('where most people are a brigade', () => {
  /** A meeting of 26 who answer most of what there is, within an hour; then 50 who answer a list over a day. */
  function meetingAndBrigade(seed: number): VoteRow[] {
    const random = new SeededRandom(seed)
    const shares = Array.from({ length: 36 }, () => [0.85, 0.6, 0.3][random.below(3)] ?? 0.5)
    const voteBy = (share: number) => (random.uniform() < 0.1 ? 0 : random.uniform() < share ? 1 : -1)
    const meeting = Array.from({ length: 26 }, (_, participant) => {
      const came = random.uniform() * 30 * MINUTE
      return shares.flatMap((share, statement) =>
        random.uniform() < 0.35
          ? []
          : [{ participant, statement, vote: voteBy(share), time: came + statement * 40_000 }],
      )
    })
    const list = Array.from({ length: 12 }, (_, at) => ({
      statement: at * 3,
      vote: random.below(2) ? 1 : -1,
    }))
    const brigade = Array.from({ length: 50 }, (_, at) => {
      const came = (120 + random.uniform() * 1440) * MINUTE
      return list.map(({ statement, vote }, k) => ({
        ...{ participant: 26 + at, statement, time: came + k * 8000 },
        vote: random.uniform() < 0.05 ? -vote : vote,
      }))
    })
    return [...meeting, ...brigade].flat()
  }

  it('nobody of the others is told: there is nobody of many minds to hold them against', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { arranged, alike } = toldIn(meetingAndBrigade(seed))
      expect([...arranged, ...alike].filter((id) => id < 26)).toEqual([])
    }
  })
})
