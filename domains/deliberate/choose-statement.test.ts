import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseStatement } from './choose-statement.ts'

const statements = (...answers: number[]) => answers.map((many, at) => ({ number: at, answers: many }))

test('a statement that nobody answered comes before one that many answered', () => {
  expect(chooseStatement(statements(40, 0, 40), new Set(), 'anna')).toBe(1)
})

test('nobody is asked twice, and at the end nothing is left', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { maxLength: 60 }), fc.string(), (answers, draw) => {
      const list = statements(...answers)
      const asked = new Set<number>()
      for (;;) {
        const next = chooseStatement(list, asked, draw)
        if (next === undefined) break
        expect(asked.has(next)).toBe(false)
        asked.add(next)
      }
      expect(asked.size).toBe(list.length)
    }),
  )
})

test('people who come at the same moment are spread over the statements evenly', () => {
  const list = statements(...Array.from({ length: 20 }, () => 0))
  const first = new Map<number, number>()
  for (let person = 0; person < 4000; person++) {
    const number = chooseStatement(list, new Set(), `person ${person}`) ?? -1
    first.set(number, (first.get(number) ?? 0) + 1)
  }
  expect(first.size).toBe(20)
  for (const many of first.values()) {
    expect(many).toBeGreaterThan(120)
    expect(many).toBeLessThan(290)
  }
})
