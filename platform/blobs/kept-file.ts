import { createHash } from 'node:crypto'
import { type DeleteQueryBuilder, type DeleteResult, sql } from 'kysely'
import type { DB, Db, Tx } from '#db'
import { newId } from '../db/index.ts'
import { addJob } from '../jobs/index.ts'
import type { Film } from './clean-film.ts'
import type { Document } from './document-type.ts'
import { type FilmContent, filmContent, storeFilm } from './kept-film.ts'
import type { Picture } from './remake-picture.ts'
import { scanFilesJob } from './scan-files.ts'

/** A file that belongs to an owner, without its bytes. */
export type KeptFile = {
  /** SHA-256 of its bytes, in hexadecimal: what it is asked for by. */
  hash: string
  /** What to say to who does not see or hear it; empty where that stands beside it. */
  alternative: string
  /** What a document or a film is called; empty for a picture. */
  name: string
  type: string
  /** In bytes. */
  size: number
  /** In pixels; null for what is no picture. */
  picture: { width: number; height: number } | null
  /** Null for what is no film. */
  film: { hasCaptions: boolean } | null
  /** `held` until a virus scanner has looked at it; `refused` where it had a virus, and is gone. */
  state: 'held' | 'clean' | 'refused'
  /** Why it is held still: the scanner was away, or takes no file as large. */
  heldWhy: 'away' | 'too-large' | null
}

export type NewFile = {
  owner: string
  file: Picture | Document | Film
  alternative: string
  name?: string
  /** It is held until a virus scanner has looked at it; a picture that we made has nothing to find. */
  mustScan?: boolean
  now: Date
}

/**
 * Gives an owner a file. The same bytes are stored once, whoever else has them; the same file a second time changes its
 * alternative text alone.
 * @param owner  whoever decides who may see it, by a name that no other kind of owner uses
 */
export async function attachFile(
  tx: Tx,
  { owner, file, alternative, name = '', mustScan = false, now }: NewFile,
): Promise<void> {
  const state = mustScan && !('width' in file) ? 'held' : 'clean'
  if (state === 'held')
    await addJob(tx, scanFilesJob, {}, { key: scanFilesJob.name, queue: scanFilesJob.name })
  const sha256 = await ('file' in file ? storeFilm(tx, file, state) : storeBytes(tx, file, state))
  await tx
    .insertInto('blob_use')
    .values({ id: newId(), sha256, owner, alternative, name, created_at: now })
    .onConflict((conflict) => conflict.columns(['owner', 'sha256']).doUpdateSet({ alternative, name }))
    .execute()
}

async function storeBytes(tx: Tx, file: Picture | Document, state: KeptFile['state']): Promise<Buffer> {
  const { bytes, type } = file
  const { width, height } = 'width' in file ? file : { width: null, height: null }
  const sha256 = createHash('sha256').update(bytes).digest()
  // An update that changes nothing holds the row: it cannot go with its last use before this use is there.
  await sql`
    insert into blob (sha256, bytes, size, type, width, height, state)
    values (${sha256}, ${bytes}, ${bytes.length}, ${type}, ${width}, ${height}, ${state})
    on conflict (sha256) do update set type = excluded.type`.execute(tx)
  return sha256
}

/** At most so many of an owner are listed; no owner of ours has as many. */
const MOST_LISTED = 20

/** The files of an owner, in the order in which they came: the first twenty. */
export async function listFiles(db: Db, owner: string): Promise<KeptFile[]> {
  return (await listFilesOf(db, [owner])).get(owner)?.slice(0, MOST_LISTED) ?? []
}

