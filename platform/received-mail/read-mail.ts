import PostalMime, { type Attachment, decodeWords, type Email } from 'postal-mime'
import { readDeliveryReport } from './delivery-report.ts'
import { HeaderFields } from './header-fields.ts'
import { findList, recogniseMachine } from './machine-mail.ts'
import { mendRaw } from './mend-raw.ts'
import { readDate } from './read-date.ts'
import type { HeldReason, MailAttachment, MailWarning, ReadOutcome, ReceivedMail } from './received-mail.ts'
import { readTnef } from './tnef.ts'
import { takeUuencoded } from './uuencode.ts'

/** What a mail may hold before it is held: in bytes, parts, lines that are not packed, parts in each other, and bytes of all headers. */
export const mailLimits = {
  bytes: 40_000_000,
  parts: 1000,
  lines: 700_000,
  depth: 50,
  headerBytes: 1_000_000,
} as const

/** A clock may be wrong by a day, a zone by half of one. */
const TOLERATED_FUTURE_MS = 36 * 3_600_000

/**
 * Reads a mail as anybody may have sent it. Never throws on what it says; whoever serves people asks a `MailReader`,
 * which does this in a thread with a limit on time.
 * @param raw  the mail as it came
 * @param now  by which a date is in the future
 */
export async function readMail(raw: Uint8Array, now: Date): Promise<ReadOutcome> {
  if (raw.byteLength > mailLimits.bytes) return { kind: 'held', reason: 'too-large' }
  const mended = mendRaw(raw)
  if (mended.parts > mailLimits.parts) return { kind: 'held', reason: 'too-many-parts' }
  if (mended.lines > mailLimits.lines) return { kind: 'held', reason: 'too-large' }
  const email = await parse(mended.bytes)
  if (typeof email === 'string') return { kind: 'held', reason: email }
  return { kind: 'read', mail: understand(email, mended.warnings, now) }
}

async function parse(bytes: Buffer): Promise<Email | HeldReason> {
  try {
    return await PostalMime.parse(bytes, {
      // Messages within the mail are shown beside it: what somebody else wrote is not the sender's text.
      forceRfc822Attachments: true,
      maxNestingDepth: mailLimits.depth,
      maxHeadersSize: mailLimits.headerBytes,
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (message.includes('nesting depth')) return 'too-deep'
    return message.includes('header size') ? 'too-large' : 'broken'
  }
}

function understand(email: Email, mended: readonly MailWarning[], now: Date): ReceivedMail {
  const fields = new HeaderFields(email.headers)
  const { text, files } = takeUuencoded(email.text ?? '')
  const attachments = [...email.attachments.map(toAttachment), ...files.map(toFile)]
  const written = fields.find('date')
  const mail = {
    messageId: fields.ids('message-id')[0] ?? null,
    inReplyTo: fields.ids('in-reply-to'),
    references: fields.ids('references'),
    from: fields.mailboxes('from'),
    to: fields.mailboxes('to'),
    cc: fields.mailboxes('cc'),
    replyTo: fields.mailboxes('reply-to'),
    subject: fields.text('subject'),
    listId: findList(fields),
    date: written ? readDate(written) : null,
    text: email.text === undefined ? null : text,
    html: email.html ?? null,
    attachments,
  }
  const { unpacked, isWhole } = unpack(attachments)
  const report = readDeliveryReport(fields, { ...mail, text })
  return {
    ...mail,
    unpacked,
    report,
    machine: recogniseMachine(fields, { subject: mail.subject, text, from: mail.from, report }),
    warnings: [
      ...mended,
      ...listWarnings(mail, fields, now),
      ...(isWhole ? [] : ['winmail-not-whole' as const]),
    ],
  }
}

/** What Outlook packed, and whether all of it could be read. */
function unpack(attachments: readonly MailAttachment[]): { unpacked: MailAttachment[]; isWhole: boolean } {
  const packs = attachments.filter(isOfOutlook).map(({ content }) => readTnef(content))
  const unpacked = packs.flatMap(({ files }) =>
    files.map(({ name, type, ...file }) => ({ ...file, name: tidyName(name), type: readType(type) })),
  )
  return { unpacked, isWhole: packs.every((pack) => pack.isWhole) }
}

/** Whether it is a file in which Outlook packs others (TNEF), and that hardly any other program opens. */
export function isOfOutlook({ type, name }: Pick<MailAttachment, 'type' | 'name'>): boolean {
  return /ms-tnef/.test(type) || /^winmail\.dat$/i.test(name)
}

function readType(type: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream'
}

function toAttachment({ filename, mimeType, contentId, content }: Attachment): MailAttachment {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : content instanceof Uint8Array
        ? content
        : new Uint8Array(content)
  const type = readType(mimeType)
  const uuencoded = startsUuencoded(bytes)
    ? takeUuencoded(Buffer.from(bytes).toString('latin1')).files[0]
    : undefined
  const name = tidyName(filename ?? uuencoded?.name ?? '')
  return {
    name,
    type,
    contentId: contentId?.replace(/^<|>$/g, '') || null,
    content: uuencoded?.content ?? bytes,
  }
}

function startsUuencoded(bytes: Uint8Array): boolean {
  return /^\s*begin [0-7]{3,4} \S/.test(Buffer.from(bytes.subarray(0, 40)).toString('latin1'))
}

function toFile({ name, content }: { name: string; content: Uint8Array }): MailAttachment {
  return { name: tidyName(name), type: 'application/octet-stream', contentId: null, content }
}

/** The name alone: without folders, and without characters that show nothing or turn it around. */
function tidyName(name: string): string {
  const decoded = decodeWords(name)
  const last = decoded.split(/[\\/]/).at(-1) ?? ''
  return last
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .trim()
    .slice(0, 255)
}

function listWarnings(
  mail: Omit<ReceivedMail, 'machine' | 'report' | 'unpacked' | 'warnings'>,
  fields: HeaderFields,
  now: Date,
): MailWarning[] {
  const words = [
    mail.text,
    mail.html,
    mail.subject,
    ...[...mail.from, ...mail.attachments].map(({ name }) => name),
  ]
  const type = (fields.find('content-type') ?? '').toLowerCase()
  const found: readonly (readonly [MailWarning, boolean])[] = [
    ['no-message-id', mail.messageId === null],
    ['no-sender', !mail.from.some(({ address }) => address)],
    ['several-senders', mail.from.length > 1],
    ['no-date', !fields.find('date')],
    ['date-unreadable', mail.date === null && Boolean(fields.find('date'))],
    ['date-in-future', mail.date !== null && mail.date.getTime() > now.getTime() + TOLERATED_FUTURE_MS],
    ['no-body', !mail.text?.trim() && !mail.html?.trim()],
    ['characters-lost', words.some((word) => word?.includes('\ufffd'))],
    ['part-of-a-message', type.startsWith('message/partial')],
    ['winmail', mail.attachments.some(isOfOutlook)],
  ]
  return found.filter(([, isSo]) => isSo).map(([warning]) => warning)
}
