import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseStatement, prepareChoice } from './choose-statement.ts'

const tallies = (...answers: number[]) =>
  answers.map((many, number) => ({ number, shown: 0, agree: many, disagree: 0, pass: 0 }))

const nobody = new Map<number, 1>()

test('a statement that nobody answered comes far more often than one that many answered', () => {
  const routing = prepareChoice(tallies(40, 0, 40), undefined)
  const draws = Array.from({ length: 300 }, (_, person) =>
    chooseStatement(routing, nobody, `person ${person}`),
  )
  expect(draws.filter((next) => next?.number === 1).length).toBeGreaterThan(200)
})

test('a page that is loaded again asks the same, and after an answer something else', () => {
  const routing = prepareChoice(tallies(3, 5, 8, 1, 9), undefined)
  const first = chooseStatement(routing, nobody, 'anna')
  expect(chooseStatement(routing, nobody, 'anna')).toEqual(first)
  expect(chooseStatement(routing, new Map([[first?.number ?? -1, 1]]), 'anna')).not.toEqual(first)
})

test('nobody is asked twice, and at the end nothing is left', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { maxLength: 60 }), fc.string(), (answers, draw) => {
      const routing = prepareChoice(tallies(...answers), undefined)
      const own = new Map<number, 1>()
      for (;;) {
        const next = chooseStatement(routing, own, draw)
        if (next === undefined) break
        expect(own.has(next.number)).toBe(false)
        expect(next.propensity).toBeGreaterThan(0)
        own.set(next.number, 1)
      }
      expect(own.size).toBe(answers.length)
    }),
  )
})

test('people who come at the same moment are spread over the statements evenly', () => {
  const routing = prepareChoice(tallies(...Array.from({ length: 20 }, () => 0)), undefined)
  const first = new Map<number, number>()
  for (let person = 0; person < 4000; person++) {
    const number = chooseStatement(routing, nobody, `person ${person}`)?.number ?? -1
    first.set(number, (first.get(number) ?? 0) + 1)
  }
  expect(first.size).toBe(20)
  for (const many of first.values()) {
    expect(many).toBeGreaterThan(120)
    expect(many).toBeLessThan(290)
  }
})
