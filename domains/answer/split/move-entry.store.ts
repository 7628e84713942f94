import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#db'
import { handleOf } from '../channels/handle.ts'
import { hashId, sealParticipant } from '../channels/mail-seals.ts'
import { type FileOwner, moveConversationFiles } from '../files/conversation-files.ts'
import type { SplitMail } from './splittable.queries.ts'

type Move = { from: FileOwner; to: FileOwner }

/**
 * Takes the words of an entry that was split off, with its mail, its files and its place, to the entry that has them from now on: each stands
 * once, is read by who may read it there, and goes with what it is about. The entry itself stays where it was said.
 */
export async function moveEntry(
  tx: Tx,
  { from, to }: Move,
  { mail, secret }: { mail: SplitMail | undefined; secret: string },
): Promise<void> {
  await tx
    .updateTable('conversation_entry')
    .set({ body: null })
    .where('conversation_id', '=', from.conversationId)
    .where('seq', '=', from.seq)
    .execute()
  await moveConversationFiles(tx, from, to)
  await sql`update conversation_place set ${ownedBy(to)} where ${isOf(from)}`.execute(tx)
  if (mail) await moveMail(tx, { from, to }, { mail, secret })
}

/** Each copy of it too, by whichever address it came. Whoever wrote it asks there. */
async function moveMail(
  tx: Tx,
  { from, to }: Move,
  { mail, secret }: { mail: SplitMail; secret: string },
): Promise<void> {
  await sql`update mail_message set ${ownedBy(to)}, is_from_other = false where ${isOf(from)}`.execute(tx)
  await sql`update received_raw set ${ownedBy(to)} where ${isOf(from)}`.execute(tx)
  await answerThere(tx, { from, to }, mail.messageId)
  const people = [mail.from.address, ...mail.others.map(({ address }) => address)].filter((one) => one !== '')
  const seals = [...new Set(people.map((one) => sealParticipant(handleOf(one), secret)))]
  if (seals.length > 0)
    await tx
      .insertInto('mail_participant')
      .values(seals.map((seal) => ({ conversation_id: to.conversationId, seal: Buffer.from(seal, 'hex') })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** What answers the mail goes where it is from now on. */
async function answerThere(tx: Tx, { from, to }: Move, messageId: string | null): Promise<void> {
  if (messageId === null) return
  const hash = Buffer.from(hashId(messageId), 'hex')
  await tx
    .updateTable('mail_reference')
    .set({ is_own: false })
    .where('conversation_id', '=', from.conversationId)
    .where('hash', '=', hash)
    .execute()
  await tx
    .insertInto('mail_reference')
    .values({ conversation_id: to.conversationId, hash, is_own: true })
    .onConflict((conflict) => conflict.columns(['hash', 'conversation_id']).doUpdateSet({ is_own: true }))
    .execute()
}

function ownedBy({ conversationId, seq }: FileOwner): RawBuilder<unknown> {
  return sql`conversation_id = ${conversationId}::uuid, seq = ${seq}::integer`
}

function isOf({ conversationId, seq }: FileOwner): RawBuilder<unknown> {
  return sql`conversation_id = ${conversationId}::uuid and seq = ${seq}::integer`
}
