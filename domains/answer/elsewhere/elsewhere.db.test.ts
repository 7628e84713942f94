import { sql } from 'kysely'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { findInput } from '#domains/register'
import { now, today } from '#stories'
import {
  approveDraft,
  askApproval,
  filingSchema,
  hearBelow,
  listInbox,
  makePostAConversation,
  mergeConversation,
  orderReply,
  placeReply,
  readConversation,
  sayOfPlaced,
  sendReply,
} from '../index.ts'
import { eraseConversation } from '../privacy/erase-conversation.ts'
import { expectRowsToAddUp, letterhead, turnOf, useAnswerDesk } from '../testing.ts'
import { makePost, makeSource } from './elsewhere.fixture.ts'

const { addSubject, ask, database, hire, inTransaction } = useAnswerDesk()
const MINUTE = 60_000
const later = (minutes: number) => new Date(now.getTime() + minutes * MINUTE)

let ann = ''
let bob = ''
let sourceId = ''
beforeAll(async () => {
  ;[ann, bob] = [await hire('ann'), await hire('bob')]
  await database()
    .db.insertInto('organisation')
    .values({ name: 'Gemeente Voorbeeld', created_at: now })
    .execute()
  sourceId = await makeSource(database().db, ann, now)
})

let posts = 0
/** A post that was made a conversation, with the address of its page. */
async function begin(fields: Record<string, string> = {}) {
  const url = `https://blog.example/brug-${++posts}`
  const postId = await makePost(database().db, {
    sourceId,
    url,
    body: 'Hoe lang is de brug nog dicht?',
    at: now,
  })
  const outcome = await inTransaction((tx) =>
    makePostAConversation(tx, postId, filingSchema.parse(fields), {
      by: ann,
      timeZone: 'Europe/Amsterdam',
      now,
    }),
  )
  if (!('conversationId' in outcome)) throw new Error(outcome.kind)
  const id = outcome.conversationId
  const { last_seq: seen } = await read(id).then((page) => page.conversation)
  return { id, url, seen }
}

async function read(id: string) {
  const page = await inTransaction((tx) => readConversation(tx, { id, by: ann, now, today }))
  if (!page) throw new Error('not found')
  return page
}

const words = 'De brug gaat op maandag 9 maart om zeven uur weer open.'
const draft = (id: string, by: string, seen: number, body = words) =>
  inTransaction((tx) => askApproval(tx, turnOf(id, by, seen), body))
const place = (id: string, by: string, seen: number, address: string, isOtherHost = false) =>
  inTransaction((tx) => {
    const placing = { draftSeq: seen, answersInput: false, address, isOtherHost }
    return placeReply(tx, turnOf(id, by, seen), placing, letterhead)
  })
const hear = (at = later(5)) => {
  const faults: unknown[] = []
  const desk = {
    ...{ db: database().db, timeZone: 'Europe/Amsterdam', now: () => at },
    onFault: (fault: unknown) => void faults.push(fault),
  }
  return hearBelow(desk).then((heard) => {
    expect(faults).toEqual([])
    return heard
  })
}

/** A reply that stands below its post. */
async function placed() {
  const { id, url, seen } = await begin()
  await draft(id, ann, seen)
  expect(await place(id, ann, seen + 1, `${url}#comment-1`)).toMatchObject({ kind: 'sent', mailed: false })
  return { id, url, seq: seen + 2 }
}

