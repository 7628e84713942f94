import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { registerInput } from '#domains/register'
import { isDatabaseAway, newId } from '#platform/db'
import { appendEntries, insertConversation } from '../conversations/conversation.store.ts'
import { type Conversation, subjectOf } from '../conversations/conversation.ts'
import { readHearing } from '../deadlines/hearing.ts'
import { lockHome } from '../hands/home.ts'
import { type HookMessage, readHook } from './hook-message.ts'

/** What understanding stands on. */
export type HookDesk = {
  db: Db
  timeZone: string
  now: () => Date
  /** What of a hook could not be stored, by its id: it is held, and the next ones go on. */
  onFault: (error: unknown, receivedId: string) => void
}

/**
 * Makes entries of all that hooks brought, in the order in which it came, each hook in a transaction of its own; may be done twice, and at
 * once: each message becomes one entry.
 * @param signal  ends it after the hook that it is at
 * @returns how many hooks were understood
 */
export async function understandHooks(desk: HookDesk, signal?: AbortSignal): Promise<number> {
  const { db, onFault } = desk
  let understood = 0
  for (;;) {
    signal?.throwIfAborted()
    const next = await findNext(db)
    if (next === undefined) return understood
    try {
      await db.transaction().execute((tx) => understandOne(tx, desk, next))
      understood++
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      onFault(error, next)
      await hold(db, next)
    }
  }
}

async function findNext(db: Db): Promise<string | undefined> {
  const next = await db
    .selectFrom('received_hook')
    .select('id')
    .where('state', '=', 'new')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return next?.id
}

async function hold(db: Db, id: string): Promise<void> {
  await db
    .updateTable('received_hook')
    .set({ state: 'held', reason: 'it could not be stored' })
    .where('id', '=', id)
    .where('state', '=', 'new')
    .execute()
}

async function understandOne(tx: Tx, { timeZone, now }: HookDesk, id: string): Promise<void> {
  // What somebody says goes on in the conversation of what they said before: one hook at a time.
  await sql`select pg_advisory_xact_lock(hashtextextended('understand-hooks', 0))`.execute(tx)
  const hook = await tx
    .selectFrom('received_hook')
    .select(['channel_id', 'raw'])
    .where('id', '=', id)
    .where('state', '=', 'new')
    .executeTakeFirst()
  // Another process was faster.
  if (!hook) return
  const read = readHook(hook.raw ?? new Uint8Array())
  const messages = read.kind === 'read' ? read.messages : []
  // As it was said.
  const inOrder = messages.toSorted((a, b) => a.sentAt.getTime() - b.sentAt.getTime())
  const from = { channelId: hook.channel_id, receivedId: id, timeZone, now: now() }
  for (const message of inOrder) await takeMessage(tx, message, from)
  await tx.updateTable('received_hook').set({ state: 'understood' }).where('id', '=', id).execute()
}

type From = { channelId: string; receivedId: string; timeZone: string; now: Date }

async function takeMessage(tx: Tx, message: HookMessage, from: From): Promise<void> {
  const { channelId, receivedId: received_id, now } = from
  const hash = hashOf(message.id)
  const known = await tx
    .selectFrom('hook_message')
    .select('seq')
    .where('channel_id', '=', channelId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (known) return
  // By the clock of the other side, which may be ahead of ours.
  const at = new Date(Math.min(message.sentAt.getTime(), now.getTime()))
  const before = await lockThread(tx, message, channelId)
  const { conversation_id, seq } = before
    ? await goOn(tx, before, message, { ...from, at })
    : await begin(tx, message, { ...from, at })
  await tx
    .insertInto('hook_message')
    .values({ channel_id: channelId, hash, received_id, conversation_id, seq })
    .execute()
}

type Placed = { conversation_id: string; seq: number }

/** Whoever quotes the thread of somebody else begins a conversation of their own. */
async function lockThread(
  tx: Tx,
  message: HookMessage,
  channelId: string,
): Promise<Conversation | undefined> {
  const found = await tx
    .selectFrom('hook_thread')
    .select('conversation_id')
    .where('channel_id', '=', channelId)
    .where('hash', '=', threadHash(message))
    .executeTakeFirst()
  return found && lockHome(tx, found.conversation_id)
}

async function goOn(
  tx: Tx,
  before: Conversation,
  { text: body }: HookMessage,
  { timeZone, at }: From & { at: Date },
): Promise<Placed> {
  const hearing = await readHearing(tx, before, { timeZone, now: at })
  const heard = { kind: 'received', channel: 'hook', body, ...hearing } as const
  return { conversation_id: before.id, seq: await appendEntries(tx, before, [heard], { by: null, now: at }) }
}

async function begin(
  tx: Tx,
  message: HookMessage,
  { channelId, timeZone, at }: From & { at: Date },
): Promise<Placed> {
  const { text: body, language, author, thread } = message
  const hearing = await readHearing(tx, undefined, { timeZone, now: at })
  const said = { kind: 'question', channel: 'hook', body, language } as const
  const input = await registerInput(tx, { ...said, answerOn: hearing.dueOn, receivedAt: at })
  if (!('inputId' in input)) throw new Error(`An input without a dossier was not registered: ${input.kind}`)
  const id = newId()
  const conversation = { id, input_id: input.inputId, subject: subjectOf(body), language }
  const heard = { kind: 'received', channel: 'hook', body, ...hearing } as const
  await insertConversation(tx, conversation, [heard], { by: null, now: at })
  if (author.name !== undefined)
    await tx
      .insertInto('conversation_contact')
      .values({ conversation_id: id, name: author.name, given_at: at })
      .execute()
  const key = { channel_id: channelId, hash: threadHash(message) }
  await tx
    .insertInto('hook_thread')
    .values({ ...key, conversation_id: id, thread, author: author.id })
    .execute()
  return { conversation_id: id, seq: 1 }
}

function threadHash({ thread, author }: HookMessage): Buffer {
  return hashOf(JSON.stringify([thread, author.id]))
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
