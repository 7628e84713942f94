import { z } from 'zod'
import { readAddress } from '#platform/address'
import type { Mailbox } from '#platform/received-mail'
import { handleOf } from './handle.ts'
import { headerText } from './mail-text.ts'

const otherSchema = z.object({ name: z.string(), address: z.string() })
export const othersSchema = z.array(otherSchema)

/** Somebody else whom a mail was sent to: the name that it gives them, and their address in lower case. */
export type OtherPerson = z.infer<typeof otherSchema>

/** Who sends one mail to more people means nobody of them. */
const MOST_OTHERS = 20

/** Who else a mail was sent to: those in To and Cc whose address can be answered, who are neither us nor whoever wrote it. */
export function othersOf(
  { to, cc, from, replyTo }: Record<'to' | 'cc' | 'from' | 'replyTo', readonly Mailbox[]>,
  own: ReadonlySet<string>,
): OtherPerson[] {
  const seen = new Set([...from, ...replyTo].map(({ address }) => handleOf(address)))
  const others: OtherPerson[] = []
  for (const { name, address } of [...to, ...cc]) {
    const mailbox = readAddress(address)?.mailbox.toLowerCase()
    const handle = handleOf(address)
    if (!mailbox || seen.has(handle) || own.has(handle)) continue
    seen.add(handle)
    others.push({ name: headerText(name).slice(0, LONGEST_NAME), address: mailbox })
  }
  return others.length > MOST_OTHERS ? [] : others
}

const LONGEST_NAME = 100