test('a reply is sent once it is said where it stands, with who speaks below it, and nothing is sent before', async () => {
  const { id, url, seen } = await begin()
  await draft(id, ann, seen)
  const before = await read(id)
  expect(before.entries.at(-1)).toMatchObject({
    kind: 'draft',
    body: `${words}\n\nann, namens Gemeente Voorbeeld`,
  })
  expect(before.conversation).toMatchObject({ status: 'open', draft_state: 'asked' })
  expect(await findInput(database().db, before.conversation.input_id)).toMatchObject({ answered_at: null })
  expect(await place(id, ann, seen + 1, `${url}#comment-1`)).toEqual({
    kind: 'sent',
    seq: seen + 2,
    mailed: false,
  })
  const { conversation, entries } = await read(id)
  expect(conversation.status).toBe('answered')
  expect(entries.at(-1)).toMatchObject({
    ...{ kind: 'sent', by: 'ann', body: `${words}\n\nann, namens Gemeente Voorbeeld` },
    placed: { address: `${url}#comment-1`, state: 'to-look', seenBy: null },
  })
  const input = await findInput(database().db, conversation.input_id)
  expect(input?.answered_at).toEqual(now)
  const jobs = await database()
    .db.selectFrom('outgoing_mail')
    .select('id')
    .where('purpose', '=', 'reply')
    .execute()
  expect(jobs).toEqual([])
  await expectRowsToAddUp(database().db)
})

test('by no other way does a reply to a post leave, whoever calls', async () => {
  const { id, seen } = await begin()
  const elsewhere = { kind: 'not-mandated', obstacle: { kind: 'elsewhere', missing: [] } }
  const order = { body: words, answersInput: false, leavesAt: now }
  expect(await inTransaction((tx) => orderReply(tx, turnOf(id, ann, seen), order))).toEqual(elsewhere)
  const sent = inTransaction((tx) =>
    sendReply(tx, turnOf(id, ann, seen), { body: words, answersInput: false }, letterhead),
  )
  await expect(sent).rejects.toMatchObject({ constraint: 'mandate_undisclosed' })
  const signed = `${words}\n\nann, namens Gemeente Voorbeeld`
  const disclosed = inTransaction((tx) =>
    sendReply(tx, turnOf(id, ann, seen), { body: signed, answersInput: false }, letterhead),
  )
  await expect(disclosed).rejects.toMatchObject({ constraint: 'mandate_elsewhere' })
  expect((await read(id)).conversation.last_seq).toBe(seen)
})

test('a name that somebody types is no disclosure: that of who puts it forward comes below it, once', async () => {
  const { id, seen } = await begin()
  await draft(id, ann, seen, `${words}\n\nann, namens Gemeente Voorbeeld`)
  await draft(id, ann, seen + 1, 'Wij weten het niet.\n\nJan, een buurman')
  const bodies = (await read(id)).entries.flatMap(({ kind, body }) => (kind === 'draft' ? body : []))
  expect(bodies).toEqual([
    `${words}\n\nann, namens Gemeente Voorbeeld`,
    'Wij weten het niet.\n\nJan, een buurman\n\nann, namens Gemeente Voorbeeld',
  ])
})

test('where a colleague must agree it is placed only after that, and what was approved is what was placed', async () => {
  const subject = await addSubject({ approval: 'colleague' })
  const { id, url, seen } = await begin({ subject })
  await draft(id, ann, seen)
  const address = `${url}#comment-9`
  expect(await place(id, ann, seen + 1, address)).toMatchObject({ obstacle: { kind: 'needs-colleague' } })
  expect(await listToPlace()).not.toContain(id)
  await inTransaction((tx) => approveDraft(tx, turnOf(id, bob, seen + 1), seen + 1))
  expect(await listToPlace()).toContain(id)
  const outcome = await inTransaction((tx) =>
    placeReply(
      tx,
      turnOf(id, ann, seen + 2),
      { draftSeq: seen + 1, answersInput: false, address, isOtherHost: false },
      letterhead,
    ),
  )
  expect(outcome.kind).toBe('sent')
  expect((await read(id)).entries.at(-1)).toMatchObject({
    kind: 'sent',
    approvedBy: 'bob',
    draftSeq: seen + 1,
  })
  expect(await listToPlace()).not.toContain(id)
  await expectRowsToAddUp(database().db)
})

async function listToPlace(): Promise<string[]> {
  const request = { filter: 'place', order: 'due', viewer: { accountId: ann, today } } as const
  const { rows } = await listInbox(database().db, request, { after: undefined, size: 10 })
  return rows.map((row) => row.id)
}

