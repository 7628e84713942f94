import { isOfOutlook, type MailReader } from '#platform/received-mail'
import { filesOf, MOST_NESTED } from '../shown/open-mail.ts'

/** A part of a mail that somebody could store. */
export type MailPart = {
  /** `''` is the mail as it came, `0` its first file, `0.1` the second in that. */
  path: string
  bytes: Uint8Array
  /** The parts in which Outlook packed it. */
  packedIn: readonly string[]
}

/** More are not looked at, and so not handed out. */
const MOST_PARTS = 200

/** All parts of a mail, those in messages that came along too. A message that cannot be read is one part. */
export async function* partsOfMail(reader: MailReader, raw: Uint8Array, now: Date): AsyncGenerator<MailPart> {
  const waiting: { part: MailPart; isMessage: boolean }[] = [
    { part: { path: '', bytes: raw, packedIn: [] }, isMessage: true },
  ]
  for (let many = 0; many < MOST_PARTS; many++) {
    const next = waiting.shift()
    if (!next) return
    const { part, isMessage } = next
    yield part
    if (!isMessage || depthOf(part.path) >= MOST_NESTED) continue
    const outcome = await reader.read(part.bytes, now)
    if (outcome.kind === 'held') continue
    const { attachments } = outcome.mail
    const within = (at: number) => (part.path === '' ? String(at) : `${part.path}.${at}`)
    const packs = attachments.flatMap((file, at) => (isOfOutlook(file) ? within(at) : []))
    for (const [at, { content, type }] of filesOf(outcome.mail).entries())
      waiting.push({
        part: { path: within(at), bytes: content, packedIn: at < attachments.length ? [] : packs },
        isMessage: type === 'message/rfc822',
      })
  }
}

function depthOf(path: string): number {
  return path === '' ? 0 : path.split('.').length
}
