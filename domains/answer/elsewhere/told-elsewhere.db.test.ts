import { type RawBuilder, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { now, today } from '#stories'
import {
  approveDraft,
  askApproval,
  countToPlace,
  filingSchema,
  listToldReplies,
  makePostAConversation,
  placeReply,
  sayOfPlaced,
} from '../index.ts'
import { letterhead, turnOf, useAnswerDesk } from '../testing.ts'
import { makePost, makeSource } from './elsewhere.fixture.ts'
import { selectToldReplies } from './told-elsewhere.queries.ts'

const { addSubject, database, hire, inTransaction, openSomeDossier } = useAnswerDesk()

let [ann, bob, sourceId, dossierId] = ['', '', '', '']
beforeAll(async () => {
  const { db } = database()
  ;[ann, bob] = [await hire('ann'), await hire('bob')]
  await db.insertInto('organisation').values({ name: 'Gemeente Voorbeeld', created_at: now }).execute()
  sourceId = await makeSource(db, ann, now)
  dossierId = (await openSomeDossier('Hoe lang is de brug dicht?')).id
})

const post = 'Jan hier. Hoe lang is de brug op de Kade nog dicht?'
let posts = 0

/** A post about the dossier that was made a conversation. */
async function begin({ subject = '', isAbout = dossierId, path = 'brug' } = {}) {
  const { db } = database()
  const url = `https://www.blog.example/${path}-${++posts}`
  const postId = await makePost(db, { sourceId, url, body: post, at: now })
  const made = await inTransaction((tx) =>
    makePostAConversation(tx, postId, filingSchema.parse({ subject }), {
      ...{ by: ann, timeZone: 'Europe/Amsterdam', now },
    }),
  )
  if (!('conversationId' in made)) throw new Error(made.kind)
  const { conversationId: id } = made
  const { input_id, last_seq } = await db
    .selectFrom('conversation')
    .select(['input_id', 'last_seq'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (isAbout) await db.updateTable('input').set({ dossier_id: isAbout }).where('id', '=', input_id).execute()
  return { id, url, postId, seen: last_seq }
}

/** A reply to it that was put there, and that somebody saw stand. */
async function placed(story: Parameters<typeof begin>[0] & { words?: string; isSeen?: boolean } = {}) {
  const begun = await begin(story)
  const { id, url, seen } = begun
  const { words = 'Beste Jan,\n\nDe brug gaat maandag open.', isSeen = true } = story
  await inTransaction((tx) => askApproval(tx, turnOf(id, ann, seen), words))
  const address = `${url}#antwoord`
  const placing = { draftSeq: seen + 1, answersInput: false, address, isOtherHost: false }
  const outcome = await inTransaction((tx) => placeReply(tx, turnOf(id, ann, seen + 1), placing, letterhead))
  if (outcome.kind !== 'sent') throw new Error(outcome.kind)
  const { seq } = outcome
  if (isSeen) await inTransaction((tx) => sayOfPlaced(tx, turnOf(id, ann, seq), { seq, deed: 'seen' }))
  return { ...begun, seq, address }
}

const told = async (of = dossierId) =>
  (await listToldReplies(database().db, { dossierId: of, today }, { size: 100 })).rows
const addresses = async () => (await told()).map(({ address }) => address)

test('a reply that was seen to stand is told with its first words, and nothing of the post or of who wrote it', async () => {
  const { address } = await placed({
    words: `Beste Jan,\n\nHoe lang is de brug op de Kade nog dicht? De brug gaat maandag open.`,
  })
  const [reply] = await told()
  expect(reply).toEqual({
    ...{ host: 'blog.example', address, sentAt: now, language: 'nl' },
    words: 'De brug gaat maandag open.',
  })
  expect(JSON.stringify(await told())).not.toMatch(/Jan|Kade/)
})

test('where nobody saw it stand, where it is about no or another dossier, and where it is gone, it is not told', async () => {
  const before = await addresses()
  const other = (await openSomeDossier('Iets anders?')).id
  await placed({ isSeen: false })
  await placed({ isAbout: '' })
  await placed({ isAbout: other })
  const { id, seq, address } = await placed()
  expect(await addresses()).toContain(address)
  await inTransaction((tx) => sayOfPlaced(tx, turnOf(id, ann, seq), { seq, deed: 'gone' }))
  expect(await addresses()).toEqual(before)
})

test('what only some may read, what was taken away there and what we let go of is not told any more', async () => {
  const { db } = database()
  const before = await addresses()
  const subject = await addSubject()
  await placed({ subject })
  expect(await addresses()).toHaveLength(before.length + 1)
  const { unit_id } = await db
    .selectFrom('staff_role')
    .select('unit_id')
    .where('account_id', '=', ann)
    .executeTakeFirstOrThrow()
  const version = { subject_id: subject, version: 2, name: 'Zorg', made_at: now, restricted: true, unit_id }
  await db.insertInto('subject_version').values(version).execute()
  const taken = await placed()
  await db
    .updateTable('post')
    .set({ withdrawn: 'gone', text_removed_at: now, title: '', body: '', html: '' })
    .where('id', '=', taken.postId)
    .execute()
  const forgotten = await placed()
  await db
    .updateTable('placed_reply')
    .set({ address: '', thread: [] })
    .where('conversation_id', '=', forgotten.id)
    .execute()
  expect(await addresses()).toEqual(before)
})

test('an address that names a person is told by its host alone', async () => {
  const { address } = await placed({ path: '@jan/12' })
  const all = await told()
  expect(all.filter((one) => one.address === null)).toHaveLength(1)
  expect(JSON.stringify(all)).not.toContain(address)
})

test('pages follow each other without losing or doubling what happened in one moment', async () => {
  for (let n = 0; n < 4; n++) await placed()
  const pages: (string | null)[] = []
  let after: string | undefined
  do {
    const page = await listToldReplies(database().db, { dossierId, today }, { after, size: 2 })
    pages.push(...page.rows.map(({ address }) => address))
    after = page.next
    expect(Buffer.from(after ?? '', 'base64url').toString()).not.toMatch(/[\da-f]{8}-/)
  } while (after)
  expect(pages).toEqual(await addresses())
  expect(pages.length).toBeGreaterThan(4)
})

test('what waits to be placed is told to whoever may place it, and how much waits for anybody', async () => {
  const { db } = database()
  const before = await countToPlace(db, { accountId: ann, today })
  const subject = await addSubject({ approval: 'colleague' })
  const { id, seen } = await begin({ subject })
  await inTransaction((tx) => askApproval(tx, turnOf(id, ann, seen), 'Maandag.'))
  expect(await countToPlace(db, { accountId: ann, today })).toEqual(before)
  await inTransaction((tx) => approveDraft(tx, turnOf(id, bob, seen + 1), seen + 1))
  const { own, all } = await countToPlace(db, { accountId: ann, today })
  expect([own, all]).toEqual([before.own + 1, before.all + 1])
  const nobody = await countToPlace(db, { accountId: crypto.randomUUID(), today })
  expect(nobody).toEqual({ own: 0, all })
})

test('of a dossier with very much input, only what was placed is looked at', async () => {
  const { db } = database()
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one)
    await sql`
      insert into input (id, public_id, dossier_id, kind, channel, received_at, published_at)
      select gen_random_uuid(), gen_random_uuid(), ${dossierId}, 'question', 'web', ${now}, ${now} from generate_series(1, 50000)`.execute(
      one,
    )
    await sql`set session_replication_role = origin`.execute(one)
  })
  await sql`analyze input, placed_reply, conversation, conversation_entry`.execute(db)
  const plan = await explain(selectToldReplies({ dossierId, today }, { size: 5 }))
  expect(plan).toContain('input_pkey')
  expect(plan).not.toMatch(/"Seq Scan"[^{}]*"Relation Name":"input"/)
})

async function explain(query: RawBuilder<unknown>): Promise<string> {
  const { rows } = await sql<{ 'QUERY PLAN': unknown }>`explain (format json) ${query}`.execute(database().db)
  return JSON.stringify(rows[0]?.['QUERY PLAN'])
}