test('a newer text takes the place of one that was approved, which then cannot be placed', async () => {
  const subject = await addSubject({ approval: 'colleague' })
  const { id, url, seen } = await begin({ subject })
  await draft(id, ann, seen)
  await inTransaction((tx) => approveDraft(tx, turnOf(id, bob, seen + 1), seen + 1))
  await draft(id, ann, seen + 2, 'Of toch niet.')
  const old = inTransaction((tx) =>
    placeReply(
      tx,
      turnOf(id, ann, seen + 3),
      { draftSeq: seen + 1, answersInput: false, address: url, isOtherHost: false },
      letterhead,
    ),
  )
  expect(await old).toMatchObject({ kind: 'not-mandated', obstacle: { kind: 'draft-replaced' } })
  expect(await place(id, ann, seen + 3, url)).toMatchObject({ obstacle: { kind: 'needs-colleague' } })
  expect(
    await database().db.selectFrom('placed_reply').selectAll().where('conversation_id', '=', id).execute(),
  ).toEqual([])
})

test('of many who say at once that it stands, one placed it', async () => {
  const { id, url, seen } = await begin()
  await draft(id, ann, seen)
  const outcomes = await Promise.all([ann, ann, ann, ann].map((by) => place(id, by, seen + 1, url)))
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'changed', 'changed', 'sent'])
  await expectRowsToAddUp(database().db)
})

test('an address that is none is refused, and one of another site is asked about once more', async () => {
  const { id, url, seen } = await begin()
  await draft(id, ann, seen)
  for (const typed of ['', 'onder het bericht', 'javascript:alert(1)'])
    expect(await place(id, ann, seen + 1, typed)).toEqual({ kind: 'not-an-address' })
  const other = 'https://elders.example/brug'
  expect(await place(id, ann, seen + 1, other)).toEqual({
    ...{ kind: 'other-host', host: 'elders.example', expected: 'blog.example' },
  })
  expect(await place(id, ann, seen + 1, other, true)).toMatchObject({ kind: 'sent' })
  expect(url).toContain('blog.example')
})

test('a question that came otherwise is answered otherwise', async () => {
  const { conversationId } = await ask({ body: 'Mag ik een dakkapel?' })
  await draft(conversationId, ann, 1)
  expect((await read(conversationId)).entries.at(-1)?.body).toBe(words)
  expect(await place(conversationId, ann, 2, 'https://blog.example/brug')).toEqual({ kind: 'not-elsewhere' })
})

test('what is said below our reply comes to its conversation once, opens it anew and keeps nobody’s name', async () => {
  const { id, url, seq } = await placed()
  const { db } = database()
  await makePost(db, { sourceId, url: `${url}#comment-2`, body: 'En de fietsers dan?', at: later(2) })
  const stranger = await makePost(db, { sourceId, url: `${url}0`, body: 'Iets anders.', at: later(2) })
  const [one, two] = await Promise.all([hear(), hear()])
  expect(one + two).toBe(1)
  expect(await hear()).toBe(0)
  const { conversation, entries } = await read(id)
  expect(entries.at(-1)).toMatchObject({
    ...{ kind: 'received', channel: 'feed', by: null, seq: seq + 1 },
    body: `En de fietsers dan?\n\n${url}#comment-2`,
  })
  expect(conversation).toMatchObject({ status: 'open', answered_at: null })
  const known = await db.selectFrom('post_below').select('post_id').where('post_id', '=', stranger).execute()
  expect(known).toEqual([])
  await expectRowsToAddUp(db)
})

