import type { Db } from '#db'
import { readAddress } from '#platform/address'
import { handleOf } from './handle.ts'

/** The addresses that mail of ours comes from and goes to, by their handles: nobody is thanked or answered there. */
export async function listOwnAddresses(
  db: Db,
  { mailFrom, mailReplyTo }: { mailFrom: string; mailReplyTo?: string | undefined },
): Promise<Set<string>> {
  const channels = await db.selectFrom('channel').select('name').where('kind', '=', 'mail').execute()
  const sender = readAddress(mailFrom)?.mailbox ?? ''
  return new Set([sender, mailReplyTo ?? '', ...channels.map(({ name }) => name)].map(handleOf))
}
