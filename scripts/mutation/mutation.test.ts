import { describe, expect, test } from 'vitest'
import { patternsOf, planMutation } from './plan.ts'
import { describeScore, type Mutant, scoreFiles } from './score.ts'

const folders = new Map([
  ['domains/answer', true],
  ['cores/opinion/routing.ts', false],
  ['cores/opinion/groups.ts', false],
  ['docs', true],
])
const plan = (...words: string[]) => planMutation(words, (path) => folders.get(path))

describe('what is changed', () => {
  test('is files, lines of files and whole folders, in one run for each room', () => {
    expect(plan('cores/opinion/routing.ts', './domains/answer/', 'cores/opinion/groups.ts:5-40')).toEqual({
      kind: 'run',
      rooms: [
        { room: 'cores/opinion', paths: ['cores/opinion/routing.ts', 'cores/opinion/groups.ts:5-40'] },
        { room: 'domains/answer', paths: ['domains/answer/'] },
      ],
    })
  })

  test('is never a test', () => {
    const patterns = patternsOf({ room: 'domains/answer', paths: ['domains/answer/', 'domains/answer/x.ts'] })
    expect(patterns).toEqual(
      expect.arrayContaining(['domains/answer/**/*.{ts,tsx}', 'domains/answer/x.ts', '!**/*.test.{ts,tsx}']),
    )
  })

  test.each([
    ['nothing', []],
    ['what is not there', ['domains/lottery']],
    ['what belongs to no single room', ['docs']],
  ])('is not %s', (_, words) => {
    expect(plan(...words)).toMatchObject({ kind: 'refused' })
  })
})

function changed(fileName: string, status: Mutant['status'], column = 1): Mutant {
  const location = { start: { line: 2, column }, end: { line: 2, column: column + 5 } }
  return { fileName, location, replacement: 'a <= b', status }
}

describe('a score', () => {
  const source = 'if (\na < b\n) stop()'

  test('is the share of changes that a test noticed or that never ended, and names the others', () => {
    const [score] = scoreFiles([
      changed('a.ts', 'Killed'),
      changed('a.ts', 'Timeout'),
      changed('a.ts', 'NoCoverage', 2),
      changed('a.ts', 'Survived'),
      changed('a.ts', 'RuntimeError'),
    ])
    expect(score && describeScore(score, source)).toBe(
      [
        'a.ts: 50.0 % of 4, 66.7 % of the 3 in what tests run',
        '  2:1  a < b → a <= b',
        '  1 run in no test, from lines 2',
      ].join('\n'),
    )
  })

  test('shows of a long text where it changed', () => {
    const long = `say('${'a '.repeat(40)}b')`
    const location = { start: { line: 1, column: 1 }, end: { line: 1, column: long.length + 1 } }
    const mutant = { ...changed('a.ts', 'Survived'), location, replacement: long.replace('b', 'c') }
    const [score] = scoreFiles([changed('a.ts', 'Killed'), mutant])
    expect(score && describeScore(score, long)).toContain("… a a a a a a a b') → … a a a a a a a c')")
  })

  test('is not given to a file of which tests notice nothing', () => {
    const [score] = scoreFiles([changed('a.ts', 'NoCoverage'), changed('a.ts', 'Survived')])
    expect(score && describeScore(score, source)).toBe(
      'a.ts: 2 changes, and no pure test of its room notices any',
    )
  })

  test('that is lowest comes first', () => {
    const scores = scoreFiles([
      changed('well.ts', 'Killed'),
      changed('ill.ts', 'Killed'),
      changed('ill.ts', 'Survived'),
    ])
    expect(scores.map(({ file }) => file)).toEqual(['ill.ts', 'well.ts'])
  })
})
