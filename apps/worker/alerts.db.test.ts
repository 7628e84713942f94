import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db'
import {
  addWatch,
  changeAlertTimes,
  followWatch,
  newWatchSchema,
  tellFollowersJob,
  understandRawJob,
} from '#domains/listen'
import { readConfig } from '#platform/config'
import { newId } from '#platform/db'
import { addJob, type JobWorker, startJobWorker } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { foundTown, hire } from '#stories'
import { type Mailbox, startMailbox, useTestDatabase } from '#testing'
import { createJobHandlers } from './index.ts'
import { makeSource } from './retention-makers.fixture.ts'

const database = useTestDatabase()
const MINUTE_MS = 60_000

/** A clock that a test sets forward. */
const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) }

let mailbox: Mailbox
let worker: JobWorker | undefined
let closeHandlers: (() => Promise<void>) | undefined

beforeAll(async () => {
  mailbox = await startMailbox()
  const env = {
    WEERKLANK_URL: 'https://praat.example',
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'wij@praat.example',
  }
  const config = { ...readConfig(env), secret: 's'.repeat(32) }
  const { db, url } = database()
  await foundTown(db)
  const { handlers, close } = createJobHandlers({ db, databaseUrl: url, config, clock, log: silentLog })
  // What clockwork does each minute is asked for here, so that nothing happens in between.
  worker = await startJobWorker({
    databaseUrl: url,
    handlers: handlers.map(({ cron: _, ...handler }) => handler),
    log: silentLog,
  })
  closeHandlers = close
})

afterAll(async () => {
  await worker?.stop()
  await closeHandlers?.()
  await mailbox.stop()
})

/** What a source brings that is read for long. */
async function bringFeed(db: Db, title: string): Promise<void> {
  const id = newId()
  const body = Buffer.from(`<rss><channel><item><title>${title}</title></item></channel></rss>`)
  const file = { url: 'https://krant.example/feed', content_type: 'application/rss+xml', body }
  const source_id = await makeSource(db)
  await db
    .insertInto('source_raw')
    .values({ id, source_id, ...file, fetched_at: clock.now() })
    .execute()
  await addJob(db, understandRawJob, { rawId: id })
}

test('what a watch finds comes by mail to whoever follows it, once, and waits for a mail server that is away', async () => {
  const { db } = database()
  const { by } = await hire(db, { role: 'responder', email: 'wieke@voorbeeld.example', at: clock.now() })
  const at = { now: clock.now(), timeZone: 'Europe/Amsterdam' }
  const follower = { accountId: by, language: 'en' } as const
  const atAnyHour = { digestAt: 540, quiet: { from: 0, until: 0, daysOff: false } }
  await db.transaction().execute(async (tx) => {
    const watch = { name: 'Bruggen', query: 'brug', purpose: 'Hinder zien', followsSubject: true }
    const added = await addWatch(tx, newWatchSchema.parse(watch), { by, now: at.now })
    if (added.kind !== 'added') throw new Error(added.kind)
    await changeAlertTimes(tx, follower, atAnyHour, at)
    await followWatch(tx, follower, { watchId: added.watchId, pace: 'at-once' }, at)
  })
  await bringFeed(db, 'Brug dicht')
  await expect.poll(() => db.selectFrom('watch_news').select('post_id').execute()).toHaveLength(1)
  mailbox.refuseWith(451)
  clock.ahead = 3 * MINUTE_MS
  for (let n = 0; n < 3; n++) await addJob(db, tellFollowersJob, {})
  const failed = db.selectFrom('outgoing_mail').select('id').where('last_error', 'is not', null)
  await expect.poll(() => failed.execute()).toHaveLength(1)
  mailbox.refuseWith(undefined)
  const mail = await mailbox.waitFor(({ subject }) => subject === '1 new post: Bruggen')
  expect(mail.envelopeTo).toEqual(['wieke@voorbeeld.example'])
  expect(mail.text).toContain('*Brug* dicht')
  const stop = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value
  expect(stop).toMatch(/^<https:\/\/praat\.example\/en\/followed\/[\w-]{64}\/stop>$/)
  expect(mailbox.received).toHaveLength(1)
  const states = db.selectFrom('outgoing_mail').select('state')
  await expect.poll(() => states.execute()).toEqual([{ state: 'sent' }])
})
