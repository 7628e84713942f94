import { sql } from 'kysely'
import { beforeAll, beforeEach } from 'vitest'
import { foundTown } from '#stories'
import { type TestDatabase, transactionsOn } from '#testing'
import {
  type AlertTimes,
  changeAlertTimes,
  fetchSource,
  followWatch,
  type Pace,
  tellFollowers,
} from '../index.ts'
import {
  type Article,
  answer,
  clock,
  feed,
  understandAll,
  useListening,
  web,
  world,
} from '../listening.fixture.ts'

export const site = { url: 'https://praat.example', secret: 's'.repeat(32), timeZone: 'Europe/Amsterdam' }

/** An instant of UTC, as `2026-04-17T10:00`. */
export const at = (text: string) => new Date(`${text}:00Z`)

export const atAnyHour: AlertTimes = { digestAt: 9 * 60, quiet: { from: 0, until: 0, daysOff: false } }

/** Listening, in an organisation that mails its staff; nobody follows anything as a test begins. */
export function useAlerts() {
  const database: () => TestDatabase = useListening()
  const inTransaction = transactionsOn(() => database())
  beforeAll(() => foundTown(database().db))
  beforeEach(() => sql`truncate watch_follower, outgoing_mail cascade`.execute(database().db))

  /** What a source brings at a moment. */
  async function comeIn(sourceId: string, moment: string, ...articles: Article[]): Promise<void> {
    const { db } = database()
    world.time = at(moment)
    await db.updateTable('source').set({ next_fetch_at: world.time }).where('id', '=', sourceId).execute()
    await fetchSource(db, web(answer(feed(...articles))), { sourceId, clock })
    await understandAll()
  }

  const follow = (watchId: string, pace: Pace = 'at-once', accountId = world.by, now = world.time) =>
    inTransaction((tx) =>
      followWatch(tx, { accountId, language: 'nl' }, { watchId, pace }, { now, timeZone: site.timeZone }),
    )

  const want = (times: AlertTimes, accountId = world.by) =>
    inTransaction((tx) =>
      changeAlertTimes(tx, { accountId, language: 'nl' }, times, {
        ...{ now: world.time, timeZone: site.timeZone },
      }),
    )

  /** Lets clockwork strike at a moment, and reads what was mailed since the last time. */
  async function tellAt(moment: string) {
    const { db } = database()
    await tellFollowers(db, { site, now: at(moment) })
    const mails = await db.deleteFrom('outgoing_mail').returningAll().execute()
    return mails.map(({ recipient, subject, body_text: text, headers }) => ({
      recipient,
      subject,
      text,
      headers,
    }))
  }

  return { database, inTransaction, comeIn, follow, want, tellAt }
}
