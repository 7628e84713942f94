import type { QueryFault } from '#cores/watch'
import type { Tx } from '#db'
import { slugOf } from '#domains/dossier'
import { listSubjects } from '#domains/people'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import { addJob } from '#platform/jobs'
import { watchAdded } from '../listen.events.ts'
import { applyWatchJob } from '../listen.jobs.ts'
import { judgeNames, type NamesPerson, settleVerdict } from '../persons/watch-person.ts'
import { listOffSubjects } from '../public-order/public-order.queries.ts'
import { readTypedQuery } from './named-watches.ts'
import type { NewWatch } from './watch.ts'
import { lockWatches } from './watch-book.ts'

/** Why a watch cannot be as somebody wants it. */
export type WatchObstacle =
  | { kind: 'refused'; fault: QueryFault }
  | { kind: 'name-taken' }
  /** The register of watches is public. */
  | { kind: 'subject-not-open' }
  /** No watch follows public order before an administrator lets it. */
  | { kind: 'public-order' }
  | { kind: 'dossier-not-found' }
  /** It names somebody, and does not say why it may. */
  | NamesPerson

export type AddWatchOutcome =
  /** `isHeld`: it begins once a second colleague agreed. */
  { kind: 'added'; watchId: string; isHeld: boolean } | WatchObstacle

/**
 * Adds a watch. It marks what comes in from now on, and the posts that are there shortly after; one that names somebody, once a second
 * colleague agreed.
 */
export async function addWatch(
  tx: Tx,
  watch: NewWatch,
  { by, now }: { by: string; now: Date },
): Promise<AddWatchOutcome> {
  await lockWatches(tx)
  const read = await readTypedQuery(tx, watch.query)
  if (read.kind === 'refused') return read
  const obstacle = await findObstacle(tx, watch)
  if (obstacle) return obstacle
  const verdict = await judgeNames(tx, { query: watch.query, typed: watch }, now)
  if (verdict.kind === 'names-person') return verdict
  const isFree = verdict.kind === 'free'
  const { id } = await tx
    .insertInto('watch')
    .values({
      ...{ id: newId(), name: watch.name, handle: await freeHandle(tx, watch.name), query: watch.query },
      ...{ purpose: watch.purpose, subject_id: watch.subjectId, added_by: by, added_at: now, held: !isFree },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await serveDossiers(tx, { id, dossierIds: watch.dossierIds, now })
  await settleVerdict(tx, id, { verdict, by, now })
  if (isFree) {
    await addJob(tx, applyWatchJob, { watchId: id })
    await recordEvent(tx, { type: watchAdded, subject: { id }, dossierId: null, at: now })
  }
  return { kind: 'added', watchId: id, isHeld: !isFree }
}

/** What stands in the way besides the query. */
export async function findObstacle(
  tx: Tx,
  { name, subjectId, dossierIds }: NewWatch,
  own?: string,
): Promise<Exclude<WatchObstacle, { kind: 'refused' | 'names-person' }> | undefined> {
  const other = await tx
    .selectFrom('watch')
    .select('id')
    .where(({ eb, fn, val }) => eb(fn('lower', ['name']), '=', fn('lower', [val(name)])))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (other && other.id !== own) return { kind: 'name-taken' }
  if (subjectId !== null && !(await isOpenSubject(tx, subjectId))) return { kind: 'subject-not-open' }
  if (subjectId !== null && (await listOffSubjects(tx)).has(subjectId)) return { kind: 'public-order' }
  if (dossierIds.length === 0) return undefined
  const found = await tx
    .selectFrom('dossier')
    .select('id')
    .where('id', 'in', dossierIds)
    .forKeyShare()
    .execute()
  return found.length === new Set(dossierIds).size ? undefined : { kind: 'dossier-not-found' }
}

async function isOpenSubject(tx: Tx, id: string): Promise<boolean> {
  return openSubjects(await listSubjects(tx)).some((subject) => subject.id === id)
}

/** Subjects that may be named in public: neither they nor what they lie in is for some alone. */
export function openSubjects<
  Subject extends { id: string; parentId: string | null; restricted: boolean; replacedBy: string | null },
>(subjects: readonly Subject[]): Subject[] {
  const byId = new Map(subjects.map((one) => [one.id, one]))
  const isOpen = (one: Subject | undefined): boolean =>
    one === undefined || (!one.restricted && isOpen(byId.get(one.parentId ?? '')))
  return subjects.filter((one) => one.replacedBy === null && isOpen(one))
}

/** Says which dossiers a watch serves; those that stay keep since when. */
export async function serveDossiers(
  tx: Tx,
  { id, dossierIds, now }: { id: string; dossierIds: readonly string[]; now: Date },
): Promise<void> {
  await tx
    .deleteFrom('watch_dossier')
    .where('watch_id', '=', id)
    .$if(dossierIds.length > 0, (query) => query.where('dossier_id', 'not in', dossierIds))
    .execute()
  if (dossierIds.length === 0) return
  await tx
    .insertInto('watch_dossier')
    .values([...new Set(dossierIds)].map((dossier_id) => ({ dossier_id, watch_id: id, since: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** `fietsen`, `fietsen-2`, …: by which other queries name it. It stays, whatever the watch is called later. */
async function freeHandle(tx: Tx, name: string): Promise<string> {
  const base = slugOf(name, 'watch')
  const taken = await tx
    .selectFrom('watch')
    .select('handle')
    .where('ended_at', 'is', null)
    .where(({ eb, or }) => or([eb('handle', '=', base), eb('handle', 'like', `${base}-%`)]))
    .execute()
  const handles = new Set(taken.map(({ handle }) => handle))
  let handle = base
  for (let n = 2; handles.has(handle); n++) handle = `${base}-${n}`
  return handle
}
