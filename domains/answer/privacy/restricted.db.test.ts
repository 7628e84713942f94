import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/db'
import { prepareSearch } from '#platform/search'
import { hire, makeOpenDossier, now, today } from '#stories'
import {
  addNote,
  approveDraft,
  askApproval,
  assignConversation,
  classifyConversation,
  countInbox,
  findConversations,
  findConversationsOf,
  findSettleObstacle,
  handOverConversations,
  hideRestricted,
  inboxFilters,
  listHeldConversations,
  listInbox,
  placeConversation,
  readConversation,
  reopenConversation,
  returnDraft,
  sendDraft,
  sendReply,
  settleConversations,
} from '../index.ts'
import { letterhead, turnOf, useAnswerDesk } from '../testing.ts'
import { makeYouth, type Youth } from './privacy.fixture.ts'

const { ask, database, inTransaction } = useAnswerDesk()
let youth: Youth
beforeAll(async () => {
  youth = await makeYouth(database().db)
})

const as = (accountId: string) => ({ accountId, today })

/** A question about youth care, filed by Bob, who then reads it no more. */
async function askAboutYouth(body = 'Mijn zoon slaapt slecht sinds de scheiding.') {
  const asked = await ask({ body, name: 'Ilse Zonderland', address: 'ilse@elders.example' })
  const turn = { ...turnOf(asked.conversationId, youth.bob, 2) }
  const filed = await inTransaction((tx) =>
    classifyConversation(tx, turn, { subjectId: youth.subject, unitId: null }),
  )
  expect(filed.kind).toBe('out-of-sight')
  return asked
}

const lastSeq = async (id: string) =>
  (
    await database()
      .db.selectFrom('conversation')
      .select('last_seq')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).last_seq

async function findIds(typed: string, reader: string) {
  const { db } = database()
  const { search } = await prepareSearch(db, typed)
  if (!search) throw new Error(`Nothing is asked by ${typed}.`)
  const page = await findConversations(db, { search, viewer: as(reader) }, { size: 500 })
  return { ids: page.rows.map(({ id }) => id), count: page.count }
}

test('what is about a restricted subject is opened, listed, counted and found by its unit alone', async () => {
  const { db } = database()
  const before = await countInbox(db, as(youth.bob))
  const { conversationId: id, inputId } = await askAboutYouth()
  const open = (by: string) => inTransaction((tx) => readConversation(tx, { id, by, now, today }))
  expect(await open(youth.bob)).toBeUndefined()
  expect((await open(youth.wieke))?.conversation.unit_id).toBe(youth.unit)
  expect(await countInbox(db, as(youth.bob))).toEqual(before)
  expect((await countInbox(db, as(youth.wieke))).open).toBe(before.open + 1)
  expect(await findIds('scheiding', youth.bob)).toEqual({ ids: [], count: 0 })
  expect(await findIds('zonderland', youth.bob)).toEqual({ ids: [], count: 0 })
  expect(await findIds('scheiding', youth.wieke)).toEqual({ ids: [id], count: 1 })
  expect(await findConversationsOf(db, [inputId], as(youth.bob))).toEqual([])
  expect(await findConversationsOf(db, [inputId], undefined)).toHaveLength(1)
  const said = [{ id: inputId, body: 'Mijn zoon …' }]
  expect(await hideRestricted(db, said, as(youth.bob))).toEqual([{ id: inputId, body: null }])
  expect(await hideRestricted(db, said, as(youth.wieke))).toEqual(said)
})

