import { withLineFeeds, withoutPrelude } from './raw-lines.ts'
import { readDate } from './read-date.ts'

/** What servers wrote on a mail on its way. */
export type MailTrace = {
  /** Whom a report about it goes to; empty for what no report is wanted about, null where no server wrote it down. */
  returnPath: string | null
  /** For whom it was delivered, as `antwoord+KEY@gemeente.example`. */
  deliveredTo: string[]
  /** When the last server took it; null where none says so. */
  takenAt: Date | null
}

/** Servers write above what a sender wrote; more than this is not looked at. */
const LONGEST = 64_000
const MOST_ADDRESSES = 20

/** Reads what servers wrote above a mail. Anybody can write the same below: nothing that matters rests on it alone. */
export function readTrace(raw: Uint8Array): MailTrace {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, LONGEST)).toString('latin1')
  const source = withoutPrelude(withLineFeeds(start).replaceAll('\r\n', '\n'))
  const header = source.startsWith('\n') ? '' : (source.split('\n\n', 1)[0] ?? '')
  const fields = header.split(/\n(?![ \t])/).map((field) => field.replaceAll('\n', ''))
  const list = (name: RegExp) =>
    fields.filter((field) => name.test(field)).map((field) => field.slice(field.indexOf(':') + 1).trim())
  const path = list(/^return-path\s*:/i)[0]
  const received = list(/^received\s*:/i)[0]
  return {
    returnPath: path === undefined ? null : addressOf(path),
    deliveredTo: list(/^(?:delivered-to|x-original-to|envelope-to)\s*:/i)
      .map(addressOf)
      .filter(Boolean)
      .slice(0, MOST_ADDRESSES),
    takenAt: received === undefined ? null : readDate(received.slice(received.lastIndexOf(';') + 1)),
  }
}

function addressOf(value: string): string {
  return value.replace(/^<|>$/g, '').trim().slice(0, 320)
}
