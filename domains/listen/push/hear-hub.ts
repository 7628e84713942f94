import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Db, Tx } from '#db'
import { addJob } from '#platform/jobs'
import { understandRawJob } from '../listen.jobs.ts'
import { insertRaw, lockSource } from '../sources/source.store.ts'
import { askLater, renewalOf } from './ask-hub.ts'

/** What a hub asks before it begins or stops: whether it was us who wanted that (WebSub §5.3). */
export interface HubQuestion {
  readonly mode: string
  readonly topic: string
  readonly leaseSeconds: number | undefined
}

/** A hub that grants less would be asked without end; one that grants more is asked again all the same. */
const LEASE = { least: 60 * 60, most: 30 * 24 * 60 * 60, unsaid: 24 * 60 * 60 }
/** What we asked longer ago than this is not confirmed any more. */
const CONFIRMED_WITHIN_MS = 24 * 60 * 60 * 1000
const KEY = /^[\w-]{43}$/

/** Confirms what we asked of a hub, and nothing else: whoever made it up is told nothing. */
export async function confirmHub(
  tx: Tx,
  key: string,
  question: HubQuestion,
  now: Date,
): Promise<{ kind: 'confirmed' | 'refused' }> {
  if (!KEY.test(key)) return { kind: 'refused' }
  const push = await tx
    .selectFrom('source_push')
    .select(['source_id', 'state', 'asked_at', 'topic'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  if (!push || push.topic !== question.topic) return { kind: 'refused' }
  const isRecent = push.asked_at !== null && now.getTime() - push.asked_at.getTime() < CONFIRMED_WITHIN_MS
  const change = tx.updateTable('source_push').where('source_id', '=', push.source_id)
  if (question.mode === 'denied' && push.state !== 'ending') {
    await change.set({ state: 'denied', lease_until: null }).execute()
    return { kind: 'confirmed' }
  }
  if (!isRecent || push.state === 'denied') return { kind: 'refused' }
  if (question.mode === 'unsubscribe' && push.state === 'ending') {
    await tx.deleteFrom('source_push').where('source_id', '=', push.source_id).execute()
    return { kind: 'confirmed' }
  }
  if (question.mode !== 'subscribe' || push.state === 'ending') return { kind: 'refused' }
  const seconds = Math.min(Math.max(question.leaseSeconds ?? LEASE.unsaid, LEASE.least), LEASE.most)
  await change.set({ state: 'active', lease_until: new Date(now.getTime() + seconds * 1000) }).execute()
  await askLater(tx, push.source_id, renewalOf(now, seconds))
  return { kind: 'confirmed' }
}

/** Whether something is expected at an address: asked before what is sent there is read. */
export async function expectsNews(db: Db, key: string, now: Date): Promise<boolean> {
  if (!KEY.test(key)) return false
  const push = await db
    .selectFrom('source_push')
    .select('source_id')
    .where('key', '=', key)
    .where('state', '=', 'active')
    .where('lease_until', '>', now)
    .executeTakeFirst()
  return push !== undefined
}

export interface PushedFile {
  readonly contentType: string
  /** The header X-Hub-Signature. */
  readonly signature: string
  readonly body: Uint8Array
}

/** Keeps a file that a hub brought as if we had fetched it, where the hub signed it with what only the two of us know. */
export async function takePushed(
  tx: Tx,
  key: string,
  file: PushedFile,
  now: Date,
): Promise<{ kind: 'kept'; rawId: string } | { kind: 'refused' }> {
  if (!KEY.test(key)) return { kind: 'refused' }
  const push = await tx
    .selectFrom('source_push')
    .select(['source_id', 'hub', 'topic', 'secret'])
    .where('key', '=', key)
    .where('state', '=', 'active')
    .where('lease_until', '>', now)
    .executeTakeFirst()
  if (!push || !isSigned(file, push.secret)) return { kind: 'refused' }
  if (!(await lockSource(tx, push.source_id))) return { kind: 'refused' }
  const { contentType, body } = file
  // What it brought is no reason to follow another hub.
  const link = `<${push.hub}>; rel="hub", <${push.topic}>; rel="self"`
  const raw = { url: push.topic, contentType, link, body, fetchedAt: now }
  const rawId = await insertRaw(tx, push.source_id, raw)
  await addJob(tx, understandRawJob, { rawId }, { key: `listen-understand-${rawId}` })
  await tx
    .updateTable('source_push')
    .set({ last_pushed_at: now })
    .where('source_id', '=', push.source_id)
    .execute()
  return { kind: 'kept', rawId }
}

/** `sha256=…`, by one of the methods of WebSub §7.1; the oldest of them is still in use. */
function isSigned({ signature, body }: PushedFile, secret: string): boolean {
  const [, method = '', digits = ''] =
    /^(sha1|sha256|sha384|sha512)=([0-9a-f]+)$/i.exec(signature.trim()) ?? []
  if (method === '') return false
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest()
  const given = Buffer.from(digits, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