test('nobody does anything in a conversation that they may not read, and it is as if it were not there', async () => {
  const { conversationId } = await askAboutYouth()
  const { by: maker } = await hire(database().db, {
    name: 'Noor',
    unit: 'Klantcontact',
    role: 'administrator',
  })
  const dossier = await makeOpenDossier(database().db, { question: 'Hoe helpen wij gezinnen?', by: maker })
  await inTransaction((tx) => askApproval(tx, turnOf(conversationId, youth.wieke, 3), 'Wij bellen u.'))
  const turn = turnOf(conversationId, youth.bob, 4)
  const reply = { body: 'Ja.', answersInput: true }
  const deeds = [
    inTransaction((tx) => addNote(tx, turn, 'Ik ken haar.')),
    inTransaction((tx) => assignConversation(tx, turn, youth.bob)),
    inTransaction((tx) => classifyConversation(tx, turn, { subjectId: null, unitId: null })),
    inTransaction((tx) => placeConversation(tx, turn, dossier.id)),
    inTransaction((tx) => reopenConversation(tx, turn)),
    inTransaction((tx) => askApproval(tx, turn, 'Ja.')),
    inTransaction((tx) => approveDraft(tx, turn, 4)),
    inTransaction((tx) => returnDraft(tx, turn, { draftSeq: 4, reason: 'Nee.' })),
    inTransaction((tx) => sendReply(tx, turn, reply, letterhead)),
    inTransaction((tx) => sendDraft(tx, turn, { draftSeq: 4, answersInput: true }, letterhead)),
  ]
  for (const deed of deeds) expect(await deed).toEqual({ kind: 'not-found' })
  expect(await lastSeq(conversationId)).toBe(4)
})

test('the database itself refuses an answer by who may not read the question, also in public', async () => {
  const { db } = database()
  const { conversationId, inputId } = await askAboutYouth()
  const entry = { conversation_id: conversationId, at: now, by_account: youth.bob }
  const forced = db
    .insertInto('conversation_entry')
    .values([
      { ...entry, seq: 4, kind: 'draft', body: 'Ja.' },
      { ...entry, seq: 5, kind: 'sent', draft_seq: 4, mandated_on: today },
    ])
    .execute()
  await expect(forced).rejects.toMatchObject({ constraint: 'mandate_no_mandate' })
  const { by: noor } = await hire(db, { name: 'Noor', unit: 'Klantcontact', role: 'administrator' })
  const publisher = { by: noor, now, today }
  expect(await findSettleObstacle(db, [inputId], publisher)).toMatchObject({ kind: 'no-mandate' })
  await expect(inTransaction((tx) => settleConversations(tx, [inputId], publisher))).rejects.toMatchObject({
    constraint: 'mandate_no_mandate',
  })
})

test('a conversation leaves the hands of who may not read it, and is given to nobody else who may not', async () => {
  const { db } = database()
  const asked = await ask({ body: 'Wie helpt mij?' })
  const id = asked.conversationId
  await inTransaction((tx) => assignConversation(tx, turnOf(id, youth.bob, 1), youth.bob))
  const file = { subjectId: youth.subject, unitId: null }
  await inTransaction((tx) => classifyConversation(tx, turnOf(id, youth.wieke, 2), file))
  const opened = await inTransaction((tx) => readConversation(tx, { id, by: youth.wieke, now, today }))
  expect(opened?.conversation.assigned_to).toBeNull()
  const give = (to: string) => inTransaction((tx) => assignConversation(tx, turnOf(id, youth.wieke, 4), to))
  expect(await give(youth.bob)).toEqual({ kind: 'may-not-read' })
  expect(await give(youth.wieke)).toEqual({ kind: 'appended', seq: 5 })
  expect(await listHeldConversations(db, youth.wieke, as(youth.bob))).toEqual({ named: [], total: 1 })
  await inTransaction((tx) =>
    handOverConversations(tx, { from: youth.wieke, to: youth.bob, by: youth.bob, now, today }),
  )
  const row = await db
    .selectFrom('conversation')
    .select('assigned_to')
    .where('id', '=', id)
    .executeTakeFirst()
  expect(row).toEqual({ assigned_to: null })
})

