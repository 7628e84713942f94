import type { Db } from '#db'
import { pictureTypeOf, readDocument } from '#platform/blobs'
import type {
  MailAttachment,
  Mailbox,
  MailReader,
  ReceivedMail,
  SafeHtml,
  ShownPicture,
} from '#platform/received-mail'
import { type MailFile, readMailFiles } from '../channels/mail-message.queries.ts'
import { bodyOf } from '../channels/mail-text.ts'
import { type MailScan, verdictOn } from '../scanned/mail-scan.ts'

/** Which file of a mail: its number among them, from 0; and for one in a message that came along, the number of that message before it. */
export type MailPath = readonly number[]

/** Messages in messages, as deep as they are opened one by one; the whole of them is in the mail as it came. */
export const MOST_NESTED = 5
/** More files are not listed. */
const MOST_FILES = 50

/** Reads which file an address names, as `3` or `3.0`; undefined for what names none. */
export function readMailPath(text: string): MailPath | undefined {
  if (!/^\d{1,2}(?:\.\d{1,2})*$/.test(text)) return undefined
  const path = text.split('.').map(Number)
  return path.length <= MOST_NESTED ? path : undefined
}

/** All files of a mail, each by its number: what was attached, then what Outlook packed in one of them. */
export function filesOf({ attachments, unpacked }: ReceivedMail): readonly MailAttachment[] {
  return [...attachments, ...unpacked]
}

/** A mail, or a message that came along with one, as it is shown on a page of its own. */
export type ShownMail = {
  from: readonly Mailbox[]
  to: readonly Mailbox[]
  cc: readonly Mailbox[]
  subject: string
  date: Date | null
  text: string
  isCut: boolean
  /** As it was formatted; undefined where it has no HTML, or none that can be shown. */
  formatted: SafeHtml | undefined
  hasHtml: boolean
  files: (MailFile & { path: string; isMessage: boolean })[]
  /** Outlook packed more in it than we can read. */
  isPartlyPacked: boolean
}

type Opening = {
  rawId: string
  raw: Buffer
  /** Of a message that came along; empty for the mail itself. */
  path: MailPath
  now: Date
  /** What is said in place of what was quoted. */
  quoted: string
  /** Where a picture of the mail is read, by its hash. */
  pictureAt: (hash: string) => string
}

/** Opens a mail, or a message that came along with one, to be shown; undefined where there is none, or it cannot be read. */
export async function openMail(
  db: Db,
  reader: MailReader,
  { rawId, raw, path, now, quoted, pictureAt }: Opening,
): Promise<ShownMail | undefined> {
  const mail = await readWithin(reader, raw, path, now)
  if (!mail) return undefined
  const pictures =
    path.length > 0 ? new Map<string, ShownPicture>() : await findPictures(db, rawId, mail, pictureAt)
  const { from, to, cc, subject, date, html } = mail
  const { body, isCut } = bodyOf(mail)
  return {
    ...{ from, to, cc, subject, date, text: body, isCut },
    formatted: html === null ? undefined : await reader.makeSafe(html, { pictures, quoted }),
    hasHtml: html !== null,
    files: filesOf(mail)
      .slice(0, MOST_FILES)
      .map(({ name, type, content }, at) => ({
        ...{ name, type, bytes: content.byteLength },
        path: [...path, at].join('.'),
        isMessage: type === 'message/rfc822' && path.length + 1 < MOST_NESTED,
      })),
    isPartlyPacked: mail.warnings.includes('winmail-not-whole'),
  }
}

async function readWithin(
  reader: MailReader,
  raw: Uint8Array,
  path: MailPath,
  now: Date,
): Promise<ReceivedMail | undefined> {
  const outcome = await reader.read(raw, now)
  if (outcome.kind === 'held') return undefined
  const [first, ...rest] = path
  if (first === undefined) return outcome.mail
  const within = filesOf(outcome.mail)[first]
  return within?.type === 'message/rfc822' ? readWithin(reader, within.content, rest, now) : undefined
}

/** The pictures that were made anew, by the id by which the HTML names them. */
async function findPictures(
  db: Db,
  rawId: string,
  mail: ReceivedMail,
  pictureAt: Opening['pictureAt'],
): Promise<Map<string, ShownPicture>> {
  const known = await readMailFiles(db, rawId)
  const files = filesOf(mail).map(({ contentId }, at) => ({ contentId, picture: known[at]?.picture }))
  return new Map(
    files.flatMap(({ contentId, picture }) =>
      contentId && picture
        ? [
            [
              contentId,
              { src: pictureAt(picture.hash), width: picture.width, height: picture.height },
            ] as const,
          ]
        : [],
    ),
  )
}

/** A file of a mail as it is handed out; `held` where the virus scanner did not find it clean. */
export type MailFileOutcome =
  | { kind: 'file'; bytes: Uint8Array; type: string; name: string }
  | { kind: 'held' | 'none' }

/** One file of a mail, to be stored by whoever asks for it: as what its bytes are, whatever it is called. */
export async function takeMailFile(
  reader: MailReader,
  { raw, path, now, scan }: Pick<Opening, 'raw' | 'path' | 'now'> & { scan: MailScan | undefined },
): Promise<MailFileOutcome> {
  if (verdictOn(scan, path.join('.')).kind !== 'clean') return { kind: 'held' }
  const at = path.at(-1)
  const mail = await readWithin(reader, raw, path.slice(0, -1), now)
  const file = mail && at !== undefined ? filesOf(mail)[at] : undefined
  if (!file) return { kind: 'none' }
  const { name, type, content } = file
  const isMessage = type === 'message/rfc822'
  const picture = pictureTypeOf(content)
  const found = isMessage ? type : picture ? `image/${picture}` : readDocument(content)?.type
  return {
    kind: 'file',
    bytes: content,
    type: found ?? 'application/octet-stream',
    name: name || (isMessage ? 'mail.eml' : 'bijlage'),
  }
}
