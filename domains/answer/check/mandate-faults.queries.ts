import { sql } from 'kysely'
import type { Db } from '#db'

/** Something that was answered without the mandate that it takes. */
export type MandateFault =
  | { conversation: string; seq: number; why: MandateFaultReason }
  | { mail: string; why: 'no-sent' }

/** No mandate, one for something else or that had not begun, one that forbids it, no approval where it takes one, approved by who wrote it. */
export type MandateFaultReason =
  | 'no-mandate'
  | 'wrong-mandate'
  | 'forbidden'
  | 'not-approved'
  | 'own-approval'

/**
 * Looks each answer of some conversations up under the mandate that its entry names: not by the functions that let it through, but
 * by what must be true of it afterwards.
 */
export async function listMandateFaults(db: Db, conversationIds: string[]): Promise<MandateFault[]> {
  const { rows } = await sql<{ conversation: string; seq: number; why: MandateFaultReason }>`
    select * from (
      select entry.conversation_id as conversation, entry.seq, case
        when entry.before_mandates then null
        when mandate.id is null then 'no-mandate'
        when mandate.from_on > entry.mandated_on
          or (entry.kind = 'sent' and mandate.act <> 'send')
          or (entry.kind = 'approved' and mandate.act not in ('approve', 'send'))
          or (entry.kind = 'status' and mandate.act not in ('publish', 'send')) then 'wrong-mandate'
        when mandate.approval = 'forbidden' then 'forbidden'
        when entry.kind = 'sent' and mandate.approval = 'approver' and approver.act is distinct from 'approve'
          then 'not-approved'
        when entry.kind = 'sent' and mandate.approval = 'colleague' and approval.seq is null then 'not-approved'
        when entry.kind = 'approved' and draft.by_account = entry.by_account then 'own-approval'
      end as why
      from conversation_entry entry
      left join mandate on mandate.id = entry.mandate_id
      left join conversation_entry draft
        on draft.conversation_id = entry.conversation_id and draft.seq = entry.draft_seq
      left join conversation_entry approval
        on approval.conversation_id = entry.conversation_id and approval.seq = entry.approval_seq
        and approval.kind = 'approved' and approval.draft_seq = entry.draft_seq
      left join mandate approver on approver.id = approval.mandate_id
      where entry.conversation_id = any (${conversationIds}::uuid[])
        and (entry.kind in ('sent', 'approved') or entry.status = 'answered' or entry.closed_as in ('solved', 'no-answer'))
    ) answer where why is not null order by conversation, seq`.execute(db)
  return rows
}

/** Replies in the outbox that no entry says were sent, of some mails in the order of their ids. */
export async function listUnsentReplies(
  db: Db,
  { after, size }: { after: string | undefined; size: number },
): Promise<{ faults: MandateFault[]; last: string | undefined }> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('outgoing_mail')
        .select(['id', 'purpose'])
        .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
        .orderBy('id')
        .limit(size)
        .as('mail'),
    )
    .leftJoin('conversation_entry as entry', (join) =>
      join.onRef('entry.mail_id', '=', 'mail.id').on('entry.kind', '=', 'sent'),
    )
    .leftJoin('reply_copy as copy', 'copy.mail_id', 'mail.id')
    .select(['mail.id', 'mail.purpose', 'entry.seq', 'copy.seq as copySeq'])
    .orderBy('mail.id')
    .execute()
  const unsent = rows.filter(({ purpose, seq, copySeq }) => purpose === 'reply' && (seq ?? copySeq) === null)
  return {
    faults: unsent.map(({ id }) => ({ mail: id, why: 'no-sent' })),
    last: rows.length === size ? rows.at(-1)?.id : undefined,
  }
}
