import { expect, test } from 'vitest'
import { ASKER_KEPT_DAYS, forgetAskers } from '#domains/answer'
import { destroyOldKeys, KEY_KEPT_DAYS } from '#domains/deliberate'
import { newId, newPublicId } from '#platform/db'
import { useTestDatabase } from '#testing'

const database = useTestDatabase()
const now = new Date('2026-03-02T03:41:00Z')

function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000)
}

async function makeDossier(): Promise<string> {
  const { db } = database()
  const [unit, account, dossier] = [newId(), newId(), newId()]
  const person = { name: 'Noor', email: 'noor@voorbeeld.example', created_at: now, updated_at: now }
  await db.insertInto('unit').values({ id: unit, name: 'Groen', created_at: now }).execute()
  await db
    .insertInto('account')
    .values({ id: account, ...person })
    .execute()
  const texts = { slug: 'plein', question: 'Plein?', summary: 'Plein', language: 'nl' } as const
  await db
    .insertInto('dossier')
    .values({ id: dossier, ...texts, unit_id: unit, created_by: account, created_at: now })
    .execute()
  return dossier
}

test('the key of a dialogue that ended long ago is destroyed, and no other', async () => {
  const { db } = database()
  const dossier_id = await makeDossier()
  const closedFor = [KEY_KEPT_DAYS + 1, KEY_KEPT_DAYS - 1]
  for (const days of closedFor) {
    const id = newId()
    await db
      .insertInto('entrance')
      .values({ id, access: 'everyone', key: Buffer.alloc(32, 1) })
      .execute()
    await db
      .insertInto('dialogue')
      .values({
        id,
        dossier_id,
        slug: `gesloten-${days}`,
        question: 'Wat vindt u?',
        language: 'nl',
        state: 'closed',
        created_at: daysAgo(200),
        closed_at: daysAgo(days),
      })
      .execute()
  }
  expect(await destroyOldKeys(db, now)).toBe(1)
  expect(await destroyOldKeys(db, now)).toBe(0)
  const left = await db
    .selectFrom('dialogue')
    .innerJoin('entrance', 'entrance.id', 'dialogue.id')
    .select('slug')
    .where('key', 'is not', null)
    .execute()
  expect(left).toEqual([{ slug: `gesloten-${KEY_KEPT_DAYS - 1}` }])
})

test('who had an answer long ago is forgotten; what was asked stays', async () => {
  const { db } = database()
  for (const days of [ASKER_KEPT_DAYS + 1, ASKER_KEPT_DAYS - 1]) {
    const [input, conversation] = [newId(), newId()]
    await db
      .insertInto('input')
      .values({
        id: input,
        public_id: newPublicId(),
        kind: 'question',
        channel: 'web',
        received_at: now,
        published_at: now,
      })
      .execute()
    await db
      .insertInto('conversation')
      .values({
        id: conversation,
        input_id: input,
        subject: `${days} dagen geleden`,
        language: 'nl',
        last_seq: 1,
        heard_seq: 1,
        status: 'answered',
        due_on: '2025-01-01',
        received_at: daysAgo(300),
        answered_at: daysAgo(days),
      })
      .execute()
    await db
      .insertInto('conversation_contact')
      .values({ conversation_id: conversation, name: 'Wie', given_at: now })
      .execute()
  }
  expect(await forgetAskers(db, now)).toBe(1)
  expect(await db.selectFrom('conversation_contact').selectAll().execute()).toHaveLength(1)
  expect(await db.selectFrom('conversation').selectAll().execute()).toHaveLength(2)
})
