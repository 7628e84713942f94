import { expect, test } from 'vitest'
import { copyShowingsStatement, KeptShowings } from './kept-showings.ts'

const linesOf = (text: string) => new TextEncoder().encode(text)

test('what was shown is kept as it was logged, however many pieces it comes in', () => {
  const kept = new KeptShowings()
  expect(kept.all()).toBeUndefined()
  kept.add(linesOf('-1\t3\t250000000\t1000\n'))
  kept.add(linesOf('7\t4\t1000000000\t2000\n8\t3\t1\t3000\n'))
  expect(kept.all()).toEqual({
    participants: Int32Array.of(-1, 7, 8),
    statements: Int32Array.of(3, 4, 3),
    propensities: Float64Array.of(0.25, 1, 1e-9),
    times: Float64Array.of(1000, 2000, 3000),
  })
})

test('of a log that is too long to keep nothing is kept, also not its end', () => {
  const kept = new KeptShowings(2)
  for (let one = 0; one < 5; one++) kept.add(linesOf(`${one}\t1\t500000000\t${one}\n`))
  expect(kept.all()).toBeUndefined()
  expect(kept.bytes).toBe(0)
})

test('what PostgreSQL is asked to copy out is a dialogue between two moments, and nothing else', () => {
  const id = '01990000-0000-7000-8000-000000000000'
  expect(copyShowingsStatement(id, '5', '9')).toContain("transaction >= '5' and transaction < '9'")
  expect(() => copyShowingsStatement("' or true --", '5', '9')).toThrow("is no dialogue's id")
  expect(() => copyShowingsStatement(id, '5', "9' or '")).toThrow('is no transaction')
})
