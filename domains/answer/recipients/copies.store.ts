import type { Db, Tx } from '#db'
import { type Letter, type Letterhead, postLetter } from '#domains/letters'
import { type Delivery, findDeliveries } from '#platform/mail'
import type { Copy } from './copy.ts'

/** Sends a reply to others as well: each a mail of its own, which says who got it. */
export async function postCopies(
  tx: Tx,
  { conversationId, seq, copies }: { conversationId: string; seq: number; copies: readonly Copy[] },
  letter: Letter,
  { letterhead, now }: { letterhead: Letterhead; now: Date },
): Promise<void> {
  for (const [at, { address, reason }] of copies.entries()) {
    const mail_id = await postLetter(tx, letter, { letterhead, to: address, now })
    await tx
      .insertInto('reply_copy')
      .values({ conversation_id: conversationId, seq, n: at + 1, address, reason, mail_id })
      .execute()
  }
}

/** Somebody who got a reply, and how far their mail has come; the address is empty once it is let go of. */
export type SentCopy = Copy & { delivery: Delivery | undefined }

/** Who got the replies of a conversation besides whoever asked, by the number of their entry. */
export async function listCopies(db: Db, conversationId: string): Promise<Map<number, SentCopy[]>> {
  const rows = await db
    .selectFrom('reply_copy')
    .select(['seq', 'address', 'reason', 'mail_id'])
    .where('conversation_id', '=', conversationId)
    .orderBy('seq')
    .orderBy('n')
    .execute()
  const deliveries = await findDeliveries(
    db,
    rows.flatMap((row) => row.mail_id ?? []),
  )
  const copies = rows.map(({ seq, address, reason, mail_id }) => ({
    seq,
    copy: { address, reason, delivery: mail_id === null ? undefined : deliveries.get(mail_id) },
  }))
  const bySeq = Map.groupBy(copies, ({ seq }) => seq)
  return new Map([...bySeq].map(([seq, list]) => [seq, list.map(({ copy }) => copy)]))
}
