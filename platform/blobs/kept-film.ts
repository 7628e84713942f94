import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import type { Film } from './clean-film.ts'

/** Of each piece but the last, in bytes. */
const PIECE_BYTES = 1024 * 1024

/** What is in a film, to be read in pieces. */
export type FilmContent = {
  /** In bytes. */
  size: number
  /** The bytes from one offset up to another, not included; no more than a piece is in memory. */
  read: (from: number, to: number) => AsyncIterable<Buffer>
}

/**
 * Stores a film, once, whoever else has it.
 * @returns its SHA-256
 */
export async function storeFilm(tx: Tx, { file, type }: Film, state: 'held' | 'clean'): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const piece of file.pieces(PIECE_BYTES)) hash.update(piece)
  const sha256 = hash.digest()
  // An update that changes nothing holds the row, as of other files; a row that it did not make has its pieces.
  const { rows } = await sql<{ isNew: boolean }>`
    insert into blob (sha256, type, size, state) values (${sha256}, ${type}, ${file.size}, ${state})
    on conflict (sha256) do update set type = excluded.type returning xmax = 0 as "isNew"`.execute(tx)
  if (!rows[0]?.isNew) return sha256
  let number = 0
  for await (const bytes of file.pieces(PIECE_BYTES))
    await tx.insertInto('blob_piece').values({ sha256, number: number++, bytes }).execute()
  return sha256
}

/** The content of a film of which it is known who has it. */
export function filmContent(db: Db, sha256: Buffer, size: number): FilmContent {
  return {
    size,
    read: async function* (from, to) {
      for (let at = from; at < to; ) {
        const number = Math.floor(at / PIECE_BYTES)
        const { bytes } = await db
          .selectFrom('blob_piece')
          .select('bytes')
          .where('sha256', '=', sha256)
          .where('number', '=', number)
          .executeTakeFirstOrThrow()
        const start = number * PIECE_BYTES
        yield bytes.subarray(at - start, to - start)
        at = start + PIECE_BYTES
      }
    },
  }
}
