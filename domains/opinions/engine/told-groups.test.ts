import { expect, test } from 'vitest'
import { AgreementCache, givenGroups, layOut, loadRows, toVoteMatrix, type VoteRow } from '#cores/opinion'
import { drawMap } from './draw-map.ts'
import { tellsAll } from './engine-testing.ts'
import type { MapEvidence } from './snapshot.ts'
import { type Members, mayFollow, mayLeaveOut, sizeTold, type Telling } from './told-groups.ts'

const open: Telling = { isOver: false, isRestTold: false }
const over: Telling = { isOver: true, isRestTold: false }

/** Groups by their letters, of as many people each: `members('A', 30, 'B', 20)`; `-` is nobody's group. */
function members(...parts: (string | number)[]): Members {
  const letters: number[] = []
  for (let at = 0; at < parts.length; at += 2)
    letters.push(...Array.from({ length: Number(parts[at + 1]) }, () => '-ABC'.indexOf(String(parts[at]))))
  return Uint8Array.from(letters)
}

test.each([
  ['nobody moved', members('A', 30, 'B', 20), true],
  ['ten came to one group', members('A', 30, 'B', 20, 'A', 10), true],
  ['nine came to one group', members('A', 30, 'B', 20, 'A', 9), false],
  ['ten came to each', members('A', 30, 'B', 20, 'A', 10, 'B', 10), true],
  ['ten came to one, and one to the other', members('A', 30, 'B', 20, 'A', 10, 'B', 1), false],
  ['nine moved from one to the other', members('A', 21, 'B', 9, 'B', 20), false],
  ['ten moved from one to the other', members('A', 20, 'B', 10, 'B', 20), true],
  ['a third group came of ten of one', members('A', 20, 'C', 10, 'B', 20), true],
  ['a third group took nine of one and ten of the other', members('A', 21, 'C', 9, 'C', 10, 'B', 10), false],
])('figures of groups follow where nobody or ten people of each came and went: %s', (_, after, may) => {
  expect(mayFollow(members('A', 30, 'B', 20), after, open)).toBe(may)
})

test('the first groups are told, and at the end the last', () => {
  expect(mayFollow(members('-', 50), members('A', 30, 'B', 20), open)).toBe(true)
  expect(mayFollow(members('A', 30), members('A', 31), tellsAll)).toBe(true)
})

test('after the end ten people together are enough, as no others come', () => {
  const before = members('A', 30, 'B', 20)
  expect(mayFollow(before, members('A', 22, 'B', 8, 'A', 2, 'B', 18), over)).toBe(true)
  expect(mayFollow(before, members('A', 23, 'B', 7, 'A', 2, 'B', 18), over)).toBe(false)
})

test('who was in no group before is not counted as a group', () => {
  expect(mayFollow(members('-', 50), members('A', 9, 'B', 41), open)).toBe(true)
  expect(mayFollow(members('-', 5, 'A', 30), members('-', 5, 'A', 31), open)).toBe(false)
  // Five came from nowhere, and ten from the other group.
  expect(mayFollow(members('-', 5, 'A', 30, 'B', 20), members('A', 45, 'B', 10), open)).toBe(true)
})

test('the last letter is a group like the first', () => {
  const last = (people: number): Members => new Uint8Array(people).fill('ABCDEFGH'.length)
  expect([30, 31, 39, 40].map((people) => mayFollow(last(30), last(people), open))).toEqual([
    ...[true, false, false, true],
  ])
})

test('after the end figures also stay as they are, and ten people may be five of one group and five of another', () => {
  const before = members('A', 30, 'B', 20)
  expect(mayFollow(before, before, over)).toBe(true)
  const after = members('A', 25, 'C', 5, 'B', 15, 'C', 5)
  expect([over, open].map((telling) => mayFollow(before, after, telling))).toEqual([true, false])
})

test('people are left out of the maths ten at a time, or at the end', () => {
  expect([0, 1, 9, 10, 30].map((people) => mayLeaveOut(people, open))).toEqual([
    true,
    false,
    false,
    true,
    true,
  ])
  expect(mayLeaveOut(1, tellsAll)).toBe(true)
})

test('how large a group is moves by ten while answers come in', () => {
  expect([9, 10, 19, 20].map((people) => sizeTold(people, open))).toEqual([0, 10, 10, 20])
  expect(sizeTold(19, over)).toBe(19)
})

/** What the background work says where it found two groups. */
const twoGroups: MapEvidence = {
  ...{ version: 1, participants: 60, votes: 400, shuffledP95: [], describedAxes: 1, bridging: [] },
  groups: {
    ...{ k: 2, areReal: true, since: 0, against: null, reason: null },
    found: {
      ...{ verdict: 'groups', k: 2, separation: 9, standing: 5, error: 0.2, required: 2.25, draws: 16 },
      ...{ medianAri: 1, bootstraps: 0 },
    },
  },
  suspects: { kind: 'unknown', reason: '' },
}

