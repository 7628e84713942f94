import type { Db } from '#db'
import { type HeldReason, type MailReader, type ReceivedMail, saysMore } from '#platform/received-mail'
import type { MailFile } from './mail-message.queries.ts'
import { bodyOf, headerText } from './mail-text.ts'

/** A mail that was stored, and what it says. */
export type ReadMail = {
  rawId: string
  /** SHA-256 in hexadecimal. */
  fingerprint: string
  envelopeFrom: string | null
  envelopeTo: readonly string[]
  /** When it was said: as its server knows, else as its writer does. */
  heardAt: Date
  mail: Omit<ReceivedMail, 'attachments' | 'unpacked' | 'text' | 'html'>
  body: string
  isCut: boolean
  /** Its HTML says more than its text. */
  hasHtml: boolean
  files: MailFile[]
}

/**
 * A mail that was not understood, and why. Beside the limits of the reader: it could be read and not be stored, or it is still
 * with its mail server, because it is too large to be fetched or the server does not give it.
 */
export type HeldMail = {
  rawId: string
  reason: HeldReason | 'not-storable' | 'left-too-large' | 'left-not-fetched'
}

export type NewMail = { read: ReadMail[]; held: HeldMail[] }

/** Mails in one transaction, and bytes of them that are held in memory at once. */
const MOST_MAILS = 64
const MOST_BYTES = 50_000_000
/** More files are not listed; they are in the mail as it came. */
const MOST_FILES = 50
/** Clocks that say otherwise lost count: nobody sent mail to a municipality. */
const EARLIEST = new Date('1990-01-01T00:00:00Z')

/** The ids of mail that is not understood yet, the oldest first: some behind one of them, as many as are handled together. */
export async function listNew(db: Db, after?: string): Promise<string[]> {
  const rows = await db
    .selectFrom('received_raw')
    .select((eb) => ['id', eb.fn<number>('octet_length', ['raw']).as('bytes')])
    .where('state', '=', 'new')
    .$if(after !== undefined, (rows) => rows.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(MOST_MAILS)
    .execute()
  let bytes = 0
  return rows.flatMap((row, at) => {
    bytes += row.bytes
    return at === 0 || bytes <= MOST_BYTES ? [row.id] : []
  })
}

/** Reads what is in these, in their order; nothing of their bytes is kept in memory. */
export async function readNew(
  db: Db,
  reader: MailReader,
  ids: readonly string[],
  now: Date,
): Promise<NewMail> {
  const rows = await db
    .selectFrom('received_raw')
    .selectAll()
    .where('id', 'in', ids)
    .where('state', '=', 'new')
    .orderBy('id')
    .execute()
  const found: NewMail = { read: [], held: [] }
  for (const { id: rawId, raw, ...row } of rows) {
    const outcome = await reader.read(raw ?? Buffer.alloc(0), now)
    if (outcome.kind === 'held') found.held.push({ rawId, reason: outcome.reason })
    else
      found.read.push({ rawId, ...envelopeOf(row), ...saidBy(outcome.mail, row.arrived_at, row.stored_at) })
  }
  return found
}

function envelopeOf(row: { fingerprint: Buffer; envelope_from: string | null; envelope_to: string[] }) {
  return {
    fingerprint: row.fingerprint.toString('hex'),
    envelopeFrom: row.envelope_from,
    envelopeTo: row.envelope_to,
  }
}

function saidBy(received: ReceivedMail, arrivedAt: Date | null, storedAt: Date) {
  const { attachments, unpacked, text, html, ...mail } = received
  const files = [...attachments, ...unpacked].slice(0, MOST_FILES).map(({ name, type, content }) => ({
    name: headerText(name),
    type: headerText(type),
    bytes: content.byteLength,
  }))
  const date = mail.date && mail.date >= EARLIEST ? mail.date : null
  const written = date && date <= storedAt ? date : storedAt
  return {
    mail: { ...mail, date },
    ...bodyOf({ text, html }),
    hasHtml: html !== null && saysMore(html),
    files,
    heardAt: arrivedAt ?? written,
  }
}
