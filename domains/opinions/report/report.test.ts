import { expect, test } from 'vitest'
import { now } from '#stories'
import type { CommonGroundEntry, DialogueSnapshot, MapSide, SuspectGroup } from '../engine/snapshot.ts'
import { listDivided } from '../engine/told-statements.ts'
import { compareSides, composeReport, statementsNamedIn } from './report.ts'

const nothing = {
  byOrganisation: 0,
  byResidents: 0,
  byUnknown: 0,
  published: 0,
  held: 0,
  refused: 0,
  replaced: 0,
  removed: 0,
  reasons: [],
  appeals: 0,
  overturned: 0,
  excluded: 0,
}

const shared = (statement: number, lower: number): CommonGroundEntry => ({
  statement,
  lower,
  groups: [{ group: 0, share: lower + 0.05, low: lower, high: lower + 0.1, n: 40 }],
  everywhere: { isShared: lower > 0.5, lower, ends: [] },
})

function snapshotOf(change: object = {}): DialogueSnapshot {
  return {
    version: 3,
    madeAt: now,
    participants: 40,
    statements: 30,
    votes: 900,
    axes: { explained: [], described: [true, false, false], poles: [] },
    groups: { areReal: false, reason: null, list: [] },
    cells: [],
    commonGround: Array.from({ length: 30 }, (_, at) => shared(at + 1, 0.9 - at * 0.02)),
    differences: [],
    bridging: [],
    suspects: { participants: 0, clusters: [], without: null },
    suspectsReason: null,
    evidence: { version: 2, participants: 40, votes: 900, describedAxes: 1, groups: {} },
    ...change,
  } as unknown as DialogueSnapshot
}

function reportOf(
  snapshot: DialogueSnapshot | undefined,
  results = [{ number: 1, agree: 30, disagree: 8, pass: 2 }],
) {
  const dialogue = { state: 'open', opened_at: now, closes_on: null, closed_at: null } as const
  const who = { kind: 'not-asked' } as const
  return composeReport({
    dialogue,
    dossier: { state: 'open' },
    snapshot,
    people: 40,
    isOver: false,
    results,
    moderation: nothing,
    who,
    now,
    timeZone: 'Europe/Amsterdam',
  })
}

const suspected = (...sizes: number[]): SuspectGroup[] =>
  sizes.map((size, cluster) => ({
    kind: cluster % 2 === 0 ? 'arranged' : 'alike',
    participants: Array.from({ length: size }, (_, at) => 100 * cluster + at),
    from: '2026-03-02T09:00:00.000Z',
    to: '2026-03-02T09:10:00.000Z',
    expected: 0.1,
  }))

const withSuspects = (...sizes: number[]) =>
  snapshotOf({
    suspects: {
      participants: sizes.reduce((sum, size) => sum + size, 0),
      clusters: suspected(...sizes),
      without: null,
    },
  })

test('statements that few answered have no counts, and count in the total', () => {
  const few = { number: 2, agree: 5, disagree: 3, pass: 1 }
  const report = reportOf(snapshotOf(), [{ number: 1, agree: 30, disagree: 8, pass: 2 }, few])
  expect(report.statements).toEqual([
    { number: 1, agree: 30, disagree: 8, pass: 2 },
    { number: 2, agree: null, disagree: null, pass: null },
  ])
  expect(report.counts).toEqual({ people: 40, votes: 49, statements: 2, areFinal: false })
})

test('who is suspected is never named, and fewer than ten are not counted', () => {
  expect(reportOf(snapshotOf()).suspects).toEqual({ kind: 'none' })
  expect(reportOf(withSuspects(9)).suspects).toEqual({ kind: 'few' })
  const found = reportOf(withSuspects(30, 12, 6)).suspects
  expect(found).toMatchObject({ kind: 'found', people: 48 })
  expect(found.kind === 'found' && found.clusters.map(({ people, from }) => [people, from === null])).toEqual(
    [
      [30, false],
      [null, true],
      [null, true],
    ],
  )
  expect(JSON.stringify(found)).not.toContain('"participants":[')
})

