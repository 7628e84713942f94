import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { newId } from '#platform/db'
import { now, today } from '#stories'
import {
  classifyConversation,
  continueConversation,
  findConversationOfInput,
  moveDue,
  readConversation,
  reopenConversation,
  sendReply,
  type Turn,
} from '../index.ts'
import { expectRowsToAddUp, letterhead, useAnswerDesk } from '../testing.ts'

const { ask, database, deliverAll, hire, inTransaction, mailbox } = useAnswerDesk()
const { timeZone } = letterhead
afterEach(() => expectRowsToAddUp(database().db))

/** Mornings in March: the second is a Monday. */
const morning = (day: number) => new Date(`2026-03-${String(day).padStart(2, '0')}T10:00:00Z`)

type Asked = Awaited<ReturnType<typeof ask>>

async function rowOf({ conversationId }: Asked) {
  const { db } = database()
  return db.selectFrom('conversation').selectAll().where('id', '=', conversationId).executeTakeFirstOrThrow()
}

async function turnOn(asked: Asked, by: string, day: number): Promise<Turn> {
  const at = morning(day)
  const { last_seq: seen } = await rowOf(asked)
  return {
    conversationId: asked.conversationId,
    by,
    seen,
    now: at,
    today: at.toISOString().slice(0, 10),
    timeZone,
  }
}

async function answer(asked: Asked, by: string, day: number, asks = false) {
  const turn = await turnOn(asked, by, day)
  const reply = { body: 'Welke straat is het?', answersInput: false, asks }
  return inTransaction((tx) => sendReply(tx, turn, reply, letterhead))
}

async function say(asked: Asked, day: number) {
  const said = { inputId: asked.inputId, body: 'De Dorpsstraat.' }
  await inTransaction((tx) => continueConversation(tx, said, { channel: 'web', timeZone, now: morning(day) }))
}

async function subjectWith(first: string | null, resolution: string | null): Promise<string> {
  const { db } = database()
  const id = newId()
  await db.insertInto('subject').values({ id, created_at: now }).execute()
  const terms = { first_term: first, resolution_term: resolution }
  await db
    .insertInto('subject_version')
    .values({ subject_id: id, version: 1, name: `Rubriek ${id}`, made_at: now, ...terms })
    .execute()
  return id
}

test('a first question is due in five working days, as an answer and as a solution', async () => {
  const asked = await ask({ body: 'Wat kost een vergunning?' }, morning(2))
  expect(asked.dueOn).toBe('2026-03-09')
  expect(await rowOf(asked)).toMatchObject({
    ...{ run: 1, run_seq: 1, due_on: '2026-03-09', due_by: '2026-03-09T24:00', first_met_at: null },
    ...{ first_due: '2026-03-09T24:00', resolution_due: '2026-03-09T24:00' },
  })
})

test('an answer that asks for something meets the first term, and waits until whoever asked replies', async () => {
  const by = await hire('ann')
  const asked = await ask({ body: 'De lamp is stuk' }, morning(2))
  await answer(asked, by, 3, true)
  expect(await rowOf(asked)).toMatchObject({
    ...{ status: 'open', first_met_at: morning(3), paused_since: morning(3), paused_until: morning(17) },
    resolution_due: '2026-03-20T24:00',
  })
  await say(asked, 5)
  // Wednesday was waited through; the rest of Tuesday and of Thursday counts as a day that was worked on.
  expect(await rowOf(asked)).toMatchObject({ paused_since: null, resolution_due: '2026-03-10T24:00', run: 1 })
  await answer(asked, by, 6)
  expect(await rowOf(asked)).toMatchObject({ status: 'answered', run: 1, paused_since: null })
})

test('asking a second time adds to what was waited before; nobody replies, and it is due after fourteen days', async () => {
  const by = await hire('ann')
  const asked = await ask({ body: 'De lamp is weer stuk' }, morning(2))
  await answer(asked, by, 3, true)
  await say(asked, 5)
  await answer(asked, by, 6, true)
  expect(await rowOf(asked)).toMatchObject({ paused_until: morning(20), resolution_due: '2026-03-23T24:00' })
})

test('what was late before it waits stays late', async () => {
  const by = await hire('ann')
  const asked = await ask({ body: 'Hoe laat gaat het zwembad open?' }, morning(2))
  await answer(asked, by, 12, true)
  await say(asked, 16)
  expect((await rowOf(asked)).resolution_due).toBe('2026-03-09T24:00')
})

