import { beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/db'
import { useTestDatabase } from '#testing'
import { buildProgram, runProgram } from './program-under-test.ts'

const database = useTestDatabase()
const kind = 'mail-recipient'
beforeAll(buildProgram)

function run(...args: string[]) {
  const settings = { DATABASE_URL: database().url, WEERKLANK_SECRET: 'a secret of the tests, long enough' }
  return runProgram(['retention', ...args], settings)
}

async function list(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run('--json', ...args)
  expect([code, stderr]).toEqual([0, ''])
  const lines = JSON.parse(stdout) as Record<string, unknown>[]
  return lines.find((line) => line.kind === kind) ?? {}
}

it('says what a run would let go of, lets go of it when asked, and then says what went', async () => {
  const { db } = database()
  const yearAgo = new Date(Date.now() - 365 * 24 * 60 * 60 * 1000)
  const mail = { recipient: 'wie@voorbeeld.example', subject: 'S', body_text: '', state: 'sent' } as const
  await db
    .insertInto('outgoing_mail')
    .values({ id: newId(), message_id: '<1@praat.example>', ...mail, created_at: yearAgo, sent_at: yearAgo })
    .execute()
  expect(await list()).toMatchObject({ keptFor: '30 days', due: 1, lastDay: null, lastRunAt: null })
  expect(await list()).toMatchObject({ due: 1 })
  const went = { due: 0, removedThatDay: 1, lastRunAt: expect.stringMatching(/^20\d\d-.*Z$/) }
  expect(await list('--run')).toMatchObject({ removed: 1, ...went })
  expect(await list()).toMatchObject(went)
  const { code, stdout } = await run()
  expect(code).toBe(0)
  expect(stdout).toMatch(/^mail-recipient +30 days +0 would go now +last run 20\S+Z, 1 went that day$/m)
  expect(stdout).toMatch(/^roll +no time +goes by itself +nothing went yet$/m)
  expect(stdout).not.toContain('voorbeeld.example')
})

it('a database that does not answer is told in a sentence, and nothing is listed', async () => {
  const settings = {
    DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/weerklank',
    WEERKLANK_SECRET: 'a secret of the tests, long enough',
  }
  const { code, stdout, stderr } = await runProgram(['retention'], settings)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^The database 127\.0\.0\.1:1\/weerklank refuses connections/)
})
