import { createHash } from 'node:crypto'
import type { Db } from '#db'
import type { Clock } from '#platform/clock'
import { addJob } from '#platform/jobs'
import type { MailReader } from '#platform/received-mail'
import type { ScanOutcome } from '#platform/scanner'
import { keepPicturesJob } from '../channels/channels.jobs.ts'
import { partsOfMail } from './mail-parts.ts'

/** What mail is looked at with; `scan` is `scanPieces`. */
export type MailScanning = {
  db: Db
  reader: MailReader
  scan: (pieces: AsyncIterable<Uint8Array>) => Promise<ScanOutcome>
  clock: Clock
}

/** Sent to the scanner at once. */
const PIECE = 1024 * 1024

/**
 * Has the mails looked at that wait for it, those first that were never tried: each whole and file by file. What is clean is handed out from then on,
 * and its pictures are made. A scanner that is away ends the turn. Doing it at once with others changes nothing twice.
 * @param signal  ends it after the mail that it is at
 * @returns how many were looked at
 */
export async function scanMails(scanning: MailScanning, signal?: AbortSignal): Promise<number> {
  const began = scanning.clock.now()
  for (let done = 0; ; done++) {
    if (signal?.aborted) return done
    const mail = await findNext(scanning.db, began)
    if (!mail) return done
    const result = await lookThrough(scanning, mail.raw)
    await note(scanning, mail.rawId, result)
    if (result === 'away') return done
  }
}

async function findNext(db: Db, began: Date): Promise<{ rawId: string; raw: Buffer } | undefined> {
  const row = await db
    .selectFrom('mail_scan')
    .innerJoin('received_raw', 'received_raw.id', 'mail_scan.raw_id')
    .select(['raw_id as rawId', 'raw'])
    .where('mail_scan.state', '=', 'waiting')
    .where(({ eb, or }) => or([eb('tried_at', 'is', null), eb('tried_at', '<', began)]))
    .orderBy('tried_at', (order) => order.asc().nullsFirst())
    .orderBy('raw_id')
    .limit(1)
    .executeTakeFirst()
  return row && { rawId: row.rawId, raw: row.raw ?? Buffer.alloc(0) }
}

type Looked = { clean: string[]; found: Record<string, string> }

async function lookThrough(scanning: MailScanning, raw: Buffer): Promise<Looked | 'away'> {
  const looked: Looked = { clean: [], found: {} }
  for await (const { path, bytes, packedIn } of partsOfMail(scanning.reader, raw, scanning.clock.now())) {
    const outcome = await lookAt(scanning, bytes)
    if (outcome.kind === 'away') return 'away'
    if (outcome.kind === 'clean') looked.clean.push(path)
    if (outcome.kind === 'found') for (const one of [path, ...packedIn]) looked.found[one] = outcome.name
  }
  return looked
}

/** Asks the scanner, unless it saw the same bytes this week and found nothing. */
async function lookAt({ db, scan, clock }: MailScanning, bytes: Uint8Array): Promise<ScanOutcome> {
  const sha256 = createHash('sha256').update(bytes).digest()
  const known = await db
    .selectFrom('scanned_content')
    .select('sha256')
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  if (known) return { kind: 'clean' }
  const outcome = await scan(inPieces(bytes))
  if (outcome.kind === 'clean')
    await db
      .insertInto('scanned_content')
      .values({ sha256, scanned_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return outcome
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

async function note({ db, clock }: MailScanning, rawId: string, result: Looked | 'away'): Promise<void> {
  const tried_at = clock.now()
  await db.transaction().execute(async (tx) => {
    const noted = await tx
      .updateTable('mail_scan')
      .set(
        result === 'away'
          ? { tried_at, is_away: true }
          : {
              ...{ tried_at, is_away: false, state: 'done', clean: result.clean },
              found: JSON.stringify(result.found),
            },
      )
      .where('raw_id', '=', rawId)
      .where('state', '=', 'waiting')
      .returning('raw_id')
      .executeTakeFirst()
    if (noted && result !== 'away') await addJob(tx, keepPicturesJob, { rawId })
  })
}
