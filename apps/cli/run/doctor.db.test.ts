import { chmod, lstat, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { addJob, defineJob } from '#platform/jobs'
import { queueMail } from '#platform/mail'
import { listenOnLoopback, startMailbox, useTestDatabase } from '#testing'
import { buildProgram, runProgram, startProgram } from './program-under-test.ts'

const SECRET = 'a secret of the tests, long enough'

type Finding = { name: string; state: string; says: string }

const database = useTestDatabase()
let temporary: string
let dataDir: string
beforeAll(buildProgram)
beforeEach(async ({ onTestFinished }) => {
  temporary = await mkdtemp(join(tmpdir(), 'weerklank-doctor-'))
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  // As root, PostgreSQL is another user who has to pass through.
  await chmod(temporary, 0o711)
  dataDir = join(temporary, 'data')
})

async function examine(environment: Record<string, string> = {}) {
  const settings = { WEERKLANK_DATA_DIR: dataDir, ...environment }
  const { code, stdout, stderr } = await runProgram(['doctor', '--json'], settings)
  expect(stderr).toBe('')
  const findings = JSON.parse(stdout) as Finding[]
  return { code, findings, of: (name: string) => findings.find((finding) => finding.name === name) }
}

it('before the first start, nothing is wrong and nothing is made', async () => {
  const { code, of } = await examine()
  expect(code).toBe(0)
  expect(of('data folder')).toMatchObject({
    state: 'good',
    says: expect.stringContaining('is made at the first start'),
  })
  expect(of('mail')).toMatchObject({
    state: 'warning',
    says: expect.stringContaining('SMTP_URL names no mail server'),
  })
  await expect(lstat(dataDir)).rejects.toThrow(/ENOENT/)
})

it('with a database and a mail server of its own, all is good', async () => {
  const mailbox = await startMailbox()
  onTestFinished(() => mailbox.stop())
  const external = { DATABASE_URL: database().url, WEERKLANK_SECRET: SECRET, SMTP_URL: mailbox.url }
  const { code, findings } = await examine({ ...external, WEERKLANK_URL: 'https://praatmee.example' })
  expect(findings.filter(({ state }) => state !== 'good')).toEqual([])
  expect(code).toBe(0)
})

it('says which jobs are stuck, and that no worker runs', async () => {
  const { db, url } = database()
  const late = new Date(Date.now() - 15 * 60_000)
  await addJob(db, defineJob('knock', z.object({})), {}, { runAt: late })
  const { code, of } = await examine({
    DATABASE_URL: url,
    WEERKLANK_SECRET: 'a secret for tests, and for nothing else',
  })
  expect(code).toBe(1)
  expect(of('jobs')).toEqual({
    name: 'jobs',
    state: 'problem',
    says: 'Jobs: 1 due for more than ten minutes. No worker runs: start "weerklank worker".',
  })
})

it('says of jobs that they failed again and again, and that mail waits', async () => {
  const { db, url } = database()
  const hourAgo = new Date(Date.now() - 60 * 60_000)
  await addJob(db, defineJob('knock', z.object({})), {})
  await sql`update graphile_worker._private_jobs set attempts = 25, run_at = now() + interval '5 hours'`.execute(
    db,
  )
  const mail = { to: 'wie@voorbeeld.example', subject: 'S', text: 'T' }
  await db.transaction().execute((tx) => queueMail(tx, mail, { domain: 'praat.example', now: hourAgo }))
  const { of } = await examine({ DATABASE_URL: url, WEERKLANK_SECRET: SECRET })
  expect(of('jobs')?.says).toMatch(/2 of "knock" failed, up to 25 times, 2 of them given up/)
  expect(of('outbox')).toMatchObject({
    state: 'warning',
    says: expect.stringMatching(/^1 mails wait, since 2/),
  })
})

it('a database that takes no changes, as a copy that has not taken over, is a problem', async () => {
  const url = new URL(database().url)
  url.searchParams.set('options', '-c default_transaction_read_only=on')
  const { code, of } = await examine({ DATABASE_URL: url.href, WEERKLANK_SECRET: SECRET })
  expect(code).toBe(1)
  expect(of('database')?.says).toMatch(/takes no changes: point DATABASE_URL at the server that does/)
})

it('beside a running instance it looks at that one', async () => {
  await startProgram(['start'], { WEERKLANK_DATA_DIR: dataDir, PORT: '0', WEERKLANK_DEMO: 'off' })
  const { code, of } = await examine()
  expect(code).toBe(0)
  expect(of('data folder')?.says).toContain('is in use by an instance that runs')
  expect(of('database')?.says).toMatch(/answers, PostgreSQL 18\./)
  expect(of('clock')?.says).toMatch(/differ 0\.\d seconds/)
})

it.each([
  ['settings', { PORT: 'http', WEERKLANK_DEMO: 'perhaps' }, /^PORT=http is not a port: use a whole number/],
  ['mail', { SMTP_URL: 'smtp://127.0.0.1:1' }, /127\.0\.0\.1:1 does not take our mail \(.*\): mend SMTP_URL/],
  [
    'database',
    { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/weerklank', WEERKLANK_SECRET: SECRET },
    /^The database 127\.0\.0\.1:1\/weerklank refuses connections: start it, or mend DATABASE_URL\.$/,
  ],
])('says what is wrong with the %s, without a secret, and fails', async (name, environment, says) => {
  const { code, findings, of } = await examine(environment)
  expect(code).toBe(1)
  expect(of(name)).toMatchObject({ state: 'problem', says: expect.stringMatching(says) })
  expect(JSON.stringify(findings)).not.toContain('hunter2')
})

it('a folder of a newer version is a problem, said once', async () => {
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'folder.json'), '{"format":99}')
  const { code, findings } = await examine()
  expect(code).toBe(1)
  expect(findings.filter(({ state }) => state === 'problem')).toEqual([
    {
      name: 'data folder',
      state: 'problem',
      says: expect.stringMatching(/newer version of Weerklank: install that/),
    },
  ])
})

it('an address without encryption is a warning, for people too', async () => {
  const { code, stdout } = await runProgram(['doctor'], {
    WEERKLANK_DATA_DIR: dataDir,
    WEERKLANK_URL: 'http://praatmee.example',
  })
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^look {5}address {6}Residents see http:\/\/praatmee\.example, which is not encrypted/m,
  )
})

it('says whether the map under outlines comes, and never where from', async () => {
  const server = createServer((_, response) => response.writeHead(403).end())
  const port = await listenOnLoopback(server)
  onTestFinished(() => void server.close())
  const { code, findings, of } = await examine({
    TILES_URL: `http://127.0.0.1:${port}/GEHEIM/{z}/{x}/{y}.png`,
    TILES_CREDIT: '© Kadaster',
  })
  expect(code).toBe(0)
  expect(of('map')).toEqual({
    name: 'map',
    state: 'warning',
    says: 'TILES_URL gives no tiles (status 403): pages show outlines alone. Mend the setting, or ask whoever runs the map.',
  })
  expect(JSON.stringify(findings)).not.toContain('GEHEIM')
})
