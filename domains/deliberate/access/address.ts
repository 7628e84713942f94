import { domainToASCII } from 'node:url'
import { z } from 'zod'

/** An e-mail address: where a mail goes, and what makes it the same address however it is written. */
export type Address = { mailbox: string; handle: string }

const plain = z.string().max(254).pipe(z.email())

/**
 * Reads an address as people type it. Capitals, what follows a plus sign and the spelling of an international domain do
 * not make it another one: `Jan+dialoog@Bücher.example` is `jan@xn--bcher-kva.example`.
 */
export function readAddress(text: string): Address | undefined {
  const [, local = '', domain = ''] = /^(.+)@(.+)$/.exec(text.trim().normalize('NFKC')) ?? []
  const mailbox = `${local}@${domainToASCII(domain.toLowerCase())}`
  if (!plain.safeParse(mailbox).success) return undefined
  const name = local.toLowerCase().replace(/(?<=.)\+.*$/, '')
  return { mailbox, handle: `${name}${mailbox.slice(mailbox.lastIndexOf('@'))}` }
}
