import { beforeAll, expect, test } from 'vitest'
import { hasImapServer, startImapServer, useTestDatabase } from '#testing'
import { buildProgram } from '../../apps/cli/run/program-under-test.ts'
import { killWhileMailFlows } from './mail-kills.ts'

const database = useTestDatabase()
beforeAll(buildProgram)

test('a worker that is killed while mail comes in and leaves loses none, and answers none twice', async () => {
  const imap = hasImapServer ? await startImapServer() : undefined
  const { db, url } = database()
  const report = await killWhileMailFlows({ db, databaseUrl: url, kills: 3, draw: Math.random, imap })
  await imap?.stop()
  expect(report).toMatchObject({ lost: [], doubled: [], answeredTwice: [], unsent: [], stuck: [] })
  expect(report.stored).toBe(report.delivered + report.inMailbox)
  expect(report.delivered).toBeGreaterThan(0)
}, 180_000)
