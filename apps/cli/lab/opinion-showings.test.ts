import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { opinionCommand } from './opinion.ts'

const folder = mkdtempSync(join(tmpdir(), 'opinion-showings-'))
const out = join(folder, 'result.json')

afterEach(() => {
  vi.restoreAllMocks()
})

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

/** Twenty people who agree, shown at one in two, and twenty who do not, shown at one in four; one of them as a newcomer. */
function inputs() {
  const people = Array.from({ length: 40 }, (_, person) => person)
  const votes = people.flatMap((person) =>
    [0, 1].map((at) => `${1_600_000_000 + person + at * 100},x,${at},${person},${person < 20 ? 1 : -1}`),
  )
  const shown = people.flatMap((person) => [
    `${1_600_000_000 + person - 0.5},0,${person === 39 ? '' : person},${person < 20 ? 0.5 : 0.25}`,
    `${1_600_000_000 + person + 50},1,${person},1`,
  ])
  return { votes, shown }
}

function run(shown: readonly string[] | undefined) {
  const errors: string[] = []
  vi.spyOn(console, 'error').mockImplementation((text) => errors.push(String(text)))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const votes = file('votes.csv', ['timestamp,datetime,comment-id,voter-id,vote', ...inputs().votes])
  const flags = shown
    ? ['--showings', file('showings.csv', ['timestamp,comment-id,voter-id,propensity', ...shown])]
    : []
  const words = ['map', '--votes', votes, '--no-evidence', '--k', '2', '--out', out, ...flags]
  opinionCommand().parse(words, { from: 'user' })
  const { exitCode } = process
  process.exitCode = undefined
  return { errors, result: exitCode ? undefined : JSON.parse(readFileSync(out, 'utf8')) }
}

test('a result has agreement with weights beside without, and how many equal votes that is worth', () => {
  const { result } = run(inputs().shown)
  const { drawn, chosen, unknown, statements } = result.weighedByShowings
  expect([drawn, chosen, unknown]).toEqual([80, 0, 0])
  expect(statements[0]).toMatchObject({ votes: 40, share: 0.5, weighted: expect.closeTo(1 / 3, 9) })
  const { A, D, S } = statements[0].weightedVotes
  expect([A, D, S]).toEqual([expect.closeTo(40 / 3, 9), expect.closeTo(80 / 3, 9), 40])
})

test('a result without a log of what was shown weighs nothing', () => {
  expect(run(undefined).result.weighedByShowings).toBeNull()
})

test.each([
  ['1600000000,0,3,1.5', 'line 2: propensity is 1.5, not above 0 and at most 1'],
  ['1600000000,0,3,0', 'line 2: propensity is 0, not above 0 and at most 1'],
  ['1600000000,0,x,0.5', 'line 2: voter-id is "x", not a number'],
])('a log with %s is refused in one line', (line, complaint) => {
  expect(run([line]).errors).toEqual([expect.stringContaining(complaint)])
})
