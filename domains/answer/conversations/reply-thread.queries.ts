import type { Db } from '#db'
import { listEntries } from './entry.queries.ts'

/** Where mail in a conversation goes, and what it answers. */
export type ReplyThread = {
  /** Of whoever asked, where they left one. */
  address: string | undefined
  receivedAt: Date | undefined
  /** The Message-IDs of what was mailed before, by both sides, oldest first. */
  thread: string[]
  /** That of the last mail that came in. */
  heard: string | undefined
}

/** Finds the chain of mail that something new goes on. */
export async function findReplyThread(db: Db, conversationId: string): Promise<ReplyThread> {
  const [address, entries] = await Promise.all([
    findAddress(db, conversationId),
    listEntries(db, conversationId),
  ])
  return {
    address,
    receivedAt: entries.findLast(({ kind, splitOff }) => kind === 'received' && !splitOff)?.at,
    thread: entries.flatMap((entry) => entry.mail?.messageId ?? entry.delivery?.messageId ?? []),
    heard: entries.findLast((entry) => entry.mail)?.mail?.messageId ?? undefined,
  }
}

/** Where whoever asked is answered by mail, if they left an address. */
export async function findAddress(db: Db, conversationId: string): Promise<string | undefined> {
  const contact = await db
    .selectFrom('conversation_contact')
    .select('address')
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return contact?.address ?? undefined
}
