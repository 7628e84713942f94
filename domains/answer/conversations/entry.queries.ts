import type { Db } from '#db'
import { type Delivery, findDeliveries } from '#platform/mail'
import type { Channel, ConversationStatus } from './conversation.ts'

/** An entry as it is shown; a `sent` carries the text of its draft. */
export type Entry = {
  seq: number
  kind: 'received' | 'receipt' | 'note' | 'draft' | 'sent' | 'assigned' | 'status' | 'linked'
  at: Date
  /** The member of staff who did it; null for a resident and for the machine. */
  by: string | null
  body: string | null
  channel: Channel | null
  draftSeq: number | null
  assignedTo: string | null
  status: ConversationStatus | null
  dossier: { slug: string; question: string } | null
  /** How far the mail of a receipt or a reply has come; undefined where none was sent. */
  delivery: Delivery | undefined
}

/** The entries of a conversation after one of them, in order. */
export async function listEntries(db: Db, conversationId: string, after = 0): Promise<Entry[]> {
  const rows = await selectEntries(db)
    .where('entry.conversation_id', '=', conversationId)
    .where('entry.seq', '>', after)
    .orderBy('entry.seq')
    .execute()
  const deliveries = await findDeliveries(
    db,
    rows.flatMap((row) => row.mailId ?? []),
  )
  return rows.map(({ mailId, slug, question, ...entry }) => ({
    ...entry,
    dossier: slug !== null && question !== null ? { slug, question } : null,
    delivery: mailId ? deliveries.get(mailId) : undefined,
  }))
}

function selectEntries(db: Db) {
  return db
    .selectFrom('conversation_entry as entry')
    .leftJoin('conversation_entry as draft', (join) =>
      join
        .onRef('draft.conversation_id', '=', 'entry.conversation_id')
        .onRef('draft.seq', '=', 'entry.draft_seq'),
    )
    .leftJoin('account as author', 'author.id', 'entry.by_account')
    .leftJoin('account as assignee', 'assignee.id', 'entry.assigned_to')
    .leftJoin('dossier', 'dossier.id', 'entry.dossier_id')
    .select([
      'entry.seq',
      'entry.kind',
      'entry.at',
      'author.name as by',
      'entry.channel',
      'entry.draft_seq as draftSeq',
      'entry.mail_id as mailId',
      'assignee.name as assignedTo',
      'entry.status',
      'dossier.slug',
      'dossier.question',
    ])
    .select((eb) => eb.fn.coalesce('entry.body', 'draft.body').as('body'))
}