/** The files of some owners, each in the order in which they came. */
export async function listFilesOf(db: Db, owners: readonly string[]): Promise<Map<string, KeptFile[]>> {
  if (owners.length === 0) return new Map()
  const rows = await db
    .selectFrom('blob_use')
    .innerJoin('blob', 'blob.sha256', 'blob_use.sha256')
    .select(['blob_use.owner', 'blob.sha256', 'alternative', 'name', 'type', 'size', 'width', 'height'])
    .select(['state', 'held_why as heldWhy'])
    .select(sql<boolean>`captions <> ''`.as('hasCaptions'))
    .where('owner', 'in', owners)
    .orderBy('blob_use.id')
    .execute()
  const files = rows.map(({ owner, sha256, width, height, hasCaptions, ...file }) => ({
    owner,
    file: {
      ...file,
      hash: sha256.toString('hex'),
      picture: width !== null && height !== null ? { width, height } : null,
      film: isFilm(file.type) ? { hasCaptions } : null,
    },
  }))
  const byOwner = Map.groupBy(files, ({ owner }) => owner)
  return new Map([...byOwner].map(([owner, list]) => [owner, list.map(({ file }) => file)]))
}

function isFilm(type: string): boolean {
  return type.startsWith('video/')
}

/**
 * Says otherwise what is seen on a file of an owner, and, where `captions` are given, what is said in it.
 * @param captions  WebVTT that `readCaptions` made
 */
export async function describeFile(
  tx: Tx,
  {
    owner,
    hash,
    ...words
  }: { owner: string; hash: string; alternative: string; captions?: string | undefined },
): Promise<void> {
  await tx
    .updateTable('blob_use')
    .set(words)
    .where('owner', '=', owner)
    .where('sha256', '=', Buffer.from(hash, 'hex'))
    .execute()
}

/** Gives all files of one owner to another. */
export async function moveFiles(tx: Tx, from: string, to: string): Promise<void> {
  await tx
    .updateTable('blob_use')
    .set({ owner: to })
    .where('owner', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('blob_use as other')
            .select('other.id')
            .where('other.owner', '=', to)
            .whereRef('other.sha256', '=', 'blob_use.sha256'),
        ),
      ),
    )
    .execute()
  await forgetFiles(tx, from)
}

/** What is in a picture or a document, if this owner has it: who knows the hash of another's file gets nothing by it. */
export async function findFile(
  db: Db,
  owner: string,
  hash: string,
): Promise<{ bytes: Buffer; type: string } | undefined> {
  const found = await openFile(db, owner, hash)
  return found && Buffer.isBuffer(found.content) ? { bytes: found.content, type: found.type } : undefined
}

/** A file as it is read: a film in pieces, all else at once. */
export type OpenFile = {
  content: Buffer | FilmContent
  type: string
  name: string
  alternative: string
  /** What is said in a film, as WebVTT; empty where nobody wrote it. */
  captions: string
}

/** The same for a file of any kind; none that is held, or was refused. */
export async function openFile(db: Db, owner: string, hash: string): Promise<OpenFile | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
  const sha256 = Buffer.from(hash, 'hex')
  const found = await db
    .selectFrom('blob_use')
    .innerJoin('blob', 'blob.sha256', 'blob_use.sha256')
    .select(['blob.bytes', 'blob.type', 'blob.size', 'name', 'alternative', 'captions'])
    .where('owner', '=', owner)
    .where('blob_use.sha256', '=', sha256)
    .where('blob.state', '=', 'clean')
    .executeTakeFirst()
  if (!found) return undefined
  const { bytes, size, ...file } = found
  return { ...file, content: bytes ?? filmContent(db, sha256, size) }
}

/**
 * Takes all files from an owner; those that nobody else has are gone when the transaction is.
 * @param hashes  of which files, where not of all
 * @returns how many went
 */
export async function forgetFiles(tx: Tx, owner: string, hashes?: readonly string[]): Promise<number> {
  if (hashes?.length === 0) return 0
  return forgetUses(tx, (uses) => {
    const owned = uses.where('owner', '=', owner)
    return hashes
      ? owned.where(
          'sha256',
          'in',
          hashes.map((hash) => Buffer.from(hash, 'hex')),
        )
      : owned
  })
}

type Uses = DeleteQueryBuilder<DB, 'blob_use', DeleteResult>

/** Ends some uses of files, whoever the owners are. */
export async function forgetUses(tx: Tx, which: (uses: Uses) => Uses): Promise<number> {
  const uses = await which(tx.deleteFrom('blob_use')).returning('sha256').execute()
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
