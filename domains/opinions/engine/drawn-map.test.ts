import { describe, expect, test } from 'vitest'
import {
  AgreementCache,
  givenGroups,
  type Layout,
  layOut,
  loadRows,
  NO_GROUP,
  oneGroup,
  toVoteMatrix,
  type VoteRow,
} from '#cores/opinion'
import { drawMap, type MapRequest, round } from './draw-map.ts'
import { tellsAll } from './engine-testing.ts'
import type { MapEvidence, MapSide } from './snapshot.ts'

const range = (from: number, many: number) => Array.from({ length: many }, (_, at) => from + at)

/** Some people, of whom the first so many agree with a statement and the others do not. */
const answers = (people: number[], statement: number, agree: number): VoteRow[] =>
  people.map((participant, at) => ({ participant, statement, vote: at < agree ? 1 : -1 }))

const passes = (people: number[], statement: number): VoteRow[] =>
  people.map((participant) => ({ participant, statement, vote: 0 }))

type Statements = Parameters<ReturnType<typeof loadRows>['setStatement']>[]

function layoutOf(rows: VoteRow[], statements: Statements = []): Layout {
  const table = loadRows(rows)
  for (const statement of statements) table.setStatement(...statement)
  return layOut(toVoteMatrix(table))
}

function draw(layout: Layout, rest: Partial<MapRequest> = {}) {
  return drawMap({
    ...{ layout, groups: oneGroup(layout), evidence: null, unlisted: new Set<number>() },
    ...{ cache: new AgreementCache(), telling: tellsAll },
    ...rest,
  })
}

const evidence: MapEvidence = {
  ...{
    version: 1,
    participants: 40,
    votes: 400,
    shuffledP95: [0.3, 0.2, 0.1],
    describedAxes: 1,
    bridging: [],
  },
  groups: {
    ...{ k: 2, areReal: true, since: 0, against: null, reason: null },
    found: {
      ...{ verdict: 'groups', k: 2, separation: 9, standing: 5, error: 0.2, required: 2.25, draws: 16 },
      ...{ medianAri: 1, bootstraps: 0 },
    },
  },
  suspects: { kind: 'unknown', reason: 'too few votes' },
}

const [one, other] = [range(0, 20), range(20, 20)]
/** Two camps that agree on nothing but statement 9. */
const camps = [
  ...range(1, 4).flatMap((statement) => [...answers(one, statement, 20), ...answers(other, statement, 0)]),
  ...answers([...one, ...other], 9, 40),
]
const campLabels = Int32Array.from([...one.map(() => 0), ...other.map(() => 1)])

const statementsOf = (entries: readonly { statement: number }[]) =>
  [...new Set(entries.map(({ statement }) => statement))].sort((a, b) => a - b)

describe('what a map counts', () => {
  test('is everybody, and the statements and votes that are not out', () => {
    const rows = [...camps, ...answers(one, 20, 10)]
    expect(draw(layoutOf(rows)).map).toMatchObject({ participants: 40, statements: 6, votes: 220 })
    expect(draw(layoutOf(rows, [[20, { moderatedOut: true }]])).map).toMatchObject({
      ...{ participants: 40, statements: 5, votes: 200 },
    })
  })

  test('is people by ten while answers come in, and nobody more than those is hidden or shown', () => {
    const many = range(0, 45)
    const layout = layoutOf([...answers(many, 1, 22), ...answers(many, 2, 22), ...answers(many, 3, 22)])
    const telling = { isOver: false, isRestTold: false }
    const { map } = draw(layout, { telling })
    const shown = map.cells.reduce((sum, { people }) => sum + people, 0)
    expect(map.participants).toBe(40)
    expect(map.hiddenPeople).toBe(Math.max(0, 40 - shown))
    expect(draw(layout).map.participants).toBe(45)
  })

  test('is who is in a cell of too few people, as hidden', () => {
    const layout = layoutOf([
      ...camps,
      ...range(1, 4).flatMap((statement) => passes(range(40, 3), statement)),
    ])
    const { cells, hiddenPeople, participants } = draw(layout).map
    expect(cells.map(({ people }) => people)).toEqual([20, 20])
    expect([participants, hiddenPeople]).toEqual([43, 3])
  })
})

