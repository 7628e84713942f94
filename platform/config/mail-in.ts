import { z } from 'zod'
import { readAddress } from '../address/index.ts'

/** A mailbox that is read, and what it is read for. */
export type MailboxSource = {
  /** The channel that its mail comes in by. */
  name: string
  host: string
  port: number
  /** Encrypted from the first byte, agreed upon before anything is said (STARTTLS), or in the clear. */
  encryption: 'tls' | 'starttls' | 'none'
  user: string
  password: string
  folder: string
}

/** Where mail servers deliver to us (LMTP), and for whom. */
export type LmtpSettings = { host: string; port: number; addresses: string[] }

const EXAMPLE = 'info@gemeente.nl=imaps://user:password@mail.gemeente.nl/INBOX'
const PORTS = { imaps: 993, imap: 143 }
const MOST_MAILBOXES = 50

/** Mailboxes, with spaces between them; what is wrong names the channel, never what stands behind it. */
export const mailboxSources = z.string().transform((text, context): MailboxSource[] => {
  const entries = text.split(/\s+/).filter(Boolean)
  const sources: MailboxSource[] = []
  const fail = (message: string) => context.addIssue({ code: 'custom', message })
  if (entries.length > MOST_MAILBOXES) fail(`names more than ${MOST_MAILBOXES} mailboxes: name fewer`)
  for (const entry of entries) {
    const source = readSource(entry)
    if (typeof source === 'string') fail(source)
    else if (sources.some((other) => isSame(other, source)))
      fail(`names a mailbox of ${source.name} twice: leave one out`)
    else sources.push(source)
  }
  return sources
})

function isSame(one: MailboxSource, other: MailboxSource): boolean {
  return (['name', 'host', 'port', 'user', 'folder'] as const).every((key) => one[key] === other[key])
}

/** @returns what it says, or what is wrong with it */
function readSource(entry: string): MailboxSource | string {
  const at = entry.indexOf('=')
  const name = readAddress(entry.slice(0, Math.max(at, 0)))?.mailbox.toLowerCase()
  if (!name) return `has a mailbox without the address that it is for before an "=": write ${EXAMPLE}`
  const address = entry.slice(at + 1)
  if (!URL.canParse(address)) return unreadable(name)
  const url = new URL(address)
  const scheme = url.protocol.slice(0, -1)
  if (scheme !== 'imaps' && scheme !== 'imap')
    return `does not read ${name} by imaps:// or imap://: write ${EXAMPLE}`
  if (!url.hostname || !url.username || !url.password) return unreadable(name)
  const tls = url.searchParams.get('tls')
  if (tls !== null && (tls !== 'off' || scheme === 'imaps'))
    return `has something other than "tls=off" behind the mailbox of ${name}, or it behind imaps://: imaps:// is encrypted, imap:// becomes so before the password is said, and imap://…?tls=off is not`
  try {
    return {
      ...{ name, host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || PORTS[scheme] },
      encryption: scheme === 'imaps' ? 'tls' : tls === 'off' ? 'none' : 'starttls',
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    }
  } catch {
    return unreadable(name)
  }
}

function unreadable(name: string): string {
  return `cannot read the mailbox of ${name}: write ${EXAMPLE}, with %40 for an @ and %25 for a % in the name or the password`
}

/** Where deliveries are listened for, as `127.0.0.1:2424`; a port alone is on loopback. */
export const lmtpListen = z.string().transform((text, context) => {
  if (text === '') return undefined
  const [, host = '127.0.0.1', digits = ''] = /^(?:\[?([\w.:-]+?)\]?:)?(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (digits !== '' && port <= 65_535) return { host, port }
  context.addIssue({ code: 'custom', message: 'is not where one can listen: write 127.0.0.1:2424' })
  return z.NEVER
})

/** Addresses with commas or spaces between them. */
export const lmtpAddresses = z.string().transform((text, context): string[] => {
  const addresses = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((one) => one.toLowerCase())
  const wrong = addresses.find((one) => readAddress(one)?.mailbox.toLowerCase() !== one)
  if (wrong !== undefined)
    context.addIssue({
      code: 'custom',
      message: `has "${wrong}" in it, which is no e-mail address: write info@gemeente.nl,antwoord@gemeente.nl`,
    })
  return addresses
})
