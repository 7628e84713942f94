import { domainToASCII } from 'node:url'
import { z } from 'zod'
import { cleanText, normalizeText } from '#platform/text'

/**
 * An e-mail address: where a mail goes, and what makes it the same address however it is written. `formerHandle` is how that
 * was told before providers were known: what was sealed by it is still found.
 */
export type Address = { mailbox: string; handle: string; formerHandle: string }

/** No address is longer, however it is written (RFC 3696): anything longer is not worth the work of reading it. */
const LONGEST_TYPED = 320
const LONGEST = 254
const LONGEST_NAME = 64

/** What may stand before the @ without quotation marks: RFC 5322, 3.2.3. */
const NAME = /^[a-z\d!#$%&'*+/=?^_`{|}~-]+(\.[a-z\d!#$%&'*+/=?^_`{|}~-]+)*$/i
/** Two labels or more, of which the last is no number. */
const DOMAIN = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d]([a-z\d-]{0,61}[a-z\d])$/

/** Providers that say that they put mail for several spellings into one mailbox: which domains, and what does not count. */
const providers: { domains: [string, ...string[]]; uncounted?: RegExp }[] = [
  { domains: ['gmail.com', 'googlemail.com'], uncounted: /\./g },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], uncounted: /[._-]/g },
  { domains: ['icloud.com', 'me.com', 'mac.com'] },
]

/**
 * Reads an address as people type or paste it: `Jan de Vries <jan@voorbeeld.nl>` and `mailto:` too. Capitals, what follows a
 * plus sign and the spelling of an international domain do not make it another one: `Jan+dialoog@Bücher.example` is
 * `jan@xn--bcher-kva.example`. Neither does what its provider is known to ignore: `j.an@googlemail.com` is `jan@gmail.com`.
 * Whatever is counted, confirmed or stopped by address goes by the handle. Forms, imports, settings and mail all ask here.
 */
export function readAddress(text: string): Address | undefined {
  const typed = text.trim()
  if (typed.length > LONGEST_TYPED) return undefined
  const bare = withoutDress(cleanText(typed))
  const [, local = '', given = ''] = /^(.+)@(.+)$/.exec(normalizeText(bare, 'NFKC')) ?? []
  // What reads a domain out of an address of the web stops at these, and takes what stands before them.
  if (/[/?#\\%:[\]]/.test(given)) return undefined
  const domain = domainToASCII(given.toLowerCase())
  const mailbox = `${local}@${domain}`
  if (mailbox.length > LONGEST || local.length > LONGEST_NAME) return undefined
  if (!NAME.test(local) || !DOMAIN.test(domain)) return undefined
  const name = local.toLowerCase().replace(/(?<=.)\+.*/, '')
  return { mailbox, handle: handleOf(name, domain), formerHandle: `${name}@${domain}` }
}

/** Programs that keep addresses copy them with a name and in angle brackets, web pages as a link. */
function withoutDress(text: string): string {
  const [, inBrackets] = /^[^<>@]*<([^<>]+)>$/.exec(text) ?? []
  return (inBrackets ?? text).trim().replace(/^mailto:/i, '')
}

function handleOf(name: string, domain: string): string {
  const provider = providers.find(({ domains }) => domains.includes(domain))
  if (!provider) return `${name}@${domain}`
  const counted = provider.uncounted ? name.replace(provider.uncounted, '') : name
  return `${counted || name}@${provider.domains[0]}`
}

/** The address in a form. */
export const addressSchema = z.string().transform((text, context): Address => {
  const address = readAddress(text)
  if (address) return address
  context.addIssue({ code: 'custom', message: 'not-an-address' })
  return z.NEVER
})
