import type { Selectable } from 'kysely'
import type { DB, Tx } from '#db'
import { changeColumnsOf, deadlineColumnsOf, deadlinesOf } from '../deadlines/deadline.ts'
import { keepCitations } from '../facts/citation.store.ts'
import { settles } from '../hands/close-reason.ts'
import { followClosing } from '../hands/count-input.ts'
import { foldHistory } from '../split/fold-history.ts'
import { stepColumnsOf } from '../tasks/task.ts'
import { type Conversation, type ConversationState, foldEntries, type NewEntry } from './conversation.ts'
import { tellOfConversation } from './conversation-feed.ts'
import type { StoredEntry } from './stored-entry.ts'

/** Who appends, and when; nobody of the staff where a resident or the machine does. */
export type Author = { by: string | null; now: Date }

/** Locks a conversation for the rest of the transaction: who comes second waits, and then sees what the first did. */
export async function lockConversation(tx: Tx, id: string): Promise<Conversation | undefined> {
  return tx.selectFrom('conversation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Starts a conversation with its first entries. */
export async function insertConversation(
  tx: Tx,
  conversation: Pick<Conversation, 'id' | 'input_id' | 'subject' | 'language'> &
    Partial<Pick<Conversation, 'continues'>>,
  entries: NewEntry[],
  { by, now }: Author,
): Promise<void> {
  const state = foldEntries(undefined, entries, now)
  await tx
    .insertInto('conversation')
    .values({ ...conversation, ...columnsOf(state) })
    .execute()
  await insertEntries(tx, entries, { id: conversation.id, after: 0, by, now })
}

/** Appends to a locked conversation, and folds what was appended into its row. */
export async function appendEntries(
  tx: Tx,
  locked: Conversation,
  entries: NewEntry[],
  { by, now }: Author,
): Promise<number> {
  await insertEntries(tx, entries, { id: locked.id, after: locked.last_seq, by, now })
  const state = entries.some(({ kind }) => kind === 'split')
    ? foldHistory(await listStored(tx, locked.id))
    : foldEntries(stateOf(locked), entries, now)
  await tx.updateTable('conversation').set(columnsOf(state)).where('id', '=', locked.id).execute()
  await followClosing(tx, locked, state, now)
  await tellOfConversation(tx, locked.id)
  return state.lastSeq
}

async function listStored(tx: Tx, id: string): Promise<StoredEntry[]> {
  return tx
    .selectFrom('conversation_entry')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('seq')
    .execute()
}

async function insertEntries(
  tx: Tx,
  entries: NewEntry[],
  { id, after, by, now }: Author & { id: string; after: number },
): Promise<void> {
  const common = { conversation_id: id, at: now, by_account: by }
  await tx
    .insertInto('conversation_entry')
    .values(entries.map((entry, at) => ({ ...common, seq: after + at + 1, ...entryColumnsOf(entry) })))
    .execute()
  const sent = entries.flatMap((entry, at) =>
    entry.kind === 'sent' ? [{ seq: after + at + 1, draftSeq: entry.draftSeq }] : [],
  )
  await keepCitations(tx, { conversationId: id, sent, now })
}

/** An entry as its row holds it. */
export function entryColumnsOf(
  entry: NewEntry,
): Pick<Selectable<DB['conversation_entry']>, 'kind'> & EntryColumns {
  switch (entry.kind) {
    case 'received':
      return {
        kind: entry.kind,
        channel: entry.channel,
        body: entry.body,
        due_on: entry.dueOn,
        unhelped_seq: entry.unhelpedSeq ?? null,
        ...{ other_id: entry.from?.id ?? null, other_seq: entry.from?.seq ?? null },
        ...changeColumnsOf(entry.deadlines),
      }
    case 'note':
    case 'draft':
      return { kind: entry.kind, body: entry.body }
    case 'receipt':
      return { kind: entry.kind, mail_id: entry.mailId }
    case 'approved':
      return { kind: entry.kind, draft_seq: entry.draftSeq, mandated_on: entry.on }
    case 'returned':
      return { kind: entry.kind, draft_seq: entry.draftSeq, body: entry.reason }
    case 'sent':
      return {
        ...{ kind: entry.kind, draft_seq: entry.draftSeq, approval_seq: entry.approvalSeq },
        ...{ mail_id: entry.mailId, hook_id: entry.hookId ?? null, mandated_on: entry.on },
        ...{ paused_until: entry.asks?.until ?? null, resolution_due: entry.asks?.resolutionDue ?? null },
      }
    case 'assigned':
      return {
        ...{ kind: entry.kind, assigned_to: entry.to, by_rule: entry.byRule ?? null },
        dealt_because: entry.because ?? null,
      }
    case 'classified':
      return {
        ...{ kind: entry.kind, subject_id: entry.subjectId, unit_id: entry.unitId },
        by_rule: entry.byRule ?? null,
        ...changeColumnsOf(entry.deadlines),
      }
    case 'status':
      return {
        kind: entry.kind,
        status: entry.status,
        ...(entry.status === 'closed' ? { closed_as: entry.as } : {}),
        mandated_on: isMandated(entry) ? entry.on : null,
        ...(entry.status === 'open' ? changeColumnsOf(entry.deadlines) : {}),
      }
    case 'merged':
    case 'elsewhere':
    case 'split':
      return otherColumnsOf(entry)
    case 'labelled':
      return { kind: entry.kind, label_id: entry.labelId, label_on: entry.isOn }
    case 'snoozed':
      return { kind: entry.kind, snoozed_until: entry.until }
    case 'linked':
      return { kind: entry.kind, dossier_id: entry.dossierId }
    case 'located':
      return { kind: entry.kind, is_somewhere: entry.isSomewhere }
    case 'redacted':
      return { kind: entry.kind, redacted_seq: entry.redactedSeq, redaction_reason: entry.reason }
    case 'due':
      return {
        ...{ kind: entry.kind, due_reason: entry.reason, mail_id: entry.mailId },
        ...changeColumnsOf(entry.deadlines),
      }
    case 'task':
      return stepColumnsOf(entry)
  }
}

/** What names an entry of another conversation. */
function otherColumnsOf(entry: Extract<NewEntry, { kind: 'merged' | 'elsewhere' | 'split' }>) {
  const { kind, otherSeq: other_seq } = entry
  return {
    ...{ kind, other_seq, other_id: kind === 'merged' ? entry.into : entry.otherId },
    ...(kind === 'split' ? { split_seq: entry.splitSeq } : {}),
  }
}

type Status = Extract<NewEntry, { kind: 'status' }>

function isMandated(entry: Status): entry is Exclude<Status, { status: 'open' }> {
  return entry.status === 'answered' || (entry.status === 'closed' && settles(entry.as))
}

type EntryColumns = Partial<
  Pick<
    Selectable<DB['conversation_entry']>,
    | 'channel'
    | 'body'
    | 'due_on'
    | 'unhelped_seq'
    | 'mail_id'
    | 'hook_id'
    | 'draft_seq'
    | 'approval_seq'
    | 'assigned_to'
    | 'subject_id'
    | 'unit_id'
    | 'status'
    | 'dossier_id'
    | 'mandated_on'
    | 'closed_as'
    | 'snoozed_until'
    | 'label_id'
    | 'label_on'
    | 'other_id'
    | 'other_seq'
    | 'split_seq'
    | 'by_rule'
    | 'is_somewhere'
    | 'redacted_seq'
    | 'redaction_reason'
    | 'dealt_because'
    | 'paused_until'
    | 'due_reason'
    | keyof ReturnType<typeof changeColumnsOf>
    | 'task_id'
    | 'task_step'
    | 'task_unit_id'
    | 'task_due_on'
    | 'task_party'
  >
>

/** What stands beside the entries of a conversation. */
export function stateOf(row: Conversation): ConversationState {
  return {
    lastSeq: row.last_seq,
    heardSeq: row.heard_seq,
    status: row.status,
    assignedTo: row.assigned_to,
    dueOn: row.due_on,
    receivedAt: row.received_at,
    answeredAt: row.answered_at,
    subjectId: row.subject_id,
    unitId: row.unit_id,
    draft: row.draft_seq && row.draft_state ? { seq: row.draft_seq, state: row.draft_state } : null,
    closed: row.closed_as && row.closed_at ? { as: row.closed_as, at: row.closed_at } : null,
    snoozedUntil: row.snoozed_until,
    labelIds: row.label_ids,
    mergedInto: row.merged_into,
    ...deadlinesOf(row),
  }
}

/** The same, as its row holds it. */
export function columnsOf(state: ConversationState) {
  return {
    last_seq: state.lastSeq,
    heard_seq: state.heardSeq,
    status: state.status,
    assigned_to: state.assignedTo,
    due_on: state.dueOn,
    received_at: state.receivedAt,
    answered_at: state.answeredAt,
    subject_id: state.subjectId,
    unit_id: state.unitId,
    draft_seq: state.draft?.seq ?? null,
    draft_state: state.draft?.state ?? null,
    closed_as: state.closed?.as ?? null,
    closed_at: state.closed?.at ?? null,
    snoozed_until: state.snoozedUntil,
    label_ids: state.labelIds,
    merged_into: state.mergedInto,
    ...deadlineColumnsOf(state),
  }
}
