import type { Db } from '#db'

/** A mail as whoever gets it reads it. */
export type ReadMail = { id: string; recipient: string; subject: string; text: string; createdAt: Date }

/** The newest mail of the outbox, for an installation that sends none: its reader stands in for every mailbox. */
export async function listNewestMail(db: Db, many: number): Promise<ReadMail[]> {
  return db
    .selectFrom('outgoing_mail')
    .select(['id', 'recipient', 'subject', 'body_text as text', 'created_at as createdAt'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(many)
    .execute()
}
