import { expect, test } from 'vitest'
import { now } from '#stories'
import type { DialogueSnapshot } from '../engine/snapshot.ts'
import { listDivided } from '../engine/told-statements.ts'
import { composeReport, type ReportSources, statementsNamedIn } from './report.ts'

const drawn = {
  cells: [{ x: 0, y: 0, people: 40 }],
  cellRadius: 0.5,
  hiddenPeople: 3,
  hulls: [],
  radius: 2,
}
const groups = { areReal: false, reason: 'few', list: [] }
const axes = { explained: [], described: [true, false, false], poles: [] }
const evidence = { version: 2, participants: 40, votes: 900, describedAxes: 1, groups: { areReal: false } }

/** A statement with which these shares of each group agree. */
const shared = (statement: number, ...shares: number[]) => ({
  statement,
  lower: Math.min(...shares) - 0.1,
  groups: shares.map((share, group) => ({ group, share, low: share - 0.1, high: share + 0.1, n: 40 })),
})

function snapshotOf(change: object): DialogueSnapshot {
  return {
    ...{ version: 3, madeAt: now, participants: 43, statements: 30, votes: 900 },
    ...{ ...drawn, groups, axes, commonGround: [], differences: [], bridging: [] },
    ...{ suspects: null, suspectsReason: null, evidence },
    ...change,
  } as unknown as DialogueSnapshot
}

const counted = {
  byOrganisation: 4,
  byResidents: 3,
  byUnknown: 0,
  published: 5,
  held: 1,
  refused: 1,
  replaced: 0,
  removed: 0,
}
const moderation = { ...counted, reasons: [], appeals: 0, overturned: 0, excluded: null }

function reportOf(snapshot: object, rest: Partial<ReportSources> = {}) {
  return composeReport({
    dialogue: { state: 'closed', opened_at: null, closes_on: '2026-03-01', closed_at: null },
    dossier: { state: 'open' },
    snapshot: snapshotOf(snapshot),
    ...{ people: 43, results: [], moderation, who: { kind: 'not-asked' }, now },
    ...{ isOver: true, timeZone: 'Europe/Amsterdam' },
    ...rest,
  })
}

const opened = new Date('2026-02-01T12:00:00Z')
const closed = new Date('2026-03-01T12:00:00Z')

test('a report tells from when to when people could answer', () => {
  const lifeOf = (opened_at: Date | null, closed_at: Date | null) =>
    reportOf({}, { dialogue: { state: 'closed', opened_at, closes_on: '2026-03-01', closed_at } }).dialogue
  expect(lifeOf(opened, closed)).toEqual({
    ...{ state: 'closed', dossierState: 'open', closesOn: '2026-03-01' },
    openedAt: '2026-02-01T12:00:00.000Z',
    closedAt: '2026-03-01T12:00:00.000Z',
  })
  expect(lifeOf(opened, null)).toMatchObject({ openedAt: '2026-02-01T12:00:00.000Z', closedAt: null })
  expect(lifeOf(null, null)).toMatchObject({ openedAt: null, closedAt: null })
})

test('the map is drawn as it was, with its version and the findings behind it', () => {
  const report = reportOf({ evidence: { ...evidence, participation: { kind: 'counted' }, other: 1 } })
  expect(report.map).toEqual({
    ...{ ...drawn, groups, axes, commonGround: [], differences: [], bridging: [], together: 0 },
    ...{ participants: 43, statements: 30, votes: 900, version: 3, weighed: null, evidence },
    madeOn: '2026-03-02',
  })
  expect(report.participation).toEqual({ kind: 'counted' })
  expect(report.moderation).toEqual(moderation)
  expect(reportOf({ evidence: null }).map).toMatchObject({ evidence: null })
})

test('how it was counted is told, for whoever counts again', () => {
  const { format, madeAt, method } = reportOf({})
  expect([format, madeAt]).toEqual([4, now.toISOString()])
  expect(method).toMatchObject({ leastShown: 10, leastVotes: 7, leastStability: 0.65 })
  expect(method).toMatchObject({ falseDiscoveryRate: 0.05, bridgesFrom: 0.4 })
  expect(method.coordination).toMatchObject({
    leastVotes: 7,
    leastPeople: 5,
    longestHours: 24,
    falsePercent: 3,
  })
})

test('a statement connects from 0.4 on, where most of every group agree', () => {
  const { map } = reportOf({
    bridging: [
      { statement: 1, score: 0.9 },
      { statement: 2, score: 0.4 },
      { statement: 3, score: 0.39 },
      { statement: 4, score: 0.8 },
      { statement: 5, score: 0.8 },
    ],
    // Of the fourth, half of one group agree; the fifth is not told of.
    commonGround: [shared(1, 0.6, 0.51), shared(2, 0.7, 0.8), shared(3, 0.7, 0.8), shared(4, 0.9, 0.5)],
  })
  expect(map?.bridging.map(({ statement }) => statement)).toEqual([1, 2])
})

test('at most twenty statements divide, and ten connect', () => {
  const numbers = Array.from({ length: 25 }, (_, at) => at + 1)
  const { map } = reportOf({
    differences: numbers.map((statement) => ({ statement, by: 'group', of: 0, effect: 1, q: 0.01 })),
    bridging: numbers.map((statement) => ({ statement, score: 0.5 })),
    commonGround: numbers.map((statement) => shared(statement, 0.7)),
  })
  expect(map?.differences.map(({ statement }) => statement)).toEqual(numbers.slice(0, 20))
  expect(map?.bridging.map(({ statement }) => statement)).toEqual(numbers.slice(0, 10))
})

