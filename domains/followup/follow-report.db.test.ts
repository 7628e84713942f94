import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { publishNearReport, questionSchema, startConversation, stepNearReport } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { addressSchema } from '#platform/address'
import { now, today } from '#stories'
import { listJobs, passEventsOn } from '#testing'
import {
  confirmNotices,
  followReport,
  followupConsumers,
  noticeHolding,
  readHolder,
  stopAllNotices,
  tellFollowers,
  tellFollowersJob,
  tellInterested,
} from './index.ts'
import { forgetFinishedContacts, site, timeZone, useNoticeDesk } from './notice-testing.ts'

const { database, inTransaction, author, desk, outboxFor } = useNoticeDesk()
const DAY = 86_400_000
const area = { code: 'BU99960101', year: 2024, name: 'Singelwijk' }

beforeAll(async () => {
  await database()
    .db.insertInto('area')
    .values({ ...area, kind: 'neighbourhood', folded: 'singelwyk', keys: [] })
    .execute()
})

const who = (at = now) => ({ by: author().by, now: at, today })

async function publish(): Promise<{ reportId: string; publicId: string }> {
  const reception = {
    ...({ language: 'nl', channel: 'web', mayMail: false } as const),
    ...{ secret: site.secret, now },
    letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, site),
  } as const
  const outcome = await inTransaction(async (tx) => {
    const question = questionSchema.parse({ body: 'De lamp is stuk.' })
    const { conversationId } = await startConversation(tx, question, reception)
    const report = { title: 'Een lamp doet het niet', words: '', state: 'reported', language: 'nl' } as const
    const about = { subjectId: null, unitId: null, place: { area, exactly: null } }
    return publishNearReport(tx, { conversationId, ...report, ...about }, who())
  })
  if (outcome.kind !== 'published') throw new Error(outcome.kind)
  return outcome
}

const follow = (publicId: string, address: string, language: 'nl' | 'en' = 'nl') =>
  inTransaction((tx) =>
    followReport(tx, site, {
      ...{ publicId, address: addressSchema.parse(address), language, now },
      mayMail: async () => true,
    }),
  )

async function holderOf(address: string) {
  const mails = await outboxFor(address)
  const token = /\/my-input\/address\/([\w-]+)/.exec(mails[0]?.body_text ?? '')?.[1] ?? ''
  const holder = readHolder(token, site.secret)
  if (!holder) throw new Error('No mail asks for a confirmation.')
  return holder
}

async function confirm(address: string): Promise<void> {
  const holder = await holderOf(address)
  await inTransaction((tx) => confirmNotices(tx, holder, { ...site, now }))
}

async function step(reportId: string, seen: number, state: 'working' | 'solved', words = ''): Promise<void> {
  const outcome = await inTransaction((tx) => stepNearReport(tx, { reportId, seen, state, words }, who()))
  if (outcome.kind !== 'stepped') throw new Error(outcome.kind)
}

/** Does the jobs that come of what was published. */
async function tell(reportId: string): Promise<void> {
  await passEventsOn(database().db, followupConsumers)
  for (const { task, payload } of await listJobs(database().db)) {
    if (task !== tellFollowersJob.name) continue
    const key = tellFollowersJob.payload.parse(payload)
    if (key.reportId === reportId) await tellFollowers(desk(), key)
  }
}

const toldOf = async (address: string) =>
  (await outboxFor(address))
    .map(({ subject }) => subject)
    .filter((subject) => !/^(Bevestig|Confirm)/.test(subject))

