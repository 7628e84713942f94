import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#db'
import { defineJob } from '../jobs/index.ts'
import type { ScanOutcome } from '../scanner/index.ts'
import { filmContent } from './kept-film.ts'

/** Something is held: it is looked at now, and by the clock again. */
export const scanFilesJob = defineJob('scan-files', z.object({}))

/** Looks through a file, as `scanPieces` does. */
export type Scan = (pieces: AsyncIterable<Uint8Array>) => Promise<ScanOutcome>

/** So many in one turn; the next minute has another. */
const MOST_IN_A_TURN = 200

/**
 * Has the files looked at that are held, first those that were never tried: what is clean is given out from then on, what has a virus is gone.
 * A scanner that is away ends the turn.
 * @returns how many were looked at
 */
export async function scanHeldFiles(db: Db, scan: Scan, now: Date): Promise<number> {
  let done = 0
  while (done < MOST_IN_A_TURN) {
    const file = await db
      .selectFrom('blob')
      .select(['sha256', 'size', 'bytes'])
      .where('state', '=', 'held')
      .where(({ eb, or }) => or([eb('tried_at', 'is', null), eb('tried_at', '<', now)]))
      .orderBy('tried_at', (order) => order.asc().nullsFirst())
      .orderBy('sha256')
      .limit(1)
      .executeTakeFirst()
    if (!file) return done
    const { sha256, size, bytes } = file
    const outcome = await scan(bytes ? once(bytes) : filmContent(db, sha256, size).read(0, size))
    await note(db, sha256, outcome, now)
    if (outcome.kind === 'away') return done
    done += 1
  }
  return done
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** What the scanner said stands in the file's row; of a virus nothing else is kept. */
async function note(db: Db, sha256: Buffer, { kind }: ScanOutcome, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (kind === 'found') await tx.deleteFrom('blob_piece').where('sha256', '=', sha256).execute()
    await tx
      .updateTable('blob')
      .set({
        tried_at: now,
        ...(kind === 'clean' ? { state: 'clean', held_why: null } : {}),
        ...(kind === 'found' ? { state: 'refused', held_why: null, bytes: null } : {}),
        ...(kind === 'away' || kind === 'too-large' ? { held_why: kind } : {}),
      })
      .where('sha256', '=', sha256)
      .where('state', '=', 'held')
      .execute()
  })
}

/** How many files are held, since when the scanner was asked, and how many are too large for it. */
export async function examineHeldFiles(db: Db): Promise<{ held: number; away: number; tooLarge: number }> {
  const { rows } = await sql<{ held: number; away: number; tooLarge: number }>`
    select count(*)::integer as held,
      (count(*) filter (where held_why = 'away'))::integer as away,
      (count(*) filter (where held_why = 'too-large'))::integer as "tooLarge"
    from blob where state = 'held'`.execute(db)
  return rows[0] ?? { held: 0, away: 0, tooLarge: 0 }
}
