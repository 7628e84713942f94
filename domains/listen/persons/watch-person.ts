import type { Selectable } from 'kysely'
import type { DB, Db, Tx } from '#db'
import { logAccess } from '#domains/people'
import { newId } from '#platform/db'
import { settleAllHeld, settleHeld } from '../watches/hold-watch.ts'
import { lockWatches } from '../watches/watch-book.ts'
import { type Ground, type GroundGap, readGround, type TypedGround } from './ground.ts'
import { listPersonNames, type NamesInQuery, type TypedQuery } from './known-names.ts'

/** After half a year a second colleague is asked again. */
const AGREED_MS = 182 * 24 * 60 * 60 * 1000

/** A query that names somebody without saying why it may. */
export type NamesPerson = { kind: 'names-person'; names: string[]; gaps: GroundGap[] }

type Request = Selectable<DB['watch_person']>

/** What a query comes to by the names in it; `settled`: a colleague agreed to it, or is asked already. */
export type Verdict =
  | NamesPerson
  | { kind: 'free' | 'settled' }
  | { kind: 'to-agree'; seen: NamesInQuery; ground: Ground }

type NamingWatch = {
  query: string
  typed: TypedGround
  own?: { id: string; handle: string } | undefined
  /** A watch that is changed together with it. */
  changed?: TypedQuery
  /** Another watch was changed, which this one takes in: what was said of it before stands. */
  keepsGround?: boolean
}

/** Judges the query that a watch would get. Expects that watches are locked. */
export async function judgeNames(tx: Tx, watch: NamingWatch, now: Date): Promise<Verdict> {
  const { query, typed, own, changed, keepsGround = false } = watch
  const seen = await listPersonNames(tx, query, own, changed)
  if (seen.names.length === 0) return { kind: 'free' }
  const before = own && (await findCurrent(tx, own.id))
  const given = readGround(typed)
  const ground = before && (keepsGround || 'gaps' in given) ? before : given
  if ('gaps' in ground) return { kind: 'names-person', names: seen.names, gaps: ground.gaps }
  const isSame = before?.query === seen.query && isSameGround(before, ground) && !isDeclined(before, now)
  return isSame ? { kind: 'settled' } : { kind: 'to-agree', seen, ground }
}

function isSameGround(a: Ground, b: Ground): boolean {
  return a.office === b.office && a.reason === b.reason
}

function isDeclined({ decided_at, until }: Request, now: Date): boolean {
  return decided_at !== null && (until === null || until <= now)
}

function isAgreed({ until }: Request, now: Date): boolean {
  return until !== null && until > now
}

/** The names of which a trial would find what is said of them, while no second colleague agreed to that very query. */
export async function findUnagreedNames(
  db: Db,
  { typed, own, now }: { typed: string; own?: { id: string; handle: string } | undefined; now: Date },
): Promise<string[]> {
  const { names, query } = await listPersonNames(db, typed, own)
  if (names.length === 0) return names
  const current = own && (await findCurrent(db, own.id))
  return current && isAgreed(current, now) && current.query === query ? [] : names
}

async function findCurrent(db: Db, watchId: string): Promise<Request | undefined> {
  return db
    .selectFrom('watch_person')
    .selectAll()
    .where('watch_id', '=', watchId)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
}

/**
 * Does what a verdict asks: a watch that names somebody is held until a second colleague agreed, and what it marked goes; one that names nobody
 * any more goes on. Expects that watches are locked.
 * @returns whether the watch is held
 */
export async function settleVerdict(
  tx: Tx,
  watchId: string,
  { verdict, by, now }: { verdict: Exclude<Verdict, NamesPerson>; by: string; now: Date },
): Promise<boolean> {
  if (verdict.kind === 'free') await dropRequest(tx, watchId, now)
  if (verdict.kind === 'to-agree') {
    const { seen, ground } = verdict
    await ask(tx, { watchId, ...seen, ...ground, by, now })
  }
  return settleHeld(tx, watchId, now)
}

type Asked = NamesInQuery & Ground & { watchId: string; by: string; now: Date }

async function ask(tx: Tx, { watchId, names, query, office, reason, by, now }: Asked): Promise<void> {
  await dropRequest(tx, watchId, now)
  const row = { id: newId(), watch_id: watchId, names, query, office, reason, asked_by: by, asked_at: now }
  await tx.insertInto('watch_person').values(row).execute()
  await logAccess(tx, { accountId: by, action: 'changed', subjectKind: 'watch', subjectId: watchId, now })
}

/** A watch that ended, or names nobody any more, waits for nobody. */
export async function dropRequest(tx: Tx, watchId: string, now: Date): Promise<void> {
  await tx
    .updateTable('watch_person')
    .set({ replaced_at: now })
    .where('watch_id', '=', watchId)
    .where('replaced_at', 'is', null)
    .execute()
}

export type DecideOutcome = { kind: 'agreed' | 'declined' | 'not-found' | 'own-request' }

/**
 * Says whether a watch may name whom it names: for half a year, and never by who asked it.
 * @param requestId  what was read; another request since then is decided on by itself
 */
export async function decideOnWatch(
  tx: Tx,
  { requestId, agrees, by, now }: { requestId: string; agrees: boolean; by: string; now: Date },
): Promise<DecideOutcome> {
  await lockWatches(tx)
  const request = await tx
    .selectFrom('watch_person')
    .selectAll()
    .where('id', '=', requestId)
    .where('replaced_at', 'is', null)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  if (!request) return { kind: 'not-found' }
  if (request.asked_by === by) return { kind: 'own-request' }
  const until = agrees ? new Date(now.getTime() + AGREED_MS) : null
  await tx
    .updateTable('watch_person')
    .set({ decided_by: by, decided_at: now, until })
    .where('id', '=', requestId)
    .execute()
  const watchId = request.watch_id
  await settleHeld(tx, watchId, now)
  await logAccess(tx, { accountId: by, action: 'changed', subjectKind: 'watch', subjectId: watchId, now })
  return { kind: agrees ? 'agreed' : 'declined' }
}

/** Asks again for watches of which the time that was agreed is over, and holds them until somebody agrees. */
export async function askAgainForWatches(tx: Tx, now: Date): Promise<number> {
  await lockWatches(tx)
  const over = await tx
    .selectFrom('watch_person')
    .selectAll()
    .where('replaced_at', 'is', null)
    .where('until', '<=', now)
    .execute()
  for (const { watch_id: watchId, asked_by: by, ...request } of over) {
    await ask(tx, { ...request, watchId, by, now })
  }
  // What became public order since, by another name or place of its subject, is held here too.
  await settleAllHeld(tx, now)
  return over.length
}
