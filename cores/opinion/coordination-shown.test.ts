import { expect, it } from 'vitest'
import { ShownTo } from './coordination-shown.ts'
import { loadRows } from './load-votes.ts'
import type { Showings } from './showings.ts'
import { toVoteMatrix } from './vote-matrix.ts'

function shownTo(showings: readonly (readonly [participant: number, statement: number, time: number])[]) {
  const votes = [
    [7, 1, 100],
    [7, 2, 200],
    [8, 1, 300],
    [8, 2, 400],
  ] as const
  const rows = votes.map(([participant, statement, time]) => ({ participant, statement, vote: 1, time }))
  const log: Showings = {
    participants: Int32Array.from(showings, ([participant]) => participant),
    statements: Int32Array.from(showings, ([, statement]) => statement),
    propensities: new Float64Array(showings.length).fill(0.5),
    times: Float64Array.from(showings, ([, , time]) => time),
  }
  const shown = new ShownTo(toVoteMatrix(loadRows(rows)), log)
  return [0, 1].map((row) => [0, 1].map((column) => shown.has(row, column)))
}

it('a statement counts as shown to whom the log says so, and to nobody else', () => {
  expect(
    shownTo([
      [7, 1, 0],
      [8, 2, 0],
      [9, 1, 0],
      [7, 99, 0],
    ]),
  ).toEqual([
    [true, false],
    [false, true],
  ])
})

it('the first answer of somebody was asked for before they had a number', () => {
  expect(shownTo([[-1, 1, 0]])).toEqual([
    [true, false],
    [true, false],
  ])
  expect(shownTo([[-1, 2, 0]])).toEqual([
    [false, false],
    [false, false],
  ])
})

it('what was answered before the log begins counts as shown, since nobody knows otherwise', () => {
  expect(shownTo([[8, 2, 250]])).toEqual([
    [true, true],
    [false, true],
  ])
})
