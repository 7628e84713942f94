import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import { compareUids, type MailboxPlace, moveOn, noteRead, noteUids } from './mailbox.store.ts'
import type { ListedMail, OpenMailbox } from './open-mailbox.ts'

/** A mail out of a mailbox, or what is known of one that stays there: its header, where there is one. */
export type FetchedMail = ListedMail &
  ({ kind: 'fetched'; raw: Buffer } | { kind: 'left'; reason: 'too-large' | 'not-fetched'; header: Buffer })

/** Stores mail, in the transaction in which the cursor of its mailbox moves. The same mail may come again. */
export type StoreMail = (tx: Tx, mails: FetchedMail[]) => Promise<void>

/** A mailbox that is being read. */
export type Reading = {
  db: Db
  open: OpenMailbox
  place: MailboxPlace & { uidValidity: number }
  store: StoreMail
  clock: Clock
  signal: AbortSignal
  /** How often the fetching of each mail failed, by its number: kept over connections. */
  stumbles: Map<number, number>
}

/** More is not fetched: a mail beyond it is left where it is, and told of. */
export const LARGEST_MAIL = 64_000_000
/** Mails that are listed together, and bytes of them that are fetched and stored together. */
const LISTED_AT_ONCE = 200
const BYTES_AT_ONCE = 25_000_000
/** After so many failures mails are fetched one by one, and after so many one is left. */
const ALONE_AFTER = 2
const LEFT_AFTER = 5

/**
 * Stores all mail above the cursor, in the order of its numbers; the cursor moves with what is stored.
 * @throws MailboxTrouble, ReadByAnother, and what the database and `store` throw; what was stored before stays
 */
export async function readOn(reading: Reading): Promise<void> {
  const { db, open, place, clock, signal } = reading
  const uids = await open.listUids(place.lastUid)
  for (let at = 0; at < uids.length; at += LISTED_AT_ONCE) {
    const listed = await open.list(uids.slice(at, at + LISTED_AT_ONCE))
    for (const batch of batchesOf(listed, reading.stumbles)) {
      if (signal.aborted) return
      const last = batch.at(-1)?.uid ?? place.lastUid
      await storeBatch(reading, batch, {
        lastUid: last,
        waiting: uids.length - at - listed.filter(({ uid }) => uid <= last).length,
      })
    }
  }
  await noteRead(db, place.id, clock.now())
}

async function storeBatch(
  { db, open, place, store, clock, stumbles }: Reading,
  batch: readonly ListedMail[],
  { lastUid, waiting }: { lastUid: number; waiting: number },
): Promise<void> {
  const mails = await fetchBatch(open, batch, stumbles)
  await db.transaction().execute(async (tx) => {
    // First, because it keeps others from the same.
    await moveOn(tx, place, { uid: lastUid, waiting, now: clock.now() })
    if (mails.length > 0) await store(tx, mails)
    await noteUids(
      tx,
      place.id,
      mails.map(({ uid }) => uid),
    )
  })
  place.lastUid = lastUid
}

/** Mails that are fetched together: some megabytes, and one alone that is large or gave trouble. */
function batchesOf(listed: readonly ListedMail[], stumbles: ReadonlyMap<number, number>): ListedMail[][] {
  const batches: ListedMail[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const mail of listed) {
    const isAlone = mail.bytes > LARGEST_MAIL || (stumbles.get(mail.uid) ?? 0) >= ALONE_AFTER
    if (isAlone || bytes + mail.bytes > BYTES_AT_ONCE) {
      batches.push([mail])
      bytes = isAlone ? Number.POSITIVE_INFINITY : mail.bytes
    } else {
      batches.at(-1)?.push(mail)
      bytes += mail.bytes
    }
  }
  return batches
}

async function fetchBatch(
  open: OpenMailbox,
  batch: readonly ListedMail[],
  stumbles: Map<number, number>,
): Promise<FetchedMail[]> {
  const [first] = batch
  if (!first) return []
  if (first.bytes > LARGEST_MAIL) {
    const header = (await open.fetch([first.uid], 'header')).get(first.uid)
    return header ? [{ ...first, kind: 'left', reason: 'too-large', header }] : []
  }
  if ((stumbles.get(first.uid) ?? 0) >= LEFT_AFTER) return [leave(first)]
  const uids = batch.map(({ uid }) => uid)
  for (const uid of uids) stumbles.set(uid, (stumbles.get(uid) ?? 0) + 1)
  const found = await open.fetch(uids, 'all')
  for (const uid of uids) stumbles.delete(uid)
  const absent = uids.filter((uid) => !found.has(uid))
  // What was deleted meanwhile is gone; what is still there, the server does not give.
  const refused = absent.length > 0 ? await open.list(absent) : []
  const isRefused = new Set(refused.map(({ uid }) => uid))
  return batch.flatMap((mail): FetchedMail[] => {
    const raw = found.get(mail.uid)
    if (raw) return [{ ...mail, kind: 'fetched', raw }]
    return isRefused.has(mail.uid) ? [leave(mail)] : []
  })
}

function leave(mail: ListedMail): FetchedMail {
  return { ...mail, kind: 'left', reason: 'not-fetched', header: Buffer.alloc(0) }
}

/**
 * Holds the numbers of the server against those that were stored, and stores what was missed.
 * @returns how many were missed
 */
export async function compare(reading: Reading): Promise<number> {
  const { db, open, place, store, clock, stumbles } = reading
  const onServer = await open.listUids(0)
  const missed = await db.transaction().execute((tx) => compareUids(tx, place, onServer, clock.now()))
  for (let at = 0; at < missed.length; at += LISTED_AT_ONCE) {
    const listed = await open.list(missed.slice(at, at + LISTED_AT_ONCE))
    for (const batch of batchesOf(listed, stumbles)) {
      const mails = await fetchBatch(open, batch, stumbles)
      await db.transaction().execute(async (tx) => {
        if (mails.length > 0) await store(tx, mails)
        await noteUids(
          tx,
          place.id,
          mails.map(({ uid }) => uid),
        )
      })
    }
  }
  return missed.length
}
