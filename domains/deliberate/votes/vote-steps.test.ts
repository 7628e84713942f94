import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listTold } from '../testing.ts'
import { answersOf } from './vote.ts'
import { peopleInStep, peopleTold, type StatementFigures, type VoteMove, VoteSteps } from './vote-steps.ts'

test.each([
  [0, 0, 0],
  [9, 0, 0],
  [10, 0, 10],
  [19, 0, 19],
  [20, 10, 20],
  [29, 10, 29],
  [30, 20, 30],
  [1005, 990, 1005],
])('of %i people %i are told, and %i once no more answers come', (people, told, atTheEnd) => {
  expect(peopleTold(people, false)).toBe(told)
  expect(peopleTold(people, true)).toBe(atTheEnd)
})

/** Steps with the votes that were told, as the maps hold them. */
function createSteps(turns: readonly number[] = []) {
  const told = new Map<string, VoteMove>()
  const keyOf = (participant: number, statement: number) => `${participant} ${statement}`
  const steps = new VoteSteps(
    {
      choiceOf: (participant, statement) => told.get(keyOf(participant, statement))?.choice ?? undefined,
      tell: (move) => void told.set(keyOf(move.participant, move.statement), move),
    },
    turns,
  )
  const figures = new Map<number, StatementFigures>()
  return {
    steps,
    told,
    figuresOf: (statement: number) => {
      for (const [number, one] of steps.drain()) figures.set(number, structuredClone(one))
      return figures.get(statement)
    },
  }
}

const moveOf = (participant: number, choice: VoteMove['choice'], statement = 1): VoteMove => ({
  ...{ participant, statement, choice, reason: null, at: participant },
})

/** The first answer of as many people, all of them alike. */
const crowd = (many: number, choice: VoteMove['choice'] = 1, from = 1) =>
  Array.from({ length: many }, (_, at) => moveOf(from + at, choice))

test('answers are told ten at a time, each ten when ten more people answered', () => {
  const { steps, figuresOf } = createSteps()
  const after = (moves: VoteMove[]) => {
    for (const move of moves) steps.take(move)
    return figuresOf(1)
  }
  expect(after(crowd(10, 1))).toBeUndefined()
  expect(after(crowd(9, -1, 11))).toBeUndefined()
  expect(after(crowd(1, 0, 20))).toMatchObject({ agree: 10, disagree: 0, pass: 0 })
  expect(after(crowd(9, 0, 21))).toMatchObject({ agree: 10, disagree: 0, pass: 0 })
  expect(after(crowd(1, 0, 30))).toMatchObject({ agree: 10, disagree: 9, pass: 1 })
})

test('a changed vote waits for the next step, and so does one that is taken back', () => {
  const { steps, figuresOf } = createSteps()
  for (const move of crowd(20)) steps.take(move)
  steps.take(moveOf(3, -1))
  steps.take(moveOf(4, null))
  steps.take(moveOf(5, -1))
  steps.take(moveOf(5, 1))
  expect(figuresOf(1)).toMatchObject({ agree: 10, disagree: 0 })
  // One fewer: the step of thirty is complete with the thirty-first, and tells of the second ten as they stood.
  for (const move of crowd(11, 0, 21)) steps.take(move)
  expect(figuresOf(1)).toMatchObject({ agree: 20, disagree: 0 })
  for (const move of crowd(10, 0, 32)) steps.take(move)
  expect(figuresOf(1)).toMatchObject({ agree: 18, disagree: 1, pass: 11 })
})

test('somebody who takes a vote back and gives it again completes no second step', () => {
  const { steps, figuresOf } = createSteps()
  for (const move of crowd(20)) steps.take(move)
  figuresOf(1)
  for (let time = 0; time < 50; time++) {
    steps.take(moveOf(20, null))
    steps.take(moveOf(20, -1))
  }
  expect(steps.drain().size).toBe(0)
})

test('at the end the rest is told at once; of fewer than ten people nothing', () => {
  const { steps, figuresOf } = createSteps()
  for (const move of crowd(15)) steps.take(move)
  for (const { participant } of crowd(9)) steps.take(moveOf(participant, -1, 2))
  steps.setOver(true)
  expect(figuresOf(1)).toMatchObject({ agree: 15 })
  expect(figuresOf(2)).toBeUndefined()
  steps.take(moveOf(3, -1))
  expect(steps.drain().size).toBe(0)
})

test('where answers come again after the end, ten more people make the next step', () => {
  const { steps, figuresOf } = createSteps()
  for (const move of crowd(37)) steps.take(move)
  steps.setOver(true)
  steps.setOver(false)
  for (const move of crowd(22, -1, 38)) steps.take(move)
  expect(figuresOf(1)).toMatchObject({ agree: 37, disagree: 0 })
  steps.take(moveOf(60, -1))
  expect(figuresOf(1)).toMatchObject({ agree: 37, disagree: 13 })
})

