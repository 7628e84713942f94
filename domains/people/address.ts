import { domainToASCII } from 'node:url'
import { z } from 'zod'
import { normalizeText } from '#platform/text'

/** An e-mail address: where a mail goes, and what makes it the same address however it is written. */
export type Address = { mailbox: string; handle: string }

/** No address is longer, however it is written (RFC 3696): anything longer is not worth the work of reading it. */
const LONGEST_TYPED = 320
const plain = z.string().max(254).pipe(z.email())

/**
 * Reads an address as people type it. Capitals, what follows a plus sign and the spelling of an international domain do
 * not make it another one: `Jan+dialoog@Bücher.example` is `jan@xn--bcher-kva.example`. Whatever is counted, confirmed or
 * stopped by address goes by the handle.
 */
export function readAddress(text: string): Address | undefined {
  const typed = text.trim()
  if (typed.length > LONGEST_TYPED) return undefined
  const [, local = '', domain = ''] = /^(.+)@(.+)$/.exec(normalizeText(typed, 'NFKC')) ?? []
  // What reads a domain out of an address of the web stops at these, and takes what stands before them.
  if (/[/?#\\%:[\]]/.test(domain)) return undefined
  const mailbox = `${local}@${domainToASCII(domain.toLowerCase())}`
  if (!plain.safeParse(mailbox).success) return undefined
  const name = local.toLowerCase().replace(/(?<=.)\+.*/, '')
  return { mailbox, handle: `${name}${mailbox.slice(mailbox.lastIndexOf('@'))}` }
}

/** The address in a form. */
export const addressSchema = z.string().transform((text, context): Address => {
  const address = readAddress(text)
  if (address) return address
  context.addIssue({ code: 'custom', message: 'not-an-address' })
  return z.NEVER
})
