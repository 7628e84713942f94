import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import type { HookChannel } from '../config/index.ts'
import { newId } from '../db/index.ts'
import type { FetchOutcome, Poster } from '../fetch/index.ts'
import { addJob, defineJob } from '../jobs/index.ts'
import { defineRelease } from '../retention/index.ts'
import { signHook } from './standard-webhook.ts'

/** Sends one body of the outbox. */
export const sendHookJob = defineJob('send-hook', z.object({ id: z.uuid() }))

/** Looks for what waits without a job, such as after weeks without a network. */
export const sweepHooksJob = defineJob('sweep-hooks', z.looseObject({}))

/** What was sent to a channel. */
export const hookTexts = defineRelease({
  kind: 'hook-text',
  what: 'what was answered by a channel of others, as it was sent there',
  from: 'until it was taken there or refused',
  ground: 'Once it is there nobody needs it here: the conversation has the answer.',
})

/**
 * Puts what leaves by a channel in the outbox, in the transaction that causes it. Its id is chosen now, so that a second attempt is
 * recognised as the same.
 * @param bodyOf  the JSON that is signed and sent, given that id
 */
export async function queueHook(
  tx: Tx,
  { channel, bodyOf, now }: { channel: string; bodyOf: (id: string) => object; now: Date },
): Promise<string> {
  const id = newId()
  const hook = { id, channel, body: JSON.stringify(bodyOf(id)), created_at: now }
  await tx.insertInto('outgoing_hook').values(hook).execute()
  await addJob(tx, sendHookJob, { id }, { key: `send-hook:${id}` })
  return id
}

/** How far what left by a channel has come. */
export type HookDelivery = {
  state: 'waiting' | 'sent' | 'refused'
  lastError: string | null
  sentAt: Date | null
}

export async function findHookDeliveries(db: Db, ids: string[]): Promise<Map<string, HookDelivery>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('outgoing_hook')
    .select(['id', 'state', 'last_error as lastError', 'sent_at as sentAt'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...delivery }) => [id, delivery]))
}

/** What delivering stands on. */
export type HookPost = { db: Db; channels: readonly HookChannel[]; post: Poster }

/**
 * Delivers one body of the outbox, at least once; one that was taken, or refused for good, is left alone. The attempt is written before it
 * leaves.
 * @throws when whoever takes it cannot be reached or says "later": the job is then tried again, later each time
 */
export async function deliverHook(
  { db, channels, post }: HookPost,
  id: string,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const hook = await db
    .updateTable('outgoing_hook')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst()
  if (!hook) return
  const channel = channels.find(({ name }) => name === hook.channel)
  // The settings name it no more: it waits until they do.
  if (!channel?.answersTo) return noteFailure(db, id, 'no-address')
  const headers = { 'content-type': 'application/json', ...signHook(hook, channel.secrets, now) }
  const outcome = await post({ url: channel.answersTo, headers, body: hook.body, signal })
  if (outcome.kind === 'fetched') return noteEnd(db, { id, now }, { state: 'sent', sent_at: now })
  const last_error = sayFailure(outcome)
  if (!mayPass(outcome)) return noteEnd(db, { id, now }, { state: 'refused', last_error })
  await noteFailure(db, id, last_error)
  throw new Error(`The answer ${id} was not taken by ${hook.channel} (${last_error}).`)
}

/** A status, or the word for what is wrong: never what whoever takes it said, which may repeat what was sent. */
function sayFailure(outcome: FetchOutcome): string {
  if (outcome.kind === 'failed') return outcome.status ? String(outcome.status) : outcome.reason
  return outcome.kind === 'refused' ? outcome.reason : outcome.kind
}

/** Only what says that this very answer is not wanted is final; a wrong secret or address is mended by somebody. */
function mayPass(outcome: FetchOutcome): boolean {
  return !(outcome.kind === 'failed' && FINAL.has(outcome.status ?? 0))
}
const FINAL = new Set([400, 410, 413, 422])

async function noteFailure(db: Db, id: string, last_error: string): Promise<void> {
  await db.updateTable('outgoing_hook').set({ last_error }).where('id', '=', id).execute()
}

type End = { state: 'sent'; sent_at: Date } | { state: 'refused'; last_error: string }

async function noteEnd(db: Db, { id, now }: { id: string; now: Date }, end: End): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('outgoing_hook')
      .set({ last_error: null, ...end, body: '' })
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await hookTexts.prove(tx, Number(numUpdatedRows), now)
  })
}

/** Takes what waits out of the outbox, with what it says: it is not sent any more. */
export async function discardHooks(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('outgoing_hook')
    .set({ state: 'refused', last_error: 'discarded', body: '' })
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .execute()
}

const hasNoJob = sql<boolean>`not exists (
  select from graphile_worker.jobs job
  where job.key = 'send-hook:' || outgoing_hook.id and (job.locked_at is not null or job.attempts < job.max_attempts)
)`
const SWEEP_AT_ONCE = 500

/** Gives what waits without a job one again, oldest first. @returns how many got one */
export async function wakeWaitingHooks(db: Db): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('outgoing_hook')
      .select('id')
      .where('state', '=', 'waiting')
      .where(hasNoJob)
      .orderBy('created_at')
      .limit(SWEEP_AT_ONCE)
      .execute()
    for (const { id } of waiting) await addJob(tx, sendHookJob, { id }, { key: `send-hook:${id}` })
    return waiting.length
  })
}
