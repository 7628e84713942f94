import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { watchCommand } from './watch.ts'

const folder = mkdtempSync(join(tmpdir(), 'watch-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

async function run(...typed: string[]) {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  await watchCommand().parseAsync(typed, { from: 'user' })
  return JSON.parse(String(log.mock.lastCall?.[0]))
}

test('queries are held against posts, a line each, and every match is written', async () => {
  const watches = write('watches.txt', 'fietsen\n"oude haven" NOT auto\nboom*\n')
  const posts = write(
    'posts.txt',
    'Een fiets in de oude haven\nAuto in de oude haven\n\nBoomgaard — zonder einde',
  )
  const out = join(folder, 'matches.tsv')
  const told = await run('match', '--watches', watches, '--posts', posts, '--out', out)
  expect(told).toMatchObject({ watches: 3, posts: 4, matches: 3 })
  expect(Object.keys(told).sort()).toEqual(
    [
      'compileMs',
      'matchMs',
      'matches',
      'mbPerSecond',
      'peakRssMb',
      'posts',
      'postsPerSecond',
      'watches',
    ].sort(),
  )
  expect(readFileSync(out, 'utf8').trim().split('\n').sort()).toEqual(['0\t0', '0\t1', '3\t2'])
})

test('a match is explained by the places of what was asked for', async () => {
  const file = write('post.txt', 'De fietsen staan in de Oude Haven.')
  expect(await run('explain', 'fiets AND "oude haven"', file)).toEqual({
    matches: true,
    spans: [
      { field: 'text', start: 3, end: 10, term: 'fiets' },
      { field: 'text', start: 23, end: 33, term: 'oude haven' },
    ],
  })
  expect(await run('explain', 'fiets AND NOT haven', file)).toEqual({ matches: false, spans: [] })
})

test.each([
  ['fiets AND', /a word, a phrase or a bracket is expected at character 10/],
  ['NOT auto', /would match nearly everything/],
  ['(fiets', /a bracket is not closed, at character 1/],
  ['plaats:oost', /no field of that name, at character 1 \("plaats"\)/],
  ['ab*', /at least 3 letters, at character 1 \("ab\*"\)/],
])('a query that cannot be read says where and what was expected: %s', async (query, sentence) => {
  const file = write('post.txt', 'Niets.')
  await expect(run('explain', query, file)).rejects.toThrow(sentence)
})

test('of a file of queries the line is named', async () => {
  const watches = write('watches.txt', 'fiets\n"brug\n')
  const posts = write('posts.txt', 'x')
  await expect(run('match', '--watches', watches, '--posts', posts)).rejects.toThrow(
    /watches\.txt, line 2: a quotation mark is not closed/,
  )
})