test('the unit of a restricted subject answers it, whichever else is chosen', async () => {
  const { db } = database()
  const { conversationId: id } = await ask({ body: 'Mag dit bij iemand anders?' })
  const { unitId } = await hire(db, { name: 'Fenna', unit: 'Sport' })
  const file = (unit: string | null) =>
    inTransaction((tx) =>
      classifyConversation(tx, turnOf(id, youth.wieke, 1), { subjectId: youth.subject, unitId: unit }),
    )
  expect(await file(unitId)).toEqual({ kind: 'unit-may-not-read' })
  expect(await file(youth.unit)).toEqual({ kind: 'appended', seq: 2 })
})

test('a subject that becomes restricted hides what was filed under it before, also in the search', async () => {
  const { db } = database()
  const subject = newId()
  await db.insertInto('subject').values({ id: subject, created_at: now }).execute()
  const version = { subject_id: subject, name: 'Schulden', made_at: now, unit_id: youth.unit }
  await db
    .insertInto('subject_version')
    .values({ ...version, version: 1 })
    .execute()
  const { conversationId: id } = await ask({ body: 'Deurwaarder aan de deur.' })
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(id, youth.bob, 1), { subjectId: subject, unitId: null }),
  )
  expect((await findIds('deurwaarder', youth.bob)).ids).toEqual([id])
  await db
    .insertInto('subject_version')
    .values({ ...version, version: 2, restricted: true })
    .execute()
  expect((await findIds('deurwaarder', youth.bob)).ids).toEqual([])
  expect((await findIds('deurwaarder', youth.wieke)).ids).toEqual([id])
})

test('lists, counts and what is found are what one gets who looks at every conversation by itself', async () => {
  const { db } = database()
  for (let n = 0; n < 24; n++) {
    const { conversationId } = await ask(
      { body: `Vraag ${n} over de fanfare` },
      new Date(now.getTime() + n * 1000),
    )
    const file = { subjectId: n % 3 === 0 ? youth.subject : null, unitId: null }
    await inTransaction((tx) => classifyConversation(tx, turnOf(conversationId, youth.wieke, 1), file))
  }
  const { rows: all } = await sql<{ id: string; subject_id: string | null; fanfare: boolean; open: boolean }>`
    select id, subject_id, subject like '%fanfare%' as fanfare, status = 'open' as open from conversation`.execute(
    db,
  )
  const readable = async (accountId: string) => {
    const may = await Promise.all(
      all.map(async ({ subject_id }) => {
        const { rows } = await sql<{ may: boolean }>`
          select may_read_subject(${accountId}::uuid, ${subject_id}::uuid, ${today}::date) as may`.execute(db)
        return rows[0]?.may
      }),
    )
    return all.filter((_, at) => may[at])
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(youth.bob, youth.wieke),
      fc.integer({ min: 1, max: 9 }),
      async (who, size) => {
        const theirs = await readable(who)
        const seen: string[] = []
        let after: string | undefined
        do {
          const page = await listInbox(
            db,
            { filter: 'open', order: 'newest', viewer: as(who) },
            { after, size },
          )
          seen.push(...page.rows.map(({ id }) => id))
          after = page.next
        } while (after)
        expect(seen.toSorted()).toEqual(theirs.flatMap(({ id, open }) => (open ? [id] : [])).toSorted())
        expect((await countInbox(db, as(who))).open).toBe(seen.length)
        const found = await findIds('fanfare', who)
        expect(found.ids.toSorted()).toEqual(
          theirs.flatMap(({ id, fanfare }) => (fanfare ? [id] : [])).toSorted(),
        )
        expect(found.count).toBe(found.ids.length)
      },
    ),
    { numRuns: 12 },
  )
  for (const filter of inboxFilters) {
    const hidden = await listInbox(db, { filter, order: 'due', viewer: as(youth.bob) }, { size: 500 })
    const theirs = new Set((await readable(youth.bob)).map(({ id }) => id))
    expect(hidden.rows.every(({ id }) => theirs.has(id))).toBe(true)
  }
})
