import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeptMatrix } from './kept-matrix.ts'
import { toVoteMatrix } from './vote-matrix.ts'
import { VoteTable } from './vote-table.ts'

const participant = fc.nat(9).map((at) => (at % 2 === 0 ? at : 1000 - at))
const statement = fc.nat(6).map((at) => (at % 2 === 0 ? at : 1000 - at))

const happening = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ participant, statement, vote: fc.constantFrom(-1, 0, 1, null), time: fc.nat(5) }),
  },
  { weight: 2, arbitrary: fc.record({ participant, isExcluded: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ statement, moderatedOut: fc.boolean() }) },
  { weight: 5, arbitrary: fc.constant('read' as const) },
)

it('a matrix that is kept while votes come and go is that of the table as it is', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 80 }), fc.boolean(), (happenings, hasTimes) => {
      const table = new VoteTable()
      const kept = new KeptMatrix(table)
      for (const what of happenings) {
        if (what === 'read') expect(kept.read()).toEqual(toVoteMatrix(table))
        else if ('isExcluded' in what) {
          table.setExcluded(what.participant, what.isExcluded)
          kept.note(what.participant)
        } else if ('moderatedOut' in what) table.setStatement(what.statement, what)
        else {
          if (what.vote === null) table.withdrawVote(what.participant, what.statement)
          else table.setVote(what.participant, what.statement, what.vote, hasTimes ? what.time : undefined)
          kept.note(what.participant)
        }
      }
      expect(kept.read()).toEqual(toVoteMatrix(table))
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
