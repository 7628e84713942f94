import { expect, test } from 'vitest'
import { layOut, loadRows, oneGroup, type Showings, toVoteMatrix } from '#cores/opinion'
import { weighAgreement } from './weigh-agreement.ts'

/** On each statement so many people voted, every second one for; of the second, four answers weigh most. */
const VOTERS = [40, 12, 30, 9]

function dialogue() {
  const rows = VOTERS.flatMap((people, statement) =>
    Array.from({ length: people }, (_, participant) => ({
      ...{ participant, statement, vote: participant % 2 === 0 ? 1 : -1, time: 1000 * statement + 500 },
    })),
  )
  const layout = layOut(toVoteMatrix(loadRows(rows)))
  const propensities = rows.map(({ participant, statement }) =>
    statement === 1 && participant > 3 ? 0.9 : 0.1 + 0.3 * (participant % 2),
  )
  const showings: Showings = {
    participants: Int32Array.from(rows, (row) => row.participant),
    statements: Int32Array.from(rows, (row) => row.statement),
    propensities: Float64Array.from(propensities),
    times: Float64Array.from(rows, (row) => row.time - 500),
  }
  return { layout, showings, unlisted: new Set<number>() }
}

test('agreement is told weighed only where the weighted answers are worth those of ten people', () => {
  const told = weighAgreement(dialogue(), oneGroup(dialogue().layout))
  expect(told?.statements.map(({ statement }) => statement)).toEqual([0, 2])
  expect(told?.statements[0]).toMatchObject({ answers: 40, share: 0.5, weighted: 0.8, effective: 30 })
})

test('a statement that was replaced is weighed, and not named', () => {
  const told = weighAgreement({ ...dialogue(), unlisted: new Set([0]) }, oneGroup(dialogue().layout))
  expect(told?.statements.map(({ statement }) => statement)).toEqual([2])
  expect(told?.drawn).toBe(1)
})

test('where no answer came after a showing nothing is weighed', () => {
  const { layout, showings, unlisted } = dialogue()
  const later = { ...showings, times: showings.times.map((time) => time + 1e9) }
  expect(weighAgreement({ layout, unlisted, showings: later }, oneGroup(layout))).toBeNull()
  expect(weighAgreement({ layout, unlisted }, oneGroup(layout))).toBeNull()
})