test('opened again it is a run of its own: a first answer anew, and what was left of the time, two days at least', async () => {
  const by = await hire('ann')
  const soon = await ask({ body: 'Mag mijn hond los?' }, morning(2))
  await answer(soon, by, 3)
  await say(soon, 16)
  expect(await rowOf(soon)).toMatchObject({
    ...{ run: 2, run_seq: 4, first_met_at: null, first_due: '2026-03-23T24:00' },
    ...{ resolution_due: '2026-03-20T24:00', due_on: '2026-03-20' },
  })
  const late = await ask({ body: 'Mag mijn kat los?' }, morning(2))
  await answer(late, by, 20)
  const turn = await turnOn(late, by, 23)
  await inTransaction((tx) => reopenConversation(tx, turn))
  expect(await rowOf(late)).toMatchObject({ run: 2, resolution_due: '2026-03-25T24:00' })
  const again = await turnOn(late, by, 24)
  await inTransaction((tx) => reopenConversation(tx, again))
  expect(await rowOf(late)).toMatchObject({ run: 2, last_seq: again.seen })
})

test('another subject counts from the same beginning: sooner where its term is shorter, never later', async () => {
  const by = await hire('ann')
  const asked = await ask({ body: 'Er ligt olie op straat' }, morning(2))
  const classify = async (subjectId: string, day: number) => {
    const turn = await turnOn(asked, by, day)
    await inTransaction((tx) => classifyConversation(tx, turn, { subjectId, unitId: null }))
    return rowOf(asked)
  }
  expect(await classify(await subjectWith('10 workingDays', '20 workingDays'), 3)).toMatchObject({
    ...{ first_due: '2026-03-09T24:00', resolution_due: '2026-03-09T24:00' },
  })
  expect(await classify(await subjectWith('8 workingHours', '4 workingDays'), 3)).toMatchObject({
    ...{ first_due: '2026-03-03T11:00', resolution_due: '2026-03-06T24:00', due_on: '2026-03-03' },
  })
  await answer(asked, by, 4, true)
  await say(asked, 6)
  expect((await rowOf(asked)).resolution_due).toBe('2026-03-09T24:00')
})

test('a later day is told with its reason, on the page of whoever asked and by mail', async () => {
  const by = await hire('ann')
  const address = 'vrager@elders.example'
  const asked = await ask({ body: 'Komt er een flitspaal?', address }, morning(2))
  const move = async (dueOn: string, day = 3) => {
    const turn = await turnOn(asked, by, day)
    return inTransaction((tx) => moveDue(tx, turn, { dueOn, reason: 'research' }, letterhead))
  }
  expect(await move('2026-03-09')).toEqual({ kind: 'not-later' })
  expect(await move('2026-03-14')).toEqual({ kind: 'closed-day' })
  expect(await move('2027-03-26')).toEqual({ kind: 'too-far' })
  expect(await move('2026-03-18')).toMatchObject({ kind: 'appended' })
  expect(await rowOf(asked)).toMatchObject({
    first_due: '2026-03-18T24:00',
    resolution_due: '2026-03-18T24:00',
  })
  await deliverAll()
  const told = mailbox().received.filter((mail) => mail.envelopeTo.includes(address))
  expect(told.at(-1)?.text).toContain('U hoort uiterlijk 18 maart 2026 van ons.')
  expect(told.at(-1)?.inReplyTo).toBe(told[0]?.messageId)
  const track = await findConversationOfInput(database().db, asked.inputId)
  expect(track).toMatchObject({ dueOn: '2026-03-18' })
  expect(track?.entries.at(-1)).toMatchObject({ kind: 'due', dueOn: '2026-03-18', reason: 'research' })
  await answer(asked, by, 4, true)
  await say(asked, 6)
  expect((await rowOf(asked)).resolution_due).toBe('2026-03-19T24:00')
  await answer(asked, by, 9)
  expect(await move('2026-03-30', 10)).toEqual({ kind: 'is-answered' })
})

test('a later calendar counts for what begins later alone', async () => {
  const by = await hire('ann')
  const asked = await ask({ body: 'Wanneer snoeien jullie?' }, morning(2))
  const { db } = database()
  await sql`insert into working_calendar select 2, '{09:00-17:00,"","","","","",""}', keeps_holidays, other_days,
    '1 workingDays', '1 workingDays', null, now() from working_calendar where version = 1`.execute(db)
  expect((await ask({ body: 'En nu?' }, morning(2))).dueOn).toBe('2026-03-09')
  await answer(asked, by, 3, true)
  await say(asked, 5)
  expect((await rowOf(asked)).resolution_due).toBe('2026-03-10T24:00')
  const page = await inTransaction((tx) =>
    readConversation(tx, { id: asked.conversationId, by, now: morning(5), today: '2026-03-05' }),
  )
  expect(page?.entries.map(({ kind }) => kind)).toEqual(['received', 'draft', 'sent', 'received'])
  expect(today).toBe('2026-03-02')
})
