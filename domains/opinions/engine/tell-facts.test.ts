import { expect, test } from 'vitest'
import { layOut, loadRows, toVoteMatrix, type VoteRow } from '#cores/opinion'
import type { CommonGroundEntry } from './snapshot.ts'
import { factsOf } from './tell-facts.ts'

const range = (from: number, many: number) => Array.from({ length: many }, (_, at) => from + at)

const answers = (of: number[], statement: number, agrees: number): VoteRow[] =>
  of.map((participant, at) => ({ participant, statement, vote: at < agrees ? 1 : -1 }))

const [near, far] = [range(0, 40), range(40, 25)]
/** Forty live nearby and 25 do not; of the first 30 want trees, of the others 5; only nine from afar want a market. */
const table = loadRows([
  ...answers(near, 50, 40),
  ...answers(far, 50, 0),
  ...[...answers(near, 1, 30), ...answers(far, 1, 5)],
  ...[...answers(near, 2, 20), ...answers(far.slice(0, 9), 2, 9)],
  ...answers(near, 51, 31),
  ...answers(near, 52, 20),
  ...answers(near, 53, 20),
])
for (const fact of [50, 51, 53]) table.setStatement(fact, { meta: true })
table.setStatement(53, { meta: true, moderatedOut: true })
const layout = layOut(toVoteMatrix(table))

const entry = (statement: number): CommonGroundEntry => ({ statement, lower: 0, groups: [] })
const told = {
  commonGround: [entry(1), entry(2)],
  differences: [],
  axes: { explained: [], described: [], poles: [] },
  unlisted: new Set<number>(),
}

test('of whom a fact is true and of whom it is not, it is told how many agree with what is told of first', () => {
  const [fact] = factsOf(layout, told)
  expect(fact).toMatchObject({ statement: 50, yes: 40, no: 25 })
  expect(fact?.views).toMatchObject([
    { statement: 1, yes: { share: 0.75, n: 40 }, no: { share: 0.2, n: 25 } },
  ])
  const { low, high } = fact?.views[0]?.yes ?? { low: 0, high: 1 }
  expect(low).toBeGreaterThan(0.5)
  expect(high).toBeLessThan(0.9)
})

test('nothing is told where fewer than ten answered: of a fact, and of what else they answered', () => {
  // Of 51 nine say that it is not true; nine from afar answered 2.
  const facts = factsOf(layout, told)
  expect(facts.map(({ statement }) => statement)).toEqual([50])
  expect(facts[0]?.views.map(({ statement }) => statement)).toEqual([1])
})

test('an opinion is no fact, nor is what was refused or is no longer named', () => {
  expect(factsOf(layout, { ...told, unlisted: new Set([50]) })).toEqual([])
})
