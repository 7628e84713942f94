import { createHash } from 'node:crypto'
import { withLineFeeds, withoutPrelude } from './raw-lines.ts'

/** What servers write on a mail on its way, and mailboxes beside it. */
const trace =
  /^(?:received|received-spf|delivered-to|envelope-to|delivery-date|return-path|authentication-results|arc-[\w-]+|x-[\w-]+|status|content-length|lines)\s*:/i

/**
 * Tells whether two mails are the same: equal for copies that came by different ways, different for two mails that carry
 * one Message-ID. It is a hash of the mail without what was written on its way, of how lines end, and of empty lines at
 * its end. Linear in the length.
 * @returns 64 hexadecimal digits (SHA-256)
 */
export function fingerprintMail(raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
  const source = withoutPrelude(withLineFeeds(bytes).replaceAll('\r\n', '\n'))
  const end = source.startsWith('\n') ? 0 : source.indexOf('\n\n')
  const header = end < 0 ? source : source.slice(0, end)
  const body = end < 0 ? '' : source.slice(end)
  // A field and its continuations go together.
  const kept = header.split(/\n(?![ \t])/).filter((field) => !trace.test(field))
  const hash = createHash('sha256').update(kept.join('\n').trimEnd(), 'latin1')
  return hash.update('\n\n').update(withoutLastLines(body), 'latin1').digest('hex')
}

function withoutLastLines(body: string): string {
  let [start, end] = [0, body.length]
  while (end > start && body[end - 1] === '\n') end--
  while (start < end && body[start] === '\n') start++
  return body.slice(start, end)
}