describe('who follows a report', () => {
  test('is mailed once for each change, in their language, after they confirmed', async () => {
    const { reportId, publicId } = await publish()
    await follow(publicId, 'volger@voorbeeld.example', 'en')
    await confirm('volger@voorbeeld.example')
    await step(reportId, 1, 'working')
    await tell(reportId)
    await tell(reportId)
    await step(reportId, 2, 'solved', 'Hij brandt weer.')
    await Promise.all([tell(reportId), tell(reportId)])
    expect(await toldOf('volger@voorbeeld.example')).toEqual([
      'We are working on it: Een lamp doet het niet',
      'Solved: Een lamp doet het niet',
    ])
    const last = (await outboxFor('volger@voorbeeld.example')).at(-1)
    expect(last?.body_text).toContain(`/en/near/${publicId}`)
    expect(last?.body_text).toContain('Our explanation is in Dutch.')
  })

  test('who confirms later is told what became of it meanwhile, and who never does, nothing', async () => {
    const { reportId, publicId } = await publish()
    for (const address of ['later@voorbeeld.example', 'nooit@voorbeeld.example'])
      await follow(publicId, address)
    await step(reportId, 1, 'solved')
    await tell(reportId)
    expect(await toldOf('later@voorbeeld.example')).toEqual([])
    await confirm('later@voorbeeld.example')
    await tell(reportId)
    expect(await toldOf('later@voorbeeld.example')).toEqual(['Opgelost: Een lamp doet het niet'])
    expect(await toldOf('nooit@voorbeeld.example')).toEqual([])
  })

  test('who asks twice, or in other letters, follows it once', async () => {
    const { reportId, publicId } = await publish()
    const twice = [follow(publicId, 'Twee@Voorbeeld.example'), follow(publicId, 'twee@voorbeeld.example')]
    expect(await Promise.all(twice)).toEqual([{ kind: 'followed' }, { kind: 'followed' }])
    const rows = database().db.selectFrom('report_follow').where('report_id', '=', reportId).selectAll()
    expect(await rows.execute()).toHaveLength(1)
  })

  test('follows nothing that is not there or was withdrawn', async () => {
    expect((await follow(crypto.randomUUID(), 'wie@voorbeeld.example')).kind).toBe('not-found')
    const { reportId, publicId } = await publish()
    const gone = { reportId, seen: 1, state: 'withdrawn', words: '', withdrawnAs: 'mistake' } as const
    await inTransaction((tx) => stepNearReport(tx, gone, who()))
    expect((await follow(publicId, 'wie@voorbeeld.example')).kind).toBe('not-found')
  })

  test('is told that a report was withdrawn, and not what it said', async () => {
    const { reportId, publicId } = await publish()
    await follow(publicId, 'weg@voorbeeld.example')
    await confirm('weg@voorbeeld.example')
    const gone = { reportId, seen: 1, state: 'withdrawn', words: '', withdrawnAs: 'personal' } as const
    await inTransaction((tx) => stepNearReport(tx, gone, who()))
    await tell(reportId)
    const mail = (await outboxFor('weg@voorbeeld.example')).at(-1)
    expect(mail?.subject).toBe('Een melding die u volgt, is weggehaald')
    expect(mail?.body_text).not.toContain('lamp')
  })

  test('is forgotten by the link in each mail, with all mails that hold the address', async () => {
    const { reportId, publicId } = await publish()
    await follow(publicId, 'stop@voorbeeld.example')
    await confirm('stop@voorbeeld.example')
    await step(reportId, 1, 'working')
    await tell(reportId)
    const holder = await holderOf('stop@voorbeeld.example')
    await inTransaction((tx) => stopAllNotices(tx, holder, { ...site, now }))
    expect(await toldOf('stop@voorbeeld.example')).toEqual([])
    const { rows } = await sql<{ left: number }>`select count(*) as left from report_notice
      where contact_id not in (select contact_id from report_follow)`.execute(database().db)
    expect(rows).toEqual([{ left: 0 }])
    const follows = database().db.selectFrom('report_follow').selectAll().where('report_id', '=', reportId)
    expect(await follows.execute()).toEqual([])
  })

  test('is found and erased as any other person', async () => {
    const { publicId } = await publish()
    await follow(publicId, 'wis@voorbeeld.example')
    const holding = noticeHolding({ timeZone, secret: site.secret })
    const person = { inputIds: [], mailbox: 'wis@voorbeeld.example' }
    const { db } = database()
    const asked = { by: author().by, now, today, reason: 'asked' }
    expect(await holding.count(db, person as never)).toEqual({ notice_contact: 1 })
    await inTransaction((tx) => holding.erase(tx, person as never, asked as never))
    expect(await holding.count(db, person as never)).toEqual({})
  })

  test('is kept as long as there is something to tell, and thirty days after it was solved', async () => {
    const { db } = database()
    const { reportId, publicId } = await publish()
    await follow(publicId, 'lang@voorbeeld.example')
    await confirm('lang@voorbeeld.example')
    const follows = async () =>
      (await db.selectFrom('report_follow').selectAll().where('report_id', '=', reportId).execute()).length
    await forgetFinishedContacts(db, new Date(+now + 400 * DAY))
    expect(await follows()).toBe(1)
    await step(reportId, 1, 'solved')
    await tell(reportId)
    await forgetFinishedContacts(db, new Date(+now + 29 * DAY))
    expect(await follows()).toBe(1)
    await forgetFinishedContacts(db, new Date(+now + 31 * DAY))
    expect(await follows()).toBe(0)
  })
})

test('how many people are behind a report is told from ten on, by tens', async () => {
  const { reportId, publicId } = await publish()
  for (let at = 0; at < 8; at++) await follow(publicId, `een${at}@voorbeeld.example`)
  await sql`update notice_contact set is_confirmed = true`.execute(database().db)
  expect(await tellInterested(database().db, reportId)).toBeUndefined()
  await follow(publicId, 'negen@voorbeeld.example')
  await sql`update notice_contact set is_confirmed = true`.execute(database().db)
  expect(await tellInterested(database().db, reportId)).toBe(10)
})
