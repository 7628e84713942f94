import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { logAccess } from '#domains/people'
import { findFile } from '#platform/blobs'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { addJob } from '#platform/jobs'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import { findMailScan } from '../scanned/mail-scan.store.ts'
import type { MailScan } from '../scanned/mail-scan.ts'
import { understandMailJob } from './channels.jobs.ts'
import { ownerOfPictures } from './picture-owner.ts'
import type { HeldMail } from './read-mail.ts'

/** A channel, and what comes by it. */
export type ChannelLine = { id: string; name: string; lastAt: Date | null; waiting: number; held: number }

/** All channels by their names: when the last mail came, how much of it waits to be understood, and how much is held. */
export async function listChannels(db: Db): Promise<ChannelLine[]> {
  const { rows } = await sql<ChannelLine>`
    select channel.id, channel.name, last.stored_at as "lastAt",
      (select count(*)::integer from received_raw where state = 'new' and channel_id = channel.id) as waiting,
      (select count(*)::integer from received_raw where state = 'held' and channel_id = channel.id) as held
    from channel
    left join lateral (
      select stored_at from received_raw where channel_id = channel.id order by id desc limit 1
    ) as last on true
    where channel.kind = 'mail'
    order by channel.name`.execute(db)
  return rows
}

/** Whether mail comes in at all, and how much of it is held. */
export async function countHeldMail(db: Db): Promise<{ channels: number; held: number }> {
  const { rows } = await sql<{ channels: number; held: number }>`
    select (select count(*)::integer from channel where kind = 'mail') as channels,
      (select count(*)::integer from received_raw where state = 'held') as held`.execute(db)
  return rows[0] ?? { channels: 0, held: 0 }
}

/** A mail that nobody could read; of what it says, nothing is known. */
export type HeldLine = {
  id: string
  channel: string
  storedAt: Date
  bytes: number
  reason: HeldMail['reason']
  /** It stays with its mail server: nothing is here but its header, or not even that. */
  isLeft: boolean
  hasHeader: boolean
}

/** What is held, the newest first. */
export async function listHeldMail(db: Db, page: PageRequest): Promise<Page<HeldLine>> {
  const cursor = readCursor(page.after, ['uuid'])
  const rows = await db
    .selectFrom('received_raw as raw')
    .innerJoin('channel', 'channel.id', 'raw.channel_id')
    .select((eb) => [
      'raw.id',
      'channel.name as channel',
      'raw.stored_at as storedAt',
      eb.fn.coalesce('raw.left_bytes', eb.fn<number>('octet_length', ['raw.raw']), eb.lit(0)).as('bytes'),
      sql<boolean>`raw.left_bytes is not null`.as('isLeft'),
      sql<boolean>`octet_length(raw.raw) > 0`.as('hasHeader'),
      sql<HeldMail['reason']>`raw.reason`.as('reason'),
    ])
    .where('raw.state', '=', 'held')
    .$if(cursor !== undefined, (held) => held.where('raw.id', '<', cursor?.[0] ?? ''))
    .orderBy('raw.id', 'desc')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, ({ id }) => [id])
}

/** Has a mail that is held read once more: after a fault was mended, or to try. */
export async function retryHeldMail(tx: Tx, rawId: string): Promise<{ kind: 'retried' | 'not-held' }> {
  const { numUpdatedRows } = await tx
    .updateTable('received_raw')
    .set({ state: 'new', reason: null })
    .where('id', '=', rawId)
    .where('state', '=', 'held')
    .where('raw', 'is not', null)
    .where('left_bytes', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return { kind: 'not-held' }
  await addJob(tx, understandMailJob, {}, { key: 'understand-mail', keepsWaiting: true })
  return { kind: 'retried' }
}

/** A mail as it came, and what may be handed out of it. */
export type OriginalMail = { raw: Buffer; conversationId: string | null; scan: MailScan | undefined }

/**
 * A mail as it came, for a member of staff who may read the conversation that it belongs to: that they read it is logged. Undefined
 * once it is no longer kept.
 */
export async function readOriginal(
  tx: Tx,
  { rawId, by, now, today }: { rawId: string; by: string; now: Date; today: string },
): Promise<OriginalMail | undefined> {
  const row = await selectReadable(tx, rawId, { accountId: by, today })
    .select(['raw.raw', 'raw.conversation_id as conversationId'])
    .executeTakeFirst()
  if (!row?.raw) return undefined
  await logAccess(tx, { accountId: by, action: 'read', subjectKind: 'mail', subjectId: rawId, now })
  return { raw: row.raw, conversationId: row.conversationId, scan: await findMailScan(tx, rawId) }
}

/** A picture of a mail, as we made it, for who may read the mail. */
export async function findPicture(
  db: Db,
  { rawId, hash }: { rawId: string; hash: string },
  reader: Reader,
): Promise<{ bytes: Buffer; type: string } | undefined> {
  const mail = await selectReadable(db, rawId, reader).select('raw.id').executeTakeFirst()
  return mail && findFile(db, ownerOfPictures(rawId), hash)
}

/** What nobody could understand is in no conversation yet: whoever answers reads it. */
function selectReadable(db: Db, rawId: string, reader: Reader) {
  return db
    .selectFrom('received_raw as raw')
    .leftJoin('conversation', 'conversation.id', 'raw.conversation_id')
    .where('raw.id', '=', rawId)
    .where(mayRead(reader, 'conversation.subject_id'))
}