describe('a statement that is not listed', () => {
  const between = range(40, 21)
  const layout = layoutOf([
    ...[...camps, ...answers(between, 9, 21)],
    ...range(1, 4).flatMap((statement) => passes(between, statement)),
  ])
  const groups = givenGroups(layout, Int32Array.from([...campLabels, ...between.map(() => NO_GROUP)]))
  const bridging = [1, 2, 9].map((statement) => ({ statement, score: 0.5 }))

  test.each([
    ['there are groups', { groups, evidence: { ...evidence, bridging } }],
    ['there are none', { evidence: { ...evidence, bridging } }],
  ])('counts, and is named nowhere where %s', (_, request) => {
    const { map: all } = draw(layout, request)
    const { map } = draw(layout, { ...request, unlisted: new Set([2, 9]) })
    const named = ({ commonGround, differences, priorities, axes }: typeof map) => ({
      commonGround: statementsOf(commonGround),
      differences: statementsOf(differences),
      priorities: statementsOf(priorities),
      poles: [...new Set(axes.poles.flatMap(({ statements }) => statements))].sort(),
    })
    expect(named(all)).toEqual({
      ...{ commonGround: [1, 2, 3, 4, 9], differences: [1, 2, 3, 4] },
      ...{ priorities: [1, 2, 3, 4, 9], poles: [1, 2, 3, 4] },
    })
    expect(named(map)).toEqual({
      ...{ commonGround: [1, 3, 4], differences: [1, 3, 4], priorities: [1, 3, 4], poles: [1, 3, 4] },
    })
    expect(statementsOf(all.bridging)).toEqual([1, 2, 9])
    expect(statementsOf(map.bridging)).toEqual([1])
    expect([map.statements, map.votes, map.cells]).toEqual([all.statements, all.votes, all.cells])
  })
})

test('a newcomer is asked about statements without votes, and not about those that are out or no opinion', () => {
  const layout = layoutOf(camps, [[30], [4, { moderatedOut: true }], [3, { meta: true }]])
  const { priorities } = draw(layout).map
  expect(statementsOf(priorities)).toEqual([1, 2, 9, 30])
  expect(priorities.every(({ value }) => value === round(value) && value >= 0)).toBe(true)
})

describe('an agreement', () => {
  const people = range(0, 200)
  const ground = (rows: VoteRow[]) =>
    new Map(draw(layoutOf(rows)).map.commonGround.map((entry) => [entry.statement, entry]))

  test('is told in whole per cent, as it was counted', () => {
    const told = ground([...answers(people, 1, 57), ...answers(people, 2, 200), ...answers(people, 3, 0)])
    expect(told.get(1)?.groups).toEqual([
      { group: 0, share: 0.29, low: expect.any(Number), high: expect.any(Number), n: 200 },
    ])
    expect(told.get(2)?.groups[0]).toMatchObject({ share: 1, high: 1 })
    expect(told.get(3)?.groups[0]).toMatchObject({ share: 0, low: 0 })
    for (const { lower, groups } of told.values())
      for (const value of [lower, ...groups.flatMap(({ low, high }) => [low, high])])
        expect(value).toBe(Math.round(value * 100) / 100)
  })

  test('has an interval around it', () => {
    const bounds = ground(answers(people, 1, 57)).get(1)?.groups[0]
    expect(bounds?.low).toBeGreaterThan(0.2)
    expect(bounds?.low).toBeLessThan(0.29)
    expect(bounds?.high).toBeGreaterThan(0.29)
    expect(bounds?.high).toBeLessThan(0.4)
  })

  test('is of about how many people, to the nearest five', () => {
    const told = ground(range(10, 9).flatMap((many) => answers(range(0, many), many, many)))
    expect(range(10, 9).map((many) => told.get(many)?.groups[0]?.n)).toEqual([
      ...[10, 10, 10, 15, 15, 15, 15, 15, 20],
    ])
  })

  test('is told of each group, where there are groups', () => {
    const layout = layoutOf([...camps, ...answers(one, 5, 15), ...answers(other, 5, 10)])
    const { map } = draw(layout, { groups: givenGroups(layout, campLabels), evidence })
    const groups = map.commonGround.find(({ statement }) => statement === 5)?.groups
    expect(groups?.map(({ group, share, n }) => [group, share, n])).toEqual([
      [0, 0.75, 20],
      [1, 0.5, 20],
    ])
  })
})

describe('a difference', () => {
  test('is how much more a group agrees than the others do', () => {
    const layout = layoutOf([...camps, ...answers(one, 5, 17), ...answers(other, 5, 3)])
    const { differences } = draw(layout, { groups: givenGroups(layout, campLabels), evidence }).map
    const told = differences.filter(({ statement }) => statement === 5)
    expect(told.map(({ by, of, effect }) => [by, of, effect]).sort()).toEqual([
      ['group', 0, 1.4],
      ['group', 1, -1.4],
    ])
    expect(told.every(({ q }) => q > 0 && q < 0.05)).toBe(true)
  })

  test('is not told beyond the two hundred strongest', () => {
    const layout = layoutOf(
      range(1, 101).flatMap((statement) => [
        ...answers(one, statement, statement === 50 ? 15 : 20),
        ...answers(other, statement, 0),
      ]),
    )
    const { differences } = draw(layout, { groups: givenGroups(layout, campLabels), evidence }).map
    expect(differences).toHaveLength(200)
    expect(statementsOf(differences)).not.toContain(50)
  })
})

