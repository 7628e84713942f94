import { sql } from 'kysely'
import type { Tx } from '#db'
import { recordEvent } from '#platform/events'
import { addJob } from '#platform/jobs'
import { watchChanged, watchEnded } from '../listen.events.ts'
import { applyWatchJob } from '../listen.jobs.ts'
import {
  dropRequest,
  judgeNames,
  type NamesPerson,
  settleVerdict,
  type Verdict,
} from '../persons/watch-person.ts'
import { findObstacle, serveDossiers, type WatchObstacle } from './add-watch.ts'
import { listThoseThatName, type NamedWatch, readTypedQuery } from './named-watches.ts'
import { type NewWatch, stampOfWatch, type Watch } from './watch.ts'
import { lockWatches } from './watch-book.ts'

export type ChangeWatchOutcome =
  | { kind: 'changed'; isHeld: boolean }
  | { kind: 'not-found' }
  | { kind: 'changed-meanwhile' }
  /** Another watch takes this one in, and could not be read any more. */
  | { kind: 'breaks'; watch: string }
  | WatchObstacle

/**
 * Changes a watch. Where its query is another, what it marked is looked at again shortly after, and so is what was marked by watches that
 * name it.
 * @param by  who does it: with somebody named in it, it is held until another colleague agreed
 * @param seen  how it stood when it was read, by `stampOfWatch`
 */
export async function changeWatch(
  tx: Tx,
  { id, seen, by, ...watch }: NewWatch & { id: string; seen: string; by: string },
  now: Date,
): Promise<ChangeWatchOutcome> {
  await lockWatches(tx)
  const before = await findInForce(tx, id)
  if (!before) return { kind: 'not-found' }
  if (stampOfWatch(before) !== seen) return { kind: 'changed-meanwhile' }
  const read = await readTypedQuery(tx, watch.query, before)
  if (read.kind === 'refused') return read
  const obstacle = await findObstacle(tx, watch, id)
  if (obstacle) return obstacle
  const naming = await listThoseThatName(tx, before.handle, watch.query)
  const broken = naming.find(({ isBroken }) => isBroken)
  if (broken) return { kind: 'breaks', watch: broken.name }
  const judged = await judgeAll(tx, watch, { before, naming, now })
  if (judged.kind === 'names-person') return judged
  await tx
    .updateTable('watch')
    .set({
      ...{ name: watch.name, query: watch.query, purpose: watch.purpose, subject_id: watch.subjectId },
      change_number: sql<number>`nextval('watch_change')`,
    })
    .where('id', '=', id)
    .execute()
  await serveDossiers(tx, { id, dossierIds: watch.dossierIds, now })
  const held = new Map<string, boolean>()
  for (const [watchId, verdict] of judged.verdicts)
    held.set(watchId, await settleVerdict(tx, watchId, { verdict, by, now }))
  if (before.query !== watch.query)
    for (const watchId of [id, ...naming.map((one) => one.id)]) await addJob(tx, applyWatchJob, { watchId })
  await recordEvent(tx, { type: watchChanged, subject: { id }, dossierId: null, at: now })
  return { kind: 'changed', isHeld: held.get(id) ?? false }
}

/** What a watch and those that take it in come to by the names in them; or where first somebody is named without a ground. */
async function judgeAll(
  tx: Tx,
  watch: NewWatch,
  { before, naming, now }: { before: Watch; naming: readonly NamedWatch[]; now: Date },
): Promise<NamesPerson | { kind: 'judged'; verdicts: Map<string, Exclude<Verdict, NamesPerson>> }> {
  const verdicts = new Map<string, Exclude<Verdict, NamesPerson>>()
  const changed = { handle: before.handle, query: watch.query }
  for (const own of [before, ...naming]) {
    const keepsGround = own.id !== before.id
    const query = keepsGround ? own.query : watch.query
    const verdict = await judgeNames(tx, { query, typed: watch, own, changed, keepsGround }, now)
    if (verdict.kind === 'names-person') return verdict
    verdicts.set(own.id, verdict)
  }
  return { kind: 'judged', verdicts }
}

export type EndWatchOutcome = { kind: 'ended' } | { kind: 'not-found' } | { kind: 'named'; watches: string[] }

/** Ends a watch: it marks nothing more, and its marks go; nobody follows it any more. One that others take in stays until they do not. */
export async function endWatch(tx: Tx, watchId: string, now: Date): Promise<EndWatchOutcome> {
  await lockWatches(tx)
  const watch = await findInForce(tx, watchId)
  if (!watch) return { kind: 'not-found' }
  const naming = await listThoseThatName(tx, watch.handle, watch.query)
  if (naming.length > 0) return { kind: 'named', watches: naming.map(({ name }) => name) }
  await tx
    .updateTable('watch')
    .set({ ended_at: now, change_number: sql<number>`nextval('watch_change')` })
    .where('id', '=', watchId)
    .execute()
  await dropRequest(tx, watchId, now)
  await recordEvent(tx, { type: watchEnded, subject: { id: watchId }, dossierId: null, at: now })
  for (const table of ['post_match', 'watch_find', 'watch_follow', 'watch_urgency'] as const)
    await tx.deleteFrom(table).where('watch_id', '=', watchId).execute()
  return { kind: 'ended' }
}

async function findInForce(tx: Tx, id: string): Promise<Watch | undefined> {
  return tx
    .selectFrom('watch')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}
