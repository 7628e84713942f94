import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { newId } from '../db/index.ts'
import type { Picture } from './remake-picture.ts'

/** A file that belongs to an owner, without its bytes. */
export type KeptFile = {
  /** SHA-256 of its bytes, in hexadecimal: what it is asked for by. */
  hash: string
  /** What to say to who does not see it; empty where that stands beside it. */
  alternative: string
  /** In pixels. */
  width: number
  height: number
}

/**
 * Gives an owner a file. The same bytes are stored once, whoever else has them; the same file a second time changes its
 * alternative text alone.
 * @param owner  whoever decides who may see it, by a name that no other kind of owner uses
 */
export async function attachFile(
  tx: Tx,
  { owner, picture, alternative, now }: { owner: string; picture: Picture; alternative: string; now: Date },
): Promise<void> {
  const { bytes, type, width, height } = picture
  const sha256 = createHash('sha256').update(bytes).digest()
  // An update that changes nothing holds the row: it cannot go with its last use before this use is there.
  await sql`
    insert into blob (sha256, bytes, type, width, height) values (${sha256}, ${bytes}, ${type}, ${width}, ${height})
    on conflict (sha256) do update set type = excluded.type`.execute(tx)
  await tx
    .insertInto('blob_use')
    .values({ id: newId(), sha256, owner, alternative, created_at: now })
    .onConflict((conflict) => conflict.columns(['owner', 'sha256']).doUpdateSet({ alternative }))
    .execute()
}

/** At most so many of an owner are listed; no owner of ours has as many. */
const MOST_LISTED = 20

/** The files of an owner, in the order in which they came: the first twenty. */
export async function listFiles(db: Db, owner: string): Promise<KeptFile[]> {
  const rows = await db
    .selectFrom('blob_use')
    .innerJoin('blob', 'blob.sha256', 'blob_use.sha256')
    .select(['blob.sha256', 'alternative', 'width', 'height'])
    .where('owner', '=', owner)
    .orderBy('blob_use.id')
    .limit(MOST_LISTED)
    .execute()
  return rows.map(({ sha256, ...file }) => ({ hash: sha256.toString('hex'), ...file }))
}

/** What is in a file, if this owner has it: who knows the hash of another's file gets nothing by it. */
export async function findFile(
  db: Db,
  owner: string,
  hash: string,
): Promise<{ bytes: Buffer; type: string } | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
  return db
    .selectFrom('blob_use')
    .innerJoin('blob', 'blob.sha256', 'blob_use.sha256')
    .select(['blob.bytes', 'blob.type'])
    .where('owner', '=', owner)
    .where('blob_use.sha256', '=', Buffer.from(hash, 'hex'))
    .executeTakeFirst()
}

/**
 * Takes all files from an owner; those that nobody else has are gone when the transaction is.
 * @returns how many the owner had
 */
export async function forgetFiles(tx: Tx, owner: string): Promise<number> {
  const uses = await tx.deleteFrom('blob_use').where('owner', '=', owner).returning('sha256').execute()
  if (uses.length === 0) return 0
  const hashes = uses.map(({ sha256 }) => sha256)
  // Whoever attaches one of these right now comes first, or waits until it is gone and stores it anew.
  await tx
    .selectFrom('blob')
    .select('sha256')
    .where('sha256', 'in', hashes)
    .orderBy('sha256')
    .forUpdate()
    .execute()
  await tx
    .deleteFrom('blob')
    .where('sha256', 'in', hashes)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('blob_use').select('id').whereRef('blob_use.sha256', '=', 'blob.sha256'))),
    )
    .execute()
  return uses.length
}