describe('groups', () => {
  const layout = layoutOf(camps)
  const groups = givenGroups(layout, campLabels)

  test('that are real have letters, sizes, outlines and a place for newcomers', () => {
    const { map, placer } = draw(layout, { groups, evidence })
    expect(map.groups).toEqual({
      ...{ areReal: true, reason: null },
      list: [
        { id: 0, letter: 'A', size: 20 },
        { id: 1, letter: 'B', size: 20 },
      ],
    })
    expect(map.hulls.map(({ group }) => group).sort()).toEqual([0, 1])
    expect(placer.membership).toBeDefined()
  })

  test('are not told of before it is known whether they are real', () => {
    const reason = 'whether there are groups is not known yet'
    expect(draw(layout, { groups }).map.groups).toEqual({ areReal: false, reason, list: [] })
  })

  test('that are not are not told of', () => {
    const notReal = { ...evidence, groups: { ...evidence.groups, areReal: false, reason: 'as by chance' } }
    const { map, placer } = draw(layout, { groups, evidence: notReal })
    expect(map.groups).toEqual({ areReal: false, reason: 'as by chance', list: [] })
    expect(map.hulls).toEqual([])
    expect(placer.membership).toBeUndefined()
    expect(map.differences.every(({ by }) => by === 'axis')).toBe(true)
  })
})

describe('the ends of an axis', () => {
  const [low, high, middle] = [range(0, 20), range(20, 19), range(39, 21)]
  const anchors = (many: number) =>
    range(100, many).flatMap((statement) => [
      ...answers(low, statement, 0),
      ...answers(high, statement, 19),
      ...passes(middle, statement),
    ])
  const endsOf = (rows: VoteRow[]) => {
    const poles = draw(layoutOf(rows), { evidence }).map.axes.poles.filter(({ axis }) => axis === 0)
    expect(poles.map(({ end }) => end)).toEqual(['low', 'high'])
    return poles.map(({ statements }) => statements).sort((a, b) => a.length - b.length)
  }

  test('are told of axes alone that are known to say more than chance', () => {
    const layout = layoutOf(anchors(5))
    const polesBy = (found: MapEvidence | null) => draw(layout, { evidence: found }).map.axes.poles
    expect(polesBy(null)).toEqual([])
    expect(polesBy({ ...evidence, describedAxes: 0 })).toEqual([])
    expect(polesBy(evidence).map(({ axis }) => axis)).toEqual([0, 0])
  })

  test('are told by five statements at most, the most telling first', () => {
    const rows = [
      ...[...anchors(3), ...answers(high, 1, 15), ...answers(low, 1, 1)],
      ...[...answers(high, 2, 19), ...answers(low, 2, 4)],
      ...[...answers(high, 3, 13), ...answers(low, 3, 1)],
    ]
    expect(endsOf(rows)).toEqual([[], [100, 101, 102, 2, 1]])
  })

  test('are told by what more than half agree with, and a tenth more than at the other end', () => {
    const eighteen = high.slice(0, 18)
    const rows = [
      ...[...anchors(3), ...answers(eighteen, 1, 9), ...answers(low, 1, 0)],
      ...[...answers(eighteen, 2, 10), ...answers(low, 2, 0)],
      ...[...answers(high, 3, 19), ...answers(low, 3, 18)],
    ]
    expect(endsOf(rows)).toEqual([[], [100, 101, 102, 2]])
  })
})

describe('what the slow work found', () => {
  const layout = layoutOf(camps)
  const entry = (statement: number) => ({ statement, lower: 0.5, groups: [] })
  const side: MapSide = { participants: 30, explained: [0.5], commonGround: [1, 2].map(entry) }
  const cluster = (...participants: number[]) => ({
    kind: 'alike' as const,
    ...{ participants, from: 'a', to: 'b', expected: 0.1 },
  })
  const unlisted = new Set([2])
  const found = (suspects: MapEvidence['suspects']) =>
    draw(layout, { evidence: { ...evidence, suspects }, unlisted }).map

  test('is not there before it looked, or says why it could not', () => {
    expect(draw(layout).map).toMatchObject({
      ...{ bridging: [], suspects: null, suspectsReason: 'this has not been looked at yet', evidence: null },
    })
    expect(draw(layout, { evidence }).map).toMatchObject({
      ...{ suspects: null, suspectsReason: 'too few votes', evidence },
    })
  })

  test('counts suspects once, and names no statement that is not listed', () => {
    const clusters = [cluster(1, 2, 3), cluster(3, 4)]
    const { suspects, suspectsReason } = found({ kind: 'examined', clusters, without: side, with: side })
    const told = { ...side, commonGround: [entry(1)] }
    expect(suspects).toEqual({ participants: 4, clusters, without: told, with: told })
    expect(suspectsReason).toBeNull()
  })

  test('leaves out the sides that it did not lay beside each other', () => {
    const nobody: MapEvidence['suspects'] = { kind: 'examined', clusters: [], without: null }
    expect(found(nobody).suspects).toStrictEqual({ participants: 0, clusters: [], without: null })
    expect(found({ ...nobody, with: null }).suspects).toStrictEqual({
      ...{ participants: 0, clusters: [], without: null, with: null },
    })
  })
})