test('posts that cannot be heard hold up no other, however many they are', async () => {
  const { url } = await placed()
  const { db } = database()
  for (let at = 0; at < 205; at++)
    await makePost(db, { sourceId, url: `${url}#comment-x${at}`, body: 'Dit gaat mis', at: later(2) })
  await makePost(db, { sourceId, url: `${url}#comment-y`, body: 'Dit gaat goed', at: later(2) })
  await sql`create function break_off() returns trigger language plpgsql as $$
    begin
      if (select body from post where id = new.post_id) = 'Dit gaat mis' then raise 'broken'; end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger break_off before insert on post_below for each row execute function break_off()`.execute(
    db,
  )
  onTestFinished(async () => {
    await sql`drop function break_off cascade`.execute(db)
    await db.deleteFrom('post').where('body', '=', 'Dit gaat mis').execute()
  })
  let faults = 0
  const onFault = () => void faults++
  expect(await hearBelow({ db, timeZone: 'Europe/Amsterdam', now: () => later(5), onFault })).toBe(1)
  expect(faults).toBe(205)
})

test('our own reply that a source brings is seen to stand, and is nothing that is said to us', async () => {
  const { id, url, seq } = await placed()
  const body = `${words} ann, namens Gemeente Voorbeeld`
  await makePost(database().db, { sourceId, url: `${url}#comment-1`, body, at: later(1) })
  expect(await hear()).toBe(0)
  const { entries, conversation } = await read(id)
  expect(entries).toHaveLength(seq)
  expect(entries.at(-1)?.placed).toMatchObject({ state: 'seen', seenBy: null })
  expect(conversation.status).toBe('answered')
})

test('the post itself by another source is not said to us again, nor is what was said long before', async () => {
  const { id, url, seq } = await placed()
  const { db } = database()
  await makePost(db, {
    sourceId,
    url: `${url}?utm_source=x`,
    body: 'Hoe lang is de brug nog dicht?',
    at: later(1),
  })
  await makePost(db, { sourceId, url: `${url}#comment-0`, body: 'Eerste!', at: later(-3 * 24 * 60) })
  expect(await hear()).toBe(0)
  expect((await read(id)).entries).toHaveLength(seq)
})

test('what is said below a reply that was merged is heard where that is handled', async () => {
  const { id, url, seq } = await placed()
  const other = await begin()
  await inTransaction((tx) => mergeConversation(tx, turnOf(id, ann, seq), other.id))
  await makePost(database().db, { sourceId, url: `${url}#comment-7`, body: 'En nu?', at: later(2) })
  expect(await hear()).toBe(1)
  expect((await read(other.id)).entries.at(-1)).toMatchObject({ kind: 'received', channel: 'feed' })
})

test('a month after it was answered, what is said below it is no longer heard', async () => {
  const { url } = await placed()
  const at = later(40 * 24 * 60)
  await makePost(database().db, { sourceId, url: `${url}#comment-8`, body: 'Nog een vraag.', at })
  expect(await hear(at)).toBe(0)
})

test('whoever looks themselves says what they saw, and it is known who', async () => {
  const { id, seq } = await placed()
  const turn = { ...turnOf(id, bob, seq), now: later(3) }
  const say = (deed: 'seen' | 'gone' | 'look-again', of = seq) =>
    inTransaction((tx) => sayOfPlaced(tx, turn, { seq: of, deed }))
  expect(await say('seen')).toEqual({ kind: 'kept' })
  expect((await read(id)).entries.at(-1)?.placed).toMatchObject({
    state: 'seen',
    seenBy: 'bob',
    lookedAt: later(3),
  })
  await say('gone')
  expect((await read(id)).entries.at(-1)?.placed).toMatchObject({ state: 'gone', seenBy: 'bob' })
  await say('look-again')
  expect((await read(id)).entries.at(-1)?.placed).toMatchObject({ state: 'to-look', seenBy: null })
  expect(await say('seen', 1)).toEqual({ kind: 'not-found' })
})

test('what is erased leads nowhere any more, and nothing comes in from there', async () => {
  const { id, url, seq } = await placed()
  await inTransaction((tx) => eraseConversation(tx, id, { by: ann, now, today }))
  const { entries } = await read(id)
  expect(entries.find((entry) => entry.seq === seq)).toMatchObject({ body: null, placed: { address: '' } })
  await makePost(database().db, { sourceId, url: `${url}#comment-2`, body: 'Hallo?', at: later(2) })
  await hear()
  expect((await read(id)).entries).toHaveLength(entries.length)
})
