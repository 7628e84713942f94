import { expect, test } from 'vitest'
import {
  AgreementCache,
  describeStatements,
  givenGroups,
  layOut,
  loadRows,
  NO_GROUP,
  oneGroup,
  toVoteMatrix,
  type VoteRow,
} from '#cores/opinion'
import { drawMap } from './draw-map.ts'
import { tellsAll } from './engine-testing.ts'
import type { MapEvidence } from './snapshot.ts'
import { commonGroundOf } from './tell-ground.ts'

/** The first of some people, who all give one statement one vote. */
const votesOf = (people: number[], many: number, statement: number, vote: number): VoteRow[] =>
  people.slice(0, many).map((participant) => ({ participant, statement, vote }))

const range = (from: number, many: number) => Array.from({ length: many }, (_, at) => from + at)

const layoutOf = (...rows: VoteRow[][]) => layOut(toVoteMatrix(loadRows(rows.flat())))

/** What the background work says where it found two groups. */
const twoGroups: MapEvidence = {
  ...{ version: 1, participants: 40, votes: 400, shuffledP95: [], describedAxes: 1, bridging: [] },
  groups: {
    ...{ k: 2, areReal: true, since: 0, against: null, reason: null },
    found: {
      ...{ verdict: 'groups', k: 2, separation: 9, standing: 5, error: 0.2, required: 2.25, draws: 16 },
      ...{ medianAri: 1, bootstraps: 0 },
    },
  },
  suspects: { kind: 'unknown', reason: '' },
}

type Division = { layout: ReturnType<typeof layoutOf>; labels: number[] }

function drawDivided({ layout, labels }: Division) {
  const groups = givenGroups(layout, Int32Array.from(labels))
  const rest = {
    ...{ shown: undefined, unlisted: new Set<number>(), cache: new AgreementCache() },
    telling: tellsAll,
  }
  return drawMap({ layout, groups, evidence: twoGroups, ...rest }).map
}

test('common ground names a statement from ten people who answered it', () => {
  const everybody = range(0, 30)
  const layout = layoutOf(
    votesOf(everybody, 30, 100, 1),
    ...[1, 8, 9, 10, 11, 12].map((many) => votesOf(everybody, many, many, 1)),
  )
  const { map } = drawMap({
    ...{ layout, groups: oneGroup(layout), evidence: null, unlisted: new Set(), cache: new AgreementCache() },
    telling: tellsAll,
  })
  const named = map.commonGround.map(({ statement }) => statement)
  expect(named.sort((a, b) => a - b)).toEqual([10, 11, 12, 100])
})

test('where there are groups, ten people of each; who is in none counts for none', () => {
  const [one, other, nowhere] = [range(0, 20), range(20, 20), range(40, 5)]
  const both = (statement: number, ones: number, others: number) => [
    ...votesOf(one, ones, statement, 1),
    ...votesOf(other, others, statement, 1),
  ]
  const layout = layoutOf(
    ...[both(1, 9, 20), both(2, 20, 9), both(3, 10, 10), both(4, 11, 20), both(5, 20, 0), both(6, 9, 20)],
    ...[votesOf(nowhere, 5, 6, 1), both(7, 20, 20)],
  )
  const labels = [...one.map(() => 0), ...other.map(() => 1), ...nowhere.map(() => NO_GROUP)]
  const findings = describeStatements(layout, givenGroups(layout, Int32Array.from(labels)))
  const named = commonGroundOf(layout, findings, layout.axes.open).map(({ statement }) => statement)
  expect(named.sort((a, b) => a - b)).toEqual([3, 4, 7])
})

test.each([
  [9, 31, false],
  [10, 30, true],
  [29, 571, false],
  [30, 570, true],
])('groups of %i and %i people are told apart: %s', (small, large, areReal) => {
  const [few, many] = [range(0, small), range(small, large)]
  const layout = layoutOf(
    ...range(1, 8).flatMap((statement) => [
      votesOf(few, small, statement, 1),
      votesOf(many, large, statement, -1),
    ]),
  )
  const { groups } = drawDivided({ layout, labels: [...few.map(() => 0), ...many.map(() => 1)] })
  expect(groups.areReal).toBe(areReal)
})

test('a difference is told from twenty people who answered', () => {
  const [one, other] = [range(0, 20), range(20, 20)]
  const layout = layoutOf(
    ...[votesOf(one, 20, 1, 1), votesOf(other, 20, 1, -1)],
    ...[votesOf(one, 10, 2, 1), votesOf(other, 9, 2, -1)],
    ...[votesOf(one, 10, 3, 1), votesOf(other, 10, 3, -1)],
  )
  const { differences } = drawDivided({ layout, labels: [...one.map(() => 0), ...other.map(() => 1)] })
  expect([...new Set(differences.map(({ statement }) => statement))].sort()).toEqual([1, 3])
})

test('an end of an axis is described from ten people at either end who answered', () => {
  const [low, high, middle] = [range(0, 20), range(20, 19), range(39, 21)]
  const layout = layoutOf(
    ...range(10, 3).flatMap((statement) => [
      votesOf(low, 20, statement, -1),
      votesOf(high, 19, statement, 1),
      votesOf(middle, 21, statement, 0),
    ]),
    ...[votesOf(high, 10, 1, 1), votesOf(low, 10, 1, -1)],
    ...[votesOf(high, 9, 2, 1), votesOf(low, 10, 2, -1)],
    ...[votesOf(high, 10, 3, 1), votesOf(low, 9, 3, -1)],
  )
  const { axes } = drawMap({
    ...{
      layout,
      groups: oneGroup(layout),
      evidence: twoGroups,
      unlisted: new Set(),
      cache: new AgreementCache(),
    },
    telling: tellsAll,
  }).map
  const named = axes.poles.filter(({ axis }) => axis === 0).map(({ statements }) => statements)
  expect(named.sort((a, b) => a.length - b.length)).toEqual([[], [1, 10, 11, 12]])
})