test('answers that come after the end are told once there are ten of them, and ends are counted in votes', () => {
  const { steps, figuresOf } = createSteps()
  for (const move of crowd(12)) steps.take(move)
  steps.setOver(true)
  steps.setOver(true)
  for (const move of crowd(9, -1, 13)) steps.take(move)
  expect(figuresOf(1)).toMatchObject({ agree: 12, disagree: 0 })
  steps.take(moveOf(22, -1))
  expect(figuresOf(1)).toMatchObject({ agree: 12, disagree: 10 })
  steps.setOver(false)
  expect(steps.turns).toEqual([12, 22])
})

test('that answers come again tells none of the few that came after the end', () => {
  const { steps, figuresOf } = createSteps()
  for (const move of crowd(12)) steps.take(move)
  steps.setOver(true)
  for (const move of crowd(9, -1, 13)) steps.take(move)
  steps.setOver(false)
  expect(figuresOf(1)).toMatchObject({ agree: 12, disagree: 0 })
})

test('a dialogue that was over before anybody answered is over from the beginning', () => {
  const { steps, figuresOf } = createSteps([0])
  for (const move of crowd(10)) steps.take(move)
  expect(figuresOf(1)).toMatchObject({ agree: 10 })
})

test('why people passed is told with the answers', () => {
  const { steps, figuresOf } = createSteps()
  const passed = crowd(20, 0).map((move) => ({ ...move, reason: 'unclear' as const }))
  for (const move of passed) steps.take(move)
  expect(figuresOf(1)?.reasons).toEqual({ unsure: 0, unclear: 10, not_relevant: 0 })
  for (const { participant } of passed.slice(0, 4)) steps.take(moveOf(participant, 1))
  for (const move of crowd(20, 1, 21)) steps.take(move)
  expect(figuresOf(1)).toMatchObject({ agree: 14, pass: 16 })
  expect(figuresOf(1)?.reasons).toEqual({ unsure: 0, unclear: 16, not_relevant: 0 })
  // Who once gave a reason and agrees since, changes again: the reason goes out of the figures once.
  for (const { participant } of passed.slice(0, 4)) steps.take(moveOf(participant, -1))
  for (const move of crowd(20, 1, 41)) steps.take(move)
  expect(figuresOf(1)?.reasons).toEqual({ unsure: 0, unclear: 16, not_relevant: 0 })
})

const moves = fc.array(
  fc.record({
    participant: fc.nat(45),
    statement: fc.integer({ min: 1, max: 2 }),
    choice: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(1 as const, 0 as const, -1 as const) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    reason: fc.constant(null),
    at: fc.nat(1000),
  }),
  { minLength: 40, maxLength: 300 },
)

const countOf = (votes: ReadonlyMap<number, number>) => {
  const many = (choice: number) => [...votes.values()].filter((one) => one === choice).length
  return { agree: many(1), disagree: many(-1), pass: many(0) }
}

test('whatever people do, figures are those of the last ten that ten more have passed', () => {
  fc.assert(
    fc.property(moves, (all) => {
      const { steps, figuresOf } = createSteps()
      all.forEach((move, at) => {
        steps.take(move)
        const plain = countOf(listTold(all.slice(0, at + 1), move.statement))
        expect(figuresOf(move.statement) ?? { agree: 0, disagree: 0, pass: 0 }).toMatchObject(plain)
      })
    }),
    { numRuns: 60 },
  )
})

test('whatever people do, from one told figure to the next the answers of ten people or more are new', () => {
  fc.assert(
    fc.property(moves, fc.array(fc.nat(300), { maxLength: 4 }), (all, ends) => {
      const { steps, told } = createSteps()
      const turns = new Set(ends)
      let isOver = false
      let before = new Map<string, VoteMove>()
      const expectStep = (statement: number) => {
        const changed = new Set(
          [...told].filter(([key, move]) => before.get(key) !== move).map(([key]) => key),
        )
        const own = [...changed].filter((key) => key.endsWith(` ${statement}`))
        expect(own.length === 0 || own.length >= peopleInStep).toBe(true)
        before = new Map(told)
      }
      all.forEach((move, at) => {
        steps.take(move)
        expectStep(move.statement)
        if (!turns.has(at)) return
        isOver = !isOver
        steps.setOver(isOver)
        before = new Map(told)
      })
    }),
    { numRuns: 200 },
  )
})

test('a new beginning comes to the same, ends and all', () => {
  fc.assert(
    fc.property(moves, fc.array(fc.nat(300), { maxLength: 4 }), (all, ends) => {
      const first = createSteps()
      let isOver = false
      all.forEach((move, at) => {
        first.steps.take(move)
        for (const _ of ends.filter((end) => end === at)) {
          isOver = !isOver
          first.steps.setOver(isOver)
        }
      })
      const again = createSteps(first.steps.turns)
      for (const move of all) again.steps.take(move)
      expect(again.told).toEqual(first.told)
      for (const statement of [1, 2]) expect(again.figuresOf(statement)).toEqual(first.figuresOf(statement))
      for (const figures of again.steps.drain().values()) expect(answersOf(figures)).toBeGreaterThan(0)
    }),
    { numRuns: 200 },
  )
})