/** Two camps; whoever has an even number agrees with all that the others do not. */
function drawCamps(
  people: number,
  shown?: Parameters<typeof drawMap>[0]['shown'],
  groupOf = (person: number) => person % 2,
) {
  const rows = Array.from({ length: people }, (_, participant) =>
    Array.from(
      { length: 8 },
      (_, statement): VoteRow => ({ participant, statement, vote: participant % 2 === 0 ? 1 : -1 }),
    ),
  )
  const layout = layOut(toVoteMatrix(loadRows(rows.flat())))
  const groups = givenGroups(
    layout,
    Int32Array.from({ length: people }, (_, person) => groupOf(person)),
  )
  const rest = { unlisted: new Set<number>(), cache: new AgreementCache(), telling: open, shown }
  const drawn = drawMap({ layout, groups, evidence: twoGroups, ...rest })
  const letters = drawn.map.groups.list.map(({ id, letter }) => ({ id, letter }))
  return { ...drawn, shown: { placer: drawn.placer, letters, members: drawn.members } }
}

test('a group keeps its letter, in whatever order groups are found', () => {
  const first = drawCamps(40)
  expect(first.map.groups.list.map(({ letter }) => letter)).toEqual(['A', 'B'])
  const turned = drawCamps(60, first.shown, (person) => 1 - (person % 2))
  expect(turned.map.groups.list.map(({ letter }) => letter)).toEqual(['B', 'A'])
  expect([...turned.members.slice(0, 40)]).toEqual([...first.members])
  expect([...turned.members.slice(0, 2)]).toEqual([1, 2])
})

test('the nearest group has the letter, and another takes the first that is free', () => {
  const first = drawCamps(40)
  const renamed = { ...first.shown, letters: [{ id: 0, letter: 'C' }], members: new Uint8Array(0) }
  const next = drawCamps(60, renamed)
  expect(next.map.groups.list.map(({ letter }) => letter)).toEqual(['C', 'A'])
  const far = { ...first.shown, letters: [{ id: 1, letter: 'C' }], members: new Uint8Array(0) }
  expect(drawCamps(60, far).map.groups.list.map(({ letter }) => letter)).toEqual(['A', 'C'])
  const second = { ...far, letters: [{ id: 1, letter: 'A' }] }
  expect(drawCamps(60, second).map.groups.list.map(({ letter }) => letter)).toEqual(['B', 'A'])
})

test('who came since is in no group until ten people came to each, and the figures of groups wait with them', () => {
  const first = drawCamps(40)
  const ground = ({ map }: typeof first) => map.commonGround.map(({ groups }) => groups.map(({ n }) => n))
  expect(ground(first)[0]).toEqual([20, 20])
  // Nine came to each, and one of them to one more.
  const next = drawCamps(59, first.shown)
  expect(ground(next)).toEqual(ground(first))
  expect(next.map.groups.list.map(({ letter, size }) => [letter, size])).toEqual([
    ['A', 20],
    ['B', 20],
  ])
  const last = drawCamps(60, next.shown)
  expect(ground(last)[0]).toEqual([30, 30])
  expect(last.members.filter((letter) => letter === 0)).toHaveLength(0)
})

test('a newcomer has a place among the groups all the same', () => {
  const first = drawCamps(40)
  const { placer } = drawCamps(45, first.shown)
  expect(placer.membership?.centers.length).toBe(first.placer.membership?.centers.length)
})

test('whoever is left out of the map stays in their group', () => {
  const first = drawCamps(40)
  const next = drawCamps(20, first.shown)
  expect([...next.members]).toEqual([...first.members])
  expect(next.map.groups.list.map(({ size }) => size)).toEqual([10, 10])
})

test('groups that are kept are listed by their letters, and who is in none is no group', () => {
  const first = drawCamps(44)
  const kept = Uint8Array.from({ length: 44 }, (_, person) => (person < 2 ? 0 : 2 - (person % 2)))
  const letters = ['B', 'A'].map((letter, id) => ({ id, letter }))
  const next = drawCamps(46, { ...first.shown, letters, members: kept })
  expect(next.map.groups.list).toEqual([
    { id: 0, letter: 'A', size: 20 },
    { id: 1, letter: 'B', size: 20 },
  ])
  expect([...next.members]).toEqual([...kept])
})

test('groups are not told where other ones were weighed', () => {
  const { map, members: none } = drawCamps(40, undefined, (person) => person % 4)
  expect(map.groups).toEqual({
    ...{ areReal: false, reason: 'groups changed since they were weighed', list: [] },
  })
  expect(none).toHaveLength(0)
})
