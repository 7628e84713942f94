import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { useTestDatabase } from '#testing'
import { buildProgram, runProgram } from './program-under-test.ts'

const database = useTestDatabase()
beforeAll(buildProgram)

function run(...args: string[]) {
  const settings = { DATABASE_URL: database().url, WEERKLANK_SECRET: 'a secret of the tests, long enough' }
  return runProgram(['places', ...args], settings)
}

it('takes in a file, tells what it refused, and finds what is in it', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'places-')), 'kern_2024.csv')
  await writeFile(file, 'code;naam\nGM9999;Duin\nXX;Nergens\nBU99990101;Oost\n')
  const { code, stdout } = await run('import', file)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    ...{ areas: 2, streets: 0, points: 0 },
    refused: [{ line: 3, reason: '"XX" is no code such as GM0363, WK036300 or BU03630000' }],
  })
  const found = await run('find', 'oost')
  expect(JSON.parse(found.stdout)).toMatchObject([{ code: 'BU99990101', within: ['Duin'], why: 'name' }])
})

it.each([
  [
    ['import', '/nowhere.json'],
    /^\/nowhere\.json: it does not exist; check its name\. Nothing was taken in\.$/m,
  ],
  [['import', 'package.json'], /no list of features/],
  [['import', '--year', 'now', 'package.json'], /give a year, such as 2024/],
])('%j says what is wrong, and the way out', async (args, message) => {
  const { code, stdout, stderr } = await run(...args)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(message)
})