test('how many arranged their answers is told unless subtracting would tell of fewer than ten', () => {
  const arranged = (...sizes: number[]) => {
    const found = reportOf(withSuspects(...sizes)).suspects
    return found.kind === 'found' ? found.arranged : undefined
  }
  expect(arranged(30)).toBe(30)
  expect(arranged(30, 12)).toBe(30)
  expect(arranged(30, 9)).toBeNull()
  // The second of those who arranged theirs is hidden with the others: both would be known.
  expect(arranged(30, 12, 9)).toBeNull()
  const told = reportOf(withSuspects(30, 12)).suspects
  expect(told.kind === 'found' && told.clusters.map(({ kind }) => kind)).toEqual(['arranged', 'alike'])
})

test('a map from before participation and sides were counted still makes a report', () => {
  const report = reportOf(withSuspects(30))
  expect(report.participation).toBeNull()
  expect(report.suspects).toMatchObject({ kind: 'found', sides: null })
  expect(reportOf(undefined)).toMatchObject({ map: null, suspects: { kind: 'not-examined' } })
  expect(reportOf(snapshotOf({ evidence: null, suspects: null })).suspects).toEqual({ kind: 'not-examined' })
})

test('of what is shared the surest is told, and how much there is of it', () => {
  const { map } = reportOf(snapshotOf())
  expect(map?.together).toBe(20)
  expect(map?.commonGround.map(({ statement }) => statement)).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 1),
  )
})

test('a difference is told once, strongest first, and never by an axis that is no more than chance', () => {
  const by = (statement: number, of: number) => ({ statement, by: 'axis' as const, of, effect: 1, q: 0.01 })
  const snapshot = snapshotOf({ differences: [by(7, 1), by(29, 0), by(29, 0), by(3, 0)] })
  expect(listDivided(snapshot).map(({ statement }) => statement)).toEqual([29, 3])
  const { map } = reportOf(snapshot)
  expect(map?.commonGround.map(({ statement }) => statement)).toContain(29)
})

test('no statement is laid beside itself that fewer than ten suspects may have answered: subtracting would tell what they said', () => {
  const of = (n: number) => (statement: number) => {
    const entry = shared(statement, 0.6)
    return { ...entry, groups: entry.groups.map((group) => ({ ...group, n })) }
  }
  const side = (commonGround: MapSide['commonGround']): MapSide => ({
    participants: 40,
    explained: [0.3, 0.1],
    commonGround,
    drawn: { cells: [], cellRadius: 1, hiddenPeople: 40, radius: 1 },
  })
  const everybody = side([...[1, 2, 3, 6].map(of(40)), of(30)(5)])
  // To the nearest five, 40 and 30 may be 38 and 30: eight people.
  const without = side([of(35)(1), of(25)(2), of(40)(3), of(22)(4), of(30)(5), of(30)(6)])
  const suspects = { participants: 30, clusters: suspected(30), with: everybody, without }
  const found = reportOf(snapshotOf({ suspects }), [{ number: 4, agree: 20, disagree: 5, pass: 0 }]).suspects
  const sides = found.kind === 'found' ? found.sides : null
  expect(sides?.with.commonGround.map(({ statement }) => statement)).toEqual([2, 3, 5])
  expect(sides?.without.commonGround.map(({ statement }) => statement)).toEqual([2, 3, 5])
})

test('what changes without the suspects is told by statement, and named', () => {
  const side = (...statements: number[]): MapSide => ({
    participants: 40,
    explained: [0.3, 0.1],
    commonGround: statements.map((statement) => shared(statement, 0.6)),
    drawn: { cells: [], cellRadius: 1, hiddenPeople: 40, radius: 1 },
  })
  const sides = { with: side(41, 42, 43, 44, 45, 46), without: side(42, 41, 46, 44, 45, 43) }
  expect(compareSides(sides)).toEqual({ both: [41, 42, 44, 45], onlyWith: [43], onlyWithout: [46] })
  const suspects = { participants: 30, clusters: suspected(30), ...sides }
  const report = reportOf(snapshotOf({ suspects }))
  expect(statementsNamedIn(report)).toEqual(expect.arrayContaining([41, 42, 43, 44, 45, 46]))
})
