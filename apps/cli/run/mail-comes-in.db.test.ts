import { createTransport } from 'nodemailer'
import { beforeAll, expect, test } from 'vitest'
import { foundTown } from '#stories'
import { findFreePort, hasImapServer, startImapServer, useTestDatabase } from '#testing'
import { buildProgram, runProgram, startProgram } from './program-under-test.ts'

const database = useTestDatabase()
beforeAll(buildProgram)
beforeAll(() => foundTown(database().db))

const settings = (more: Record<string, string>) => ({
  ...{ DATABASE_URL: database().url, WEERKLANK_SECRET: 'a secret of the tests, long enough', ...more },
})

async function examine(more: Record<string, string>): Promise<{ state: string; says: string }[]> {
  const { stdout } = await runProgram(['doctor', '--json'], settings(more))
  const findings: { name: string; state: string; says: string }[] = JSON.parse(stdout)
  return findings.filter(({ name }) => name === 'mail in')
}

const subjects = async () =>
  (await database().db.selectFrom('conversation').select('subject').orderBy('subject').execute()).map(
    ({ subject }) => subject,
  )

const mail = (subject: string) =>
  `From: zoe@elders.example\r\nSubject: ${subject}\r\nDate: ${new Date().toUTCString()}\r\n\r\nDag\r\n`

test('mail that a mail server delivers to a worker becomes a conversation, and doctor says whether it takes any', async () => {
  const port = await findFreePort()
  const ways = { LMTP_LISTEN: String(port), LMTP_ADDRESSES: 'info@voorbeeld.example' }
  expect(await examine(ways)).toMatchObject([
    { state: 'problem', says: expect.stringContaining('Nobody takes mail by LMTP') },
  ])
  const running = await startProgram(['worker'], settings(ways))
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })
  const envelope = { from: 'zoe@elders.example', to: ['info@voorbeeld.example'] }
  await expect
    .poll(() => transport.sendMail({ envelope, raw: mail('Bezorgd') }).catch(() => undefined))
    .toMatchObject({ accepted: envelope.to })
  await expect.poll(subjects).toEqual(['Bezorgd'])
  expect(await examine(ways)).toMatchObject([{ state: 'good' }])
  expect((await running.stop()).code).toBe(0)
})

test.skipIf(!hasImapServer)(
  'mail in a mailbox becomes a conversation, and doctor says why one is not read',
  async () => {
    const server = await startImapServer()
    try {
      const ways = {
        IMAP_URLS: `balie@voorbeeld.example=${server.url('balie')} dicht@voorbeeld.example=${server.url('dicht').replace('p%40ss', 'fout')}`,
      }
      const running = await startProgram(['worker'], settings(ways))
      await server.append('balie', mail('Gelezen'))
      await expect.poll(subjects, { timeout: 60_000 }).toContain('Gelezen')
      await expect
        .poll(() => examine(ways), { timeout: 60_000, interval: 1000 })
        .toMatchObject([
          { state: 'good', says: expect.stringContaining('is read.') },
          { state: 'problem', says: expect.stringContaining('refuses the name or the password') },
        ])
      expect(running.errors()).not.toMatch(/fout|p@ss|p%40ss/)
      expect((await running.stop()).code).toBe(0)
    } finally {
      await server.stop()
    }
  },
  150_000,
)
