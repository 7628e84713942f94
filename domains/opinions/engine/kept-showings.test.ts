import { expect, test } from 'vitest'
import { copyShowingsStatement, KeptShowings } from './kept-showings.ts'

const dialogueId = '01990000-0000-7000-8000-000000000000'

/** A log of which each reading gives the pieces that come next, and what was asked of it. */
function logOf(...readings: string[][]) {
  const asked: string[] = []
  const copyOut = async function* (statement: string) {
    asked.push(statement)
    for (const piece of readings.shift() ?? []) yield new TextEncoder().encode(piece)
  }
  return { asked, copyOut }
}

test('what was shown is kept as it was logged, each part of the log read once', async () => {
  const { asked, copyOut } = logOf(
    ['-1\t3\t250000000\t1000\n'],
    ['7\t4\t1000000000\t2000\n', '8\t3\t1\t3000\n'],
  )
  const kept = new KeptShowings()
  expect(kept.all()).toBeUndefined()
  await kept.readOn({ dialogueId, through: '20', copyOut })
  await kept.readOn({ dialogueId, through: '35', copyOut })
  expect(kept.all()).toEqual({
    participants: Int32Array.of(-1, 7, 8),
    statements: Int32Array.of(3, 4, 3),
    propensities: Float64Array.of(0.25, 1, 1e-9),
    times: Float64Array.of(1000, 2000, 3000),
  })
  expect(asked).toEqual([
    expect.stringContaining("transaction >= '0' and transaction < '20'"),
    expect.stringContaining("transaction >= '20' and transaction < '35'"),
  ])
})

test('of a log that is too long to keep nothing is kept, also not its end, and no more is read', async () => {
  const { asked, copyOut } = logOf(['1\t1\t5\t1\n', '2\t1\t5\t1\n', '3\t1\t5\t1\n', '4\t1\t5\t1\n'])
  const kept = new KeptShowings(2)
  await kept.readOn({ dialogueId, through: '20', copyOut })
  await kept.readOn({ dialogueId, through: '35', copyOut })
  expect(kept.all()).toBeUndefined()
  expect([kept.bytes, asked.length]).toEqual([0, 1])
})

test('what PostgreSQL is asked to copy out is a dialogue between two moments, and nothing else', () => {
  expect(() => copyShowingsStatement("' or true --", '5', '9')).toThrow("is no dialogue's id")
  expect(() => copyShowingsStatement(dialogueId, '5', "9' or '")).toThrow('is no transaction')
})
