import { expect, test } from 'vitest'
import { findInput } from '#domains/register'
import { newId } from '#platform/db'
import { now, today } from '#stories'
import {
  FilingRefused,
  filingSchema,
  findConversationOfPost,
  findPostOfConversation,
  makePostAConversation,
  placeConversation,
  readConversation,
} from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const { addSubject, database, hire, inTransaction, openSomeDossier } = useAnswerDesk()

async function findSomePost(
  of: { url?: string | null; title?: string; language?: string } = {},
): Promise<string> {
  const { db } = database()
  const id = newId()
  const by = await hire('luisteraar')
  const address = `https://${id}.example/feed`
  const source = {
    id: newId(),
    address,
    address_key: address,
    host: `${id}.example`,
    title: 'Wijkblog Noord',
  }
  const purpose = { purpose: 'Hinder zien', legal_basis: 'public_task' } as const
  const added = { next_fetch_at: now, added_by: by, added_at: now }
  await db
    .insertInto('source')
    .values({ ...source, ...purpose, ...added })
    .execute()
  const { url = 'https://wijkblog.example/brug', title = 'De brug is dicht', language = 'nl' } = of
  const text = { title, html: '<p>Hoe lang nog?</p>', body: 'Hoe lang nog?', content_hash: id }
  const seen = { published_at: now, first_seen_at: now, text_since: now }
  await db
    .insertInto('post')
    .values({ id, source_id: source.id, url, language, ...text, ...seen })
    .execute()
  return id
}

async function make(postId: string, fields: Record<string, string> = {}, writer?: string) {
  const by = writer ?? (await hire('fatima'))
  const filing = filingSchema.parse(fields)
  return inTransaction((tx) =>
    makePostAConversation(tx, postId, filing, { by, timeZone: 'Europe/Amsterdam', now }),
  )
}

async function made(postId: string, fields: Record<string, string> = {}) {
  const by = await hire('fatima')
  const outcome = await make(postId, fields, by)
  if (outcome.kind !== 'made') throw new Error(outcome.kind)
  const { conversationId: id } = outcome
  const page = await inTransaction((tx) => readConversation(tx, { id, by, now, today }))
  if (!page) throw new Error('It was not made.')
  return { id, by, page }
}

test('a post that is made a conversation counts, is due, and is reached where it stands', async () => {
  const postId = await findSomePost()
  const { id, page } = await made(postId)
  expect(page.conversation).toMatchObject({
    subject: 'De brug is dicht',
    status: 'open',
    due_on: '2026-03-09',
  })
  expect(page.contact).toEqual({
    ...{ name: null, address: null, onBehalfOf: null },
    reach: 'https://wijkblog.example/brug',
  })
  expect(page.entries).toMatchObject([{ kind: 'received', channel: 'feed', by: 'fatima' }])
  expect(await findInput(database().db, page.conversation.input_id)).toMatchObject({
    ...{ kind: 'post', channel: 'feed', is_public: false, answer_on: '2026-03-09' },
  })
  expect(await findPostOfConversation(database().db, id)).toEqual({
    ...{ id: postId, url: 'https://wijkblog.example/brug', source: 'Wijkblog Noord', isGone: false },
  })
  await expectRowsToAddUp(database().db)
})

test('of two colleagues who make one at the same moment, the second finds what the first made', async () => {
  const postId = await findSomePost()
  const outcomes = await Promise.all([make(postId), make(postId), make(postId)])
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already-made', 'already-made', 'made'])
  expect(new Set(outcomes.map((one) => 'conversationId' in one && one.conversationId))).toHaveLength(1)
  expect(await findConversationOfPost(database().db, postId)).toBeDefined()
})

test('subject, team, day and task are said along with it', async () => {
  const subject = await addSubject()
  const colleague = await hire('bea')
  const { page } = await made(await findSomePost(), {
    ...{ subject, promisedOn: '2026-03-04' },
    ...{ to: `staff:${colleague}`, question: 'Wanneer gaat de brug open?' },
  })
  expect(page.conversation).toMatchObject({ subject_id: subject, due_on: '2026-03-04' })
  const task = page.entries.find(({ kind }) => kind === 'task')
  expect(task).toMatchObject({ body: 'Wanneer gaat de brug open?', task: { dueOn: '2026-03-04' } })
  await expectRowsToAddUp(database().db)
})

test.each([
  [{ promisedOn: '2026-03-01' }, 'promisedOn', 'past'],
  [{ promisedOn: '2027-03-01' }, 'promisedOn', 'later'],
  [{ subject: newId() }, 'subject', 'not-a-subject'],
  [{ unit: newId() }, 'unit', 'not-a-unit'],
  [{ to: `staff:${newId()}`, question: 'Kun jij dit?' }, 'to', 'not-staff'],
])('what cannot be chosen is told, and nothing is made: %o', async (fields, field, problem) => {
  const postId = await findSomePost()
  const refused = await make(postId, fields).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(FilingRefused)
  expect(refused).toMatchObject({ field, problem })
  expect(await findConversationOfPost(database().db, postId)).toBeUndefined()
})

test('a question without anybody to ask it of is refused beside its field', () => {
  const { error } = filingSchema.safeParse({ question: 'Wie weet dit?' })
  expect(error?.issues).toMatchObject([{ path: ['to'], message: 'missing' }])
  expect(filingSchema.parse({})).toEqual({
    ...{ subjectId: null, unitId: null, promisedOn: undefined, task: undefined },
  })
})

test('a post that counts in a dossier by itself is not put there a second time', async () => {
  const { db } = database()
  const postId = await findSomePost()
  const { id, by, page } = await made(postId)
  const [there, elsewhere] = [await openSomeDossier('De brug?'), await openSomeDossier('Het plein?')]
  const input = { id: newId(), public_id: newId(), kind: 'post', channel: 'feed' } as const
  const counted = { state: 'published', dossier_id: there.id, received_at: now, published_at: now } as const
  await db
    .insertInto('input')
    .values({ ...input, ...counted })
    .execute()
  await db
    .insertInto('post_input')
    .values({ post_id: postId, dossier_id: there.id, input_id: input.id, made_by: by, made_at: now })
    .execute()
  const turn = turnOf(id, by, page.conversation.last_seq)
  const place = (dossierId: string) => inTransaction((tx) => placeConversation(tx, turn, dossierId))
  expect(await place(there.id)).toEqual({ kind: 'counts-there' })
  expect(await place(elsewhere.id)).toMatchObject({ kind: 'appended' })
})

test('a post of which nothing is known but its words, in another alphabet, is called by them', async () => {
  const { page } = await made(await findSomePost({ url: null, title: '', language: 'ja' }))
  expect(page.conversation).toMatchObject({ subject: 'Hoe lang nog?', language: 'nl' })
  expect(page.contact.reach).toBeNull()
})

test('a post whose text is gone, or that was never there, becomes none', async () => {
  const { db } = database()
  const postId = await findSomePost()
  await db
    .updateTable('post')
    .set({ title: '', html: '', body: '', text_removed_at: now })
    .where('id', '=', postId)
    .execute()
  expect(await make(postId)).toEqual({ kind: 'post-not-found' })
  expect(await make(newId())).toEqual({ kind: 'post-not-found' })
})
