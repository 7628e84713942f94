import type { Db } from '#db'

/** How far a mail of the outbox has come, and the Message-ID by which other mail refers to it. */
export type Delivery = {
  messageId: string
  state: 'waiting' | 'sent' | 'refused'
  lastError: string | null
  sentAt: Date | null
}

/** Finds how far these mails have come, by their id in the outbox. */
export async function findDeliveries(db: Db, ids: string[]): Promise<Map<string, Delivery>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('outgoing_mail')
    .select(['id', 'message_id as messageId', 'state', 'last_error as lastError', 'sent_at as sentAt'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...delivery }) => [id, delivery]))
}
