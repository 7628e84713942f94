import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { discardMail, forgetMailHeads } from '#platform/mail'
import { defineRetention } from '#platform/retention'
import { ASKER_KEPT_DAYS } from '../conversations/forget-askers.ts'
import { overFor } from '../privacy/over-for.ts'

/** Who got a reply besides whoever asked; that somebody did stays. */
export const replyCopies = defineRetention<string>({
  kind: 'reply-copy',
  what: 'the address of whoever got a reply besides who asked, and why they did',
  keptFor: { days: ASKER_KEPT_DAYS },
  from: 'the answer, or the closing without one; a subject may say another number of days',
  ground: 'Until then whoever asked may want to know who read what we answered them.',
  table: 'reply_copy',
  key: 'conversation_id',
  isDue: ({ now }) =>
    sql<boolean>`address <> '' and conversation_id in (${overFor('contact', now, ASKER_KEPT_DAYS)})`,
  letGo: (tx, ids) => forgetCopiesOf(tx, ids),
})

/** Forgets who got the replies of some conversations. */
export async function forgetCopiesOf(tx: Tx, conversationIds: readonly string[]): Promise<number> {
  if (conversationIds.length === 0) return 0
  const { numUpdatedRows } = await tx
    .updateTable('reply_copy')
    .set({ address: '', reason: null })
    .where('conversation_id', 'in', conversationIds)
    .where('address', '<>', '')
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Where somebody is named by an address who neither asked nor wrote: replies that they got, and mail that was sent to them as well. */
export type NamedIn = { reply_copy: number; mail_message: number; leaving_reply: number }

const named = (address: string) => JSON.stringify([{ address }])

/** Counts them, but for some conversations. */
export async function countNamed(db: Db, mailbox: string, except: readonly string[]): Promise<NamedIn> {
  const address = mailbox.toLowerCase()
  const { rows } = await sql<NamedIn>`
    select
      (select count(*)::integer from reply_copy where address <> '' and address = ${address}
        and conversation_id <> all (${except}::uuid[])) as reply_copy,
      (select count(*)::integer from mail_message where others <> '[]' and others @> ${named(address)}::jsonb
        and conversation_id <> all (${except}::uuid[])) as mail_message,
      (select count(*)::integer from leaving_reply where copies @> ${named(address)}::jsonb
        and conversation_id <> all (${except}::uuid[])) as leaving_reply`.execute(db)
  return rows[0] ?? { reply_copy: 0, mail_message: 0, leaving_reply: 0 }
}

/** When and why somebody got a reply about a question of somebody else. */
export async function listCopiesTo(db: Db, mailbox: string): Promise<{ at: Date; reason: string | null }[]> {
  return db
    .selectFrom('reply_copy')
    .innerJoin('conversation_entry as entry', (join) =>
      join
        .onRef('entry.conversation_id', '=', 'reply_copy.conversation_id')
        .onRef('entry.seq', '=', 'reply_copy.seq'),
    )
    .select(['entry.at', 'reply_copy.reason'])
    .where('reply_copy.address', '=', mailbox.toLowerCase())
    .where('reply_copy.address', '<>', '')
    .orderBy('entry.at')
    .execute()
}

/** Takes an address out of wherever it is named; what waits to leave for it does not leave to it. */
export async function forgetNamed(tx: Tx, mailbox: string): Promise<void> {
  const address = mailbox.toLowerCase()
  const { rows: mails } = await sql<{ id: string; state: string }>`
    select id, state from outgoing_mail where id in (
      select mail_id from reply_copy where address <> '' and address = ${address}) for update`.execute(tx)
  await tx
    .updateTable('reply_copy')
    .set({ address: '', reason: null })
    .where('address', '=', address)
    .where('address', '<>', '')
    .execute()
  const [waiting, ended] = [true, false].map((waits) =>
    mails.flatMap(({ id, state }) => ((state === 'waiting') === waits ? id : [])),
  )
  await discardMail(tx, waiting ?? [])
  await forgetMailHeads(tx, ended ?? [])
  await sql`
    update mail_message set others = (
      select coalesce(jsonb_agg(one), '[]') from jsonb_array_elements(others) as one where one ->> 'address' <> ${address}
    ) where others <> '[]' and others @> ${named(address)}::jsonb`.execute(tx)
  await sql`
    update leaving_reply set copies = (
      select coalesce(jsonb_agg(one), '[]') from jsonb_array_elements(copies) as one where one ->> 'address' <> ${address}
    ) where copies @> ${named(address)}::jsonb`.execute(tx)
}
