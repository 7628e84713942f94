import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { addJob, startJobWorker } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { queueMail, sweepMailJob } from '#platform/mail'
import { foundTown, now } from '#stories'
import { listJobs, type Mailbox, startMailbox, transactionsOn, useTestDatabase } from '#testing'
import { createJobHandlers } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.stop())

/** Has a worker look for mail that waits and do all that there is to do, with the settings that are given. */
async function work(environment: Record<string, string>): Promise<void> {
  const { db, url } = database()
  const config = { ...readConfig(environment), secret: 'k'.repeat(32) }
  const { handlers, close } = createJobHandlers({
    ...{ db, databaseUrl: database().url, config },
    ...{ clock: systemClock, log: silentLog },
  })
  await inTransaction((tx) => addJob(tx, sweepMailJob, {}))
  const worker = await startJobWorker({ databaseUrl: url, handlers, log: silentLog })
  await expect.poll(() => listJobs(db)).toEqual([])
  await worker.stop()
  await close()
}

test('without a mail server mail waits and no job fails; once there is one it leaves, and only once', async () => {
  const { db } = database()
  const mail = { to: 'wie@voorbeeld.example', subject: 'S', text: 'T' }
  await inTransaction((tx) => queueMail(tx, mail, { domain: 'praat.example', now }))
  await work({})
  expect(await db.selectFrom('outgoing_mail').selectAll().execute()).toMatchObject([
    { state: 'waiting', attempts: 0, last_error: null },
  ])
  await work({ SMTP_URL: mailbox.url })
  await work({ SMTP_URL: mailbox.url })
  expect(mailbox.received.map(({ envelopeTo }) => envelopeTo)).toEqual([[mail.to]])
})

test('mail is from whoever the settings of the organisation name, and else from who the environment does', async () => {
  const { db } = database()
  const environment = { SMTP_URL: mailbox.url, MAIL_FROM: 'Praat <praat@voorbeeld.example>' }
  const sendTo = async (to: string) => {
    await inTransaction((tx) =>
      queueMail(tx, { to, subject: 'S', text: 'T' }, { domain: 'praat.example', now }),
    )
    await work(environment)
    return mailbox.received.find(({ envelopeTo }) => envelopeTo[0] === to)?.from?.address
  }
  await foundTown(db)
  expect(await sendTo('een@voorbeeld.example')).toBe('praat@voorbeeld.example')
  await db.updateTable('organisation').set({ mail_sender: 'Stad <stad@voorbeeld.example>' }).execute()
  expect(await sendTo('twee@voorbeeld.example')).toBe('stad@voorbeeld.example')
})
