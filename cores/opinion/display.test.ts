import { expect, test } from 'vitest'
import type { Axes } from './axes.ts'
import { alignDisplay, displayAxes, displayMembership, displayModel, displayPoints } from './display.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { fitMembership, softMembership } from './membership.ts'
import { groupPeople, layOut } from './opinion-map.ts'
import { packPlacer, unpackPlacer } from './pack-placer.ts'
import { makePlacer, placeParticipant } from './place-participant.ts'
import { rowDeviations, STRIDE } from './positions.ts'
import { SeededRandom } from './seeded-random.ts'
import { toVoteMatrix } from './vote-matrix.ts'

/** Bytes as a database driver returns them: `slice` gives a view. */
class Inner extends Uint8Array {
  override slice(from?: number, to?: number) {
    return this.subarray(from, to)
  }
}

/** Two camps that differ on the first half of the statements, and people who differ by mood on the rest. */
function campVotes(people: number, statements: number, seed = 1): VoteRow[] {
  const random = new SeededRandom(seed)
  return Array.from({ length: people * statements }, (_, at) => {
    const [participant, statement] = [Math.floor(at / statements), at % statements]
    const side = statement < statements / 2 ? participant % 3 === 0 : participant % 2 === 0
    const vote = random.uniform() < 0.15 ? 0 : side === random.uniform() < 0.85 ? 1 : -1
    return { participant, statement, vote }
  }).filter(() => random.uniform() < 0.8)
}

function layoutOf(rows: VoteRow[]) {
  return layOut(toVoteMatrix(loadRows(rows)))
}

function turned(axes: Axes, order: number[], signs: number[]): Axes {
  return {
    ...axes,
    components: order.map((axis, at) => axes.components[axis].map((loading) => loading * signs[at] + 0)),
  }
}

test('a map is turned back to how it was shown, whatever order and signs that had', () => {
  const { axes } = layoutOf(campVotes(120, 20))
  for (const [order, signs] of [
    [
      [0, 1, 2],
      [1, 1, 1],
    ],
    [
      [1, 0, 2],
      [-1, 1, -1],
    ],
    [
      [2, 0, 1],
      [1, -1, -1],
    ],
  ] as const) {
    const shown = turned(axes, [...order], [...signs])
    const display = alignDisplay(axes, shown)
    expect([...display.order]).toEqual(order)
    expect([...display.signs]).toEqual(signs)
    expect(displayAxes(axes, display).components).toEqual(shown.components)
  }
})

test('without a map before, axes stay as they are, and new statements do not matter', () => {
  const { axes } = layoutOf(campVotes(60, 12))
  const display = alignDisplay(axes)
  expect([...display.order]).toEqual([0, 1, 2])
  const fewer = layoutOf(campVotes(60, 12).filter((row) => row.statement !== 3)).axes
  expect(alignDisplay(axes, fewer).order[0]).toBe(0)
})

test('the turned model places somebody where turning their position does', () => {
  const layout = layoutOf(campVotes(90, 16))
  const found = groupPeople(layout, { k: 2 })
  if (found.kind !== 'found') throw new Error(found.reason)
  const display = alignDisplay(layout.axes, turned(layout.axes, [1, 2, 0], [-1, 1, -1]))
  const membership = fitMembership(layout.points, found.groups)
  const placer = makePlacer(displayModel(layout.model, display), displayMembership(membership, display))
  const votes = new Map(Array.from({ length: 9 }, (_, at) => [at, at % 2 === 0 ? 1 : -1]))
  const straight = placeParticipant(makePlacer(layout.model, membership), votes)
  const shown = placeParticipant(placer, votes)
  displayPoints(straight.position, display).forEach((value, axis) => {
    expect(shown.position[axis]).toBeCloseTo(value, 12)
  })
  const soft = softMembership(membership, straight.position)
  if (!('membership' in shown.standing)) throw new Error(shown.standing.kind)
  shown.standing.membership.forEach((share, group) => {
    expect(share).toBeCloseTo(soft[group], 12)
  })
})

test('a packed placer places everybody where the one that was packed does, to the last bit', () => {
  const layout = layoutOf(campVotes(90, 16))
  const found = groupPeople(layout)
  if (found.kind !== 'found') throw new Error(found.reason)
  for (const membership of [undefined, fitMembership(layout.points, found.groups)]) {
    const placer = makePlacer(layout.model, membership)
    const again = unpackPlacer(new Inner(packPlacer(placer)))
    const votes = new Map([
      [0, 1],
      [3, -1],
      [15, 0],
      [7, 1],
      [8, 1],
      [9, 1],
      [10, -1],
      [99, 1],
    ])
    expect(placeParticipant(again, votes)).toEqual(placeParticipant(placer, votes))
  }
})

test('bytes that are not a packed placer are refused', () => {
  expect(() => unpackPlacer(new Uint8Array(3))).toThrow(RangeError)
  const packed = packPlacer(makePlacer(layoutOf(campVotes(20, 5)).model))
  expect(() => unpackPlacer(packed.subarray(0, packed.length - 1))).toThrow(RangeError)
  expect(() => unpackPlacer(packed.with(0, 9))).toThrow(/version 9/)
})

test('every vote makes a position more certain, and the deviations are those of the inverted system', () => {
  const { model, matrix } = layoutOf(campVotes(90, 16))
  const row = matrix.codes.subarray(0, matrix.rowStart[1])
  let last: Float64Array = Float64Array.from(model.spread, Math.sqrt)
  rowDeviations(model, row.subarray(0, 0)).forEach((deviation, axis) => {
    expect(deviation).toBeCloseTo(last[axis], 12)
  })
  for (let votes = 1; votes <= row.length; votes += 1) {
    const now = rowDeviations(model, row.subarray(0, votes))
    now.forEach((deviation, axis) => {
      expect(deviation).toBeLessThanOrEqual(last[axis] + 1e-12)
    })
    last = now
  }
  expect(last.length).toBe(STRIDE)
})
