import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/db'
import { hire, now, today } from '#stories'
import { findStored } from '#testing'
import { askers, classifyConversation, conversationWords, readConversation } from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const { ask, database, inTransaction, reply } = useAnswerDesk()
let by = ''
beforeAll(async () => {
  by = (await hire(database().db, { name: 'Wieke', unit: 'Klantcontact', role: 'policy_maker' })).by
})

const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)

type Days = { words?: number; contact?: number }

async function addSubject(days: Days, parentId: string | null = null): Promise<string> {
  const { db } = database()
  const id = newId()
  await db.insertInto('subject').values({ id, created_at: now }).execute()
  const version = { subject_id: id, version: 1, name: 'Onderwerp', parent_id: parentId, made_at: now }
  const { words: words_days, contact: contact_days } = days
  await db
    .insertInto('subject_version')
    .values({ ...version, words_days, contact_days })
    .execute()
  return id
}

/** A question about a subject, answered now. */
async function answered(subjectId: string | null, body: string): Promise<string> {
  const { conversationId: id } = await ask({ body, name: body })
  if (subjectId !== null)
    await inTransaction((tx) => classifyConversation(tx, turnOf(id, by, 1), { subjectId, unitId: null }))
  await reply(turnOf(id, by, subjectId === null ? 1 : 2), `Antwoord op ${body}.`)
  return id
}

async function keptOf(ids: string[]): Promise<{ words: string[]; contacts: string[] }> {
  const { db } = database()
  const words = await db
    .selectFrom('conversation_entry')
    .select('conversation_id as id')
    .distinct()
    .where('conversation_id', 'in', ids)
    .where('body', 'is not', null)
    .execute()
  const contacts = await db
    .selectFrom('conversation_contact')
    .select('conversation_id as id')
    .where('conversation_id', 'in', ids)
    .execute()
  return { words: words.map(({ id }) => id), contacts: contacts.map(({ id }) => id) }
}

test('what was said goes when its subject says so, and the conversation stays as it was', async () => {
  const { db } = database()
  const above = await addSubject({ words: 30 })
  const subject = await addSubject({}, above)
  const [short, long] = [await answered(subject, 'Quixotiaan'), await answered(null, 'Zacharias')]
  const before = await inTransaction((tx) => readConversation(tx, { id: short, by, now, today }))
  expect(await conversationWords.count(db, later(30))).toBe(0)
  expect(await conversationWords.count(db, later(31))).toBe(1)
  expect(await conversationWords.remove(db, later(31))).toBe(1)
  const after = await inTransaction((tx) => readConversation(tx, { id: short, by, now, today }))
  expect(after?.conversation).toEqual({ ...before?.conversation, subject: 'Verwijderd bericht' })
  expect(after?.entries.every(({ body }) => body === null)).toBe(true)
  expect(await findStored(db, 'quixotiaan')).toEqual([
    'public.conversation_contact.name',
    'public.conversation_search.words',
  ])
  await askers.remove(db, later(181))
  expect(await findStored(db, 'quixotiaan')).toEqual([])
  expect((await keptOf([short, long])).words).toEqual([long])
  await expectRowsToAddUp(db)
})

test('what goes is what one finds who asks for each conversation what its subject says, or the nearest above it', async () => {
  const { db } = database()
  const days = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined })
  const trees = fc.sample(fc.record({ top: days, below: days }), { numRuns: 12, seed: 3 })
  const made: { id: string; kept: number }[] = []
  for (const [n, { top, below }] of trees.entries()) {
    const above = await addSubject(top === undefined ? {} : { contact: top })
    const subject = await addSubject(below === undefined ? {} : { contact: below }, above)
    made.push({ id: await answered(subject, `Vraag ${n}`), kept: below ?? top ?? 180 })
  }
  const ids = made.map(({ id }) => id)
  for (const day of [1, 5, 17, 33, 41, 180, 181]) {
    await askers.remove(db, later(day))
    const left = made.filter(({ kept }) => kept >= day).map(({ id }) => id)
    expect((await keptOf(ids)).contacts.toSorted()).toEqual(left.toSorted())
  }
})