describe('a map that follows another', () => {
  /** Six statements on one matter, three on another; as many people for each pair of answers, and one who passes. */
  const rows = range(0, 91).flatMap((participant) => {
    const [vote, other] =
      participant === 90 ? [0, 0] : [(participant % 3) - 1, Math.floor((participant % 9) / 3) - 1]
    return [
      ...range(1, 6).map((statement) => ({ participant, statement, vote })),
      ...range(11, 3).map((statement) => ({ participant, statement, vote: other })),
    ]
  })
  const layout = layoutOf(rows)
  const first = draw(layout, { evidence: { ...evidence, describedAxes: 1 } })

  /** As if the map before had its axes in another order, or looking the other way. */
  function drawAfter(change: (components: readonly Float64Array[]) => (Float64Array | undefined)[]) {
    const { model } = first.placer
    const components = change(model.axes.components).filter((axis) => axis !== undefined)
    const placer = { ...first.placer, model: { ...model, axes: { ...model.axes, components } } }
    const shown = { placer, letters: [], members: new Uint8Array(0) }
    return draw(layout, { evidence: { ...evidence, describedAxes: 1 }, shown }).map
  }
  const places = (cells: { x: number; y: number }[]) =>
    cells.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`)
  const poleOf = (map: typeof first.map, axis: number, end: string) =>
    map.axes.poles.find((pole) => pole.axis === axis && pole.end === end)?.statements
  const effectOf = (map: typeof first.map, statement: number) =>
    map.differences.filter((one) => one.statement === statement).map(({ of, effect }) => [of, effect])

  test('tells of the strongest axis first, and which of them is more than chance', () => {
    const { axes } = first.map
    expect(axes.explained.map(({ shuffledP95 }) => shuffledP95)).toEqual([0.3, 0.2, 0.1])
    expect(axes.explained.map(({ variance }) => variance)).toEqual([0.6667, 0.3333, 0])
    expect(axes.described).toEqual([true, false, false])
    expect(draw(layout).map.axes.explained.map(({ shuffledP95 }) => shuffledP95)).toEqual([null, null, null])
    expect(draw(layout).map.axes.described).toEqual([false, false, false])
  })

  test('looks the same way', () => {
    const turned = drawAfter((components) =>
      components.map((axis, at) => (at === 0 ? axis.map((x) => -x) : axis)),
    )
    const mirrored = first.map.cells.map(({ x, y }) => ({ x: -x, y }))
    expect(places(turned.cells).sort()).toEqual(places(mirrored).sort())
    expect(poleOf(turned, 0, 'low')).toEqual(poleOf(first.map, 0, 'high'))
    expect(poleOf(turned, 0, 'high')).toEqual(poleOf(first.map, 0, 'low'))
    expect(poleOf(first.map, 0, 'high')?.length).not.toBe(poleOf(first.map, 0, 'low')?.length)
    expect(effectOf(first.map, 1).map(([of, effect]) => [of, Math.abs(effect ?? 0)])).toEqual([[0, 2]])
    expect(effectOf(turned, 1)).toEqual(effectOf(first.map, 1).map(([of, effect]) => [of, -(effect ?? 0)]))
    expect(effectOf(turned, 11)).toEqual(effectOf(first.map, 11))
  })

  test('keeps the order of its axes', () => {
    const turned = drawAfter(([strong, weak, none]) => [weak, strong, none])
    expect(turned.axes.explained.map(({ variance }) => variance)).toEqual([0.3333, 0.6667, 0])
    expect(turned.axes.explained.map(({ shuffledP95 }) => shuffledP95)).toEqual([0.2, 0.3, 0.1])
    expect(turned.axes.described).toEqual([false, true, false])
    expect(effectOf(turned, 1)).toEqual(effectOf(first.map, 1).map(([, effect]) => [1, effect]))
    expect(effectOf(turned, 11)).toEqual(effectOf(first.map, 11).map(([, effect]) => [0, effect]))
    expect(poleOf(turned, 1, 'high')).toEqual(poleOf(first.map, 0, 'high'))
  })
})

test('a number is told in four decimals', () => {
  expect([1 / 3, -2 / 3, 0.00004, 1].map(round)).toEqual([0.3333, -0.6667, 0, 1])
})
