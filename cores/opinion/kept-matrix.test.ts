import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeptMatrix } from './kept-matrix.ts'
import { toVoteMatrix } from './vote-matrix.ts'
import { VoteTable } from './vote-table.ts'

const participant = fc.nat(9).map((at) => (at % 2 === 0 ? at : 1000 - at))
const statement = fc.nat(6).map((at) => (at % 2 === 0 ? at : 1000 - at))

type Happening = (table: VoteTable) => number | undefined

/** What changes a table, and whose row that may change. */
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record({ participant, statement, vote: fc.constantFrom(-1, 0, 1, null), time: fc.nat(5) })
      .map(
        ({ participant: person, statement: on, vote, time }): Happening =>
          (table) => {
            if (vote === null) table.withdrawVote(person, on)
            else table.setVote(person, on, vote, time)
            return person
          },
      ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(participant, fc.boolean()).map(
      ([person, isOut]): Happening =>
        (table) => {
          table.setExcluded(person, isOut)
          return person
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(statement, fc.boolean()).map(
      ([id, moderatedOut]): Happening =>
        (table) => {
          table.setStatement(id, { moderatedOut })
          return undefined
        },
    ),
  },
)

it('a matrix that is kept while votes come and go is that of the table as it is', () => {
  const rounds = fc.array(fc.array(happening, { maxLength: 15 }), { maxLength: 8 })
  fc.assert(
    fc.property(rounds, (all) => {
      const table = new VoteTable()
      const kept = new KeptMatrix(table)
      for (const happenings of all) {
        for (const happen of happenings) {
          const person = happen(table)
          if (person !== undefined) kept.note(person)
        }
        expect(kept.read()).toEqual(toVoteMatrix(table))
      }
    }),
    { numRuns: 300 },
  )
})

it('a matrix that was given out stays as it was when votes change after it', () => {
  const table = new VoteTable()
  const kept = new KeptMatrix(table)
  for (const person of [1, 2, 3]) table.setVote(person, 1, 1, 5)
  const before = kept.read()
  const copy = structuredClone(before)
  table.setVote(2, 1, -1, 6)
  kept.note(2)
  expect(kept.read()).not.toEqual(copy)
  expect(before).toEqual(copy)
})
