import { z } from 'zod'
import type { Db } from '#db'
import { listFiles } from '#platform/blobs'
import { findMailScans } from '../scanned/mail-scan.store.ts'
import type { MailScan } from '../scanned/mail-scan.ts'
import { mayBeNewTopic } from './new-topic.ts'
import { type OtherPerson, othersSchema } from './other-person.ts'
import { ownerOfPictures } from './picture-owner.ts'

const pictureSchema = z.object({ hash: z.string(), width: z.number(), height: z.number() })
const filesSchema = z.array(
  z.object({ name: z.string(), type: z.string(), bytes: z.number(), picture: pictureSchema.optional() }),
)

/** A file that came with a mail: its name and type as its sender says, how large it is, and the picture that we made of it. */
export type MailFile = z.infer<typeof filesSchema>[number]

/** What the mail of an entry says besides its text. */
export type MailOfEntry = {
  rawId: string
  /** With angle brackets, as other mail refers to it. */
  messageId: string | undefined
  from: { name: string; address: string }
  /** Somebody else than who asked wrote it: they may not know what it says. */
  isFromOther: boolean
  /** Who else it was sent to. */
  others: OtherPerson[]
  subject: string
  /** By the sender's clock. */
  writtenAt: Date | null
  isAutomatic: boolean
  /** Its subject is another than those before it: it may be about something else. */
  mayBeNewTopic: boolean
  hasHtml: boolean
  isCut: boolean
  files: MailFile[]
  /** Whether it is still there as it came. */
  isKept: boolean
  /** What the virus scanner said of it; undefined where nobody asked. */
  scan: MailScan | undefined
  /** Its pictures as we made them, by the hash that they are asked for by. */
  pictures: { hash: string; width: number; height: number }[]
  /** The channels by which it came. */
  channels: string[]
}

/** The mails of a conversation, by the number of their entry. */
export async function findMailOfEntries(db: Db, conversationId: string): Promise<Map<number, MailOfEntry>> {
  const rows = await db
    .selectFrom('mail_message as mail')
    .innerJoin('received_raw as raw', 'raw.id', 'mail.raw_id')
    .selectAll('mail')
    .select((eb) => [
      eb('raw.raw', 'is not', null).as('isKept'),
      eb
        .selectFrom('received_raw as copy')
        .innerJoin('channel', 'channel.id', 'copy.channel_id')
        .whereRef('copy.conversation_id', '=', 'mail.conversation_id')
        .whereRef('copy.seq', '=', 'mail.seq')
        .select((agg) => agg.fn.agg<string[]>('array_agg', ['channel.name']).as('names'))
        .as('channels'),
    ])
    .where('mail.conversation_id', '=', conversationId)
    .execute()
  const [pictures, scans, earlier] = await Promise.all([
    listPictures(db, rows),
    findMailScans(
      db,
      rows.map(({ raw_id }) => raw_id),
    ),
    rows.some(({ seq }) => seq > 1) ? listSubjects(db, conversationId) : [],
  ])
  return new Map(
    rows.map((row) => [
      row.seq,
      {
        rawId: row.raw_id,
        messageId: row.message_id === null ? undefined : `<${row.message_id}>`,
        from: { name: row.from_name, address: row.from_address },
        isFromOther: row.is_from_other,
        others: othersSchema.parse(row.others),
        subject: row.subject,
        writtenAt: row.written_at,
        isAutomatic: row.is_automatic,
        mayBeNewTopic:
          row.seq > 1 &&
          !row.is_automatic &&
          mayBeNewTopic(
            row.subject,
            earlier.flatMap(({ seq, subject }) => (seq < row.seq ? subject : [])),
          ),
        hasHtml: row.has_html,
        isCut: row.is_cut,
        files: filesSchema.parse(row.files),
        isKept: Boolean(row.isKept),
        scan: scans.get(row.raw_id),
        pictures: pictures.get(row.raw_id) ?? [],
        channels: (row.channels ?? []).toSorted(),
      },
    ]),
  )
}

/** The files of a mail, each by its number; none once it is no longer kept. */
export async function readMailFiles(db: Db, rawId: string): Promise<MailFile[]> {
  const row = await db
    .selectFrom('mail_message')
    .select('files')
    .where('raw_id', '=', rawId)
    .executeTakeFirst()
  return filesSchema.parse(row?.files ?? [])
}

/** What a conversation is called, and the subjects of all its mail, of both sides. */
async function listSubjects(db: Db, conversationId: string): Promise<{ seq: number; subject: string }[]> {
  const received = db
    .selectFrom('mail_message')
    .select(['seq', 'subject'])
    .where('conversation_id', '=', conversationId)
  const sent = db
    .selectFrom('conversation_entry as entry')
    .innerJoin('outgoing_mail', 'outgoing_mail.id', 'entry.mail_id')
    .select(['entry.seq', 'outgoing_mail.subject'])
    .where('entry.conversation_id', '=', conversationId)
  const own = db
    .selectFrom('conversation')
    .select((eb) => [eb.lit(0).as('seq'), 'subject'])
    .where('id', '=', conversationId)
  return received.unionAll(sent).unionAll(own).execute()
}

/** Of those with pictures only: most mail has none. */
async function listPictures(
  db: Db,
  rows: readonly { raw_id: string; files: unknown }[],
): Promise<Map<string, MailOfEntry['pictures']>> {
  const illustrated = rows.filter(({ files }) =>
    filesSchema.parse(files).some(({ type }) => type.startsWith('image/')),
  )
  const found = await Promise.all(
    illustrated.map(async ({ raw_id }) => {
      const files = await listFiles(db, ownerOfPictures(raw_id))
      const pictures = files.flatMap(({ hash, picture }) => (picture ? [{ hash, ...picture }] : []))
      return [raw_id, pictures] as const
    }),
  )
  return new Map(found)
}