test('people agree on what is shared on every side of the map, however sure it is of everybody', () => {
  const everywhere = (isShared: boolean) => ({ isShared, lower: 0.5, ends: [] })
  const commonGround = [
    { ...shared(1, 0.9), everywhere: everywhere(true) },
    { ...shared(2, 0.99), everywhere: everywhere(false) },
    { ...shared(3, 0.99), everywhere: null },
    shared(4, 0.99),
  ]
  expect(reportOf({ commonGround }).map?.together).toBe(1)
})

test('what divides groups is told, whatever the axes say', () => {
  const of = (by: 'group' | 'axis', statement: number) => ({ statement, by, of: 1, effect: 1, q: 0.01 })
  const differences = [of('group', 1), of('axis', 2), of('group', 1), of('group', 3)]
  expect(listDivided({ differences, axes }).map(({ statement }) => statement)).toEqual([1, 3])
})

test('ten people who are suspected are told of, with two maps where both were drawn', () => {
  const cluster = {
    kind: 'arranged' as const,
    participants: Array.from({ length: 10 }, (_, at) => at),
    from: '2026-02-01T09:00:00Z',
    to: '2026-02-02T09:00:00Z',
    expected: 1,
  }
  const side = (isDrawn: boolean) => ({
    ...{ participants: 40, explained: [], commonGround: [] },
    ...(isDrawn && { drawn }),
  })
  const suspectsOf = (withAll: object | null, without: object | null) =>
    reportOf({ suspects: { participants: 10, clusters: [cluster], with: withAll, without } }).suspects
  expect(suspectsOf(side(true), side(true))).toEqual({
    ...{
      kind: 'found',
      people: 10,
      arranged: 10,
      clusters: [{ kind: 'arranged', people: 10, from: '2026-02-01', to: '2026-02-02' }],
    },
    sides: { with: side(true), without: side(true) },
  })
  for (const [one, other] of [
    [side(true), side(false)],
    [side(false), side(true)],
    [side(true), null],
  ] as const)
    expect(suspectsOf(one, other)).toMatchObject({ kind: 'found', sides: null })
})

test('beside a count to the vote, too, people told in fives may be up to five more or fewer', () => {
  const cluster = {
    participants: Array.from({ length: 20 }, (_, at) => at),
    from: '2026-02-01T09:00:00Z',
    to: '2026-02-02T09:00:00Z',
    expected: 1,
  }
  const side = (n: number) => ({
    ...{ participants: 60, explained: [], drawn },
    commonGround: [7, 8].map((statement) => ({ ...shared(statement, 0.6), groups: [{ n }] })),
  })
  const { suspects } = reportOf(
    { suspects: { participants: 20, clusters: [cluster], with: side(45), without: side(30) } },
    // Of the first, thirteen suspects may have answered, or eight; of the second, fifteen, or ten.
    { results: [43, 45].map((agree, at) => ({ number: 7 + at, agree, disagree: 0, pass: 0 })) },
  )
  const told = suspects.kind === 'found' ? suspects.sides?.without.commonGround : undefined
  expect(told?.map(({ statement }) => statement)).toEqual([8])
})

test('that it is not known who is suspect is told with the reason', () => {
  expect(reportOf({ suspectsReason: 'the votes carry no times' }).suspects).toEqual({
    kind: 'unknown',
    reason: 'the votes carry no times',
  })
  expect(reportOf({}).suspects).toEqual({ kind: 'unknown', reason: '' })
})

test('a report names the statements of its axes, its lists and its weighed answers, each once', () => {
  const figures = { composition: [], weighing: { kind: 'weighted', statements: [{ statement: 50 }] } }
  const report = reportOf(
    {
      axes: { ...axes, poles: [{ axis: 0, side: 1, statements: [7, 8] }] },
      commonGround: [shared(1, 0.9), shared(2, 0.8)],
      differences: [{ statement: 8, by: 'group', of: 0, effect: 1, q: 0.01 }],
      bridging: [{ statement: 2, score: 0.5 }],
    },
    { who: { kind: 'known', madeAt: '', figures } as unknown as ReportSources['who'] },
  )
  expect(statementsNamedIn(report).toSorted((a, b) => a - b)).toEqual([1, 2, 7, 8, 50])
  expect(statementsNamedIn({ ...report, map: null })).toEqual([50])
})

test('what weighing answers changes is told of statements that are listed, and of no other', () => {
  const one = { statement: 1, share: 0.6, weighted: 0.5, lower: 0.5, weightedLower: 0.4 }
  const weighed = { ...one, answers: 100, effective: 60 }
  const showings = {
    ...{ drawn: 1, chosen: 0, unknown: 0, clipped: 0, axes: [1] },
    statements: [weighed, { ...weighed, statement: 99 }],
  }
  const results = [{ number: 1, agree: 60, disagree: 30, pass: 10 }]
  const { map } = reportOf({ evidence: { ...evidence, showings } }, { results })
  expect(map?.weighed).toMatchObject({ statements: 1, changed: 1, furthest: { statement: 1 } })
})
