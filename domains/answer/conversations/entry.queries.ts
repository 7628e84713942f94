import { sql } from 'kysely'
import type { DB, Db } from '#db'
import type { Place } from '#domains/places'
import type { KeptFile } from '#platform/blobs'
import type { DueMoment } from '#platform/clock'
import { findHookDeliveries, type HookDelivery } from '#platform/hooks'
import { type Delivery, findDeliveries } from '#platform/mail'
import { findMailOfEntries, type MailOfEntry } from '../channels/mail-message.queries.ts'
import type { DueReason } from '../deadlines/deadline.ts'
import { listPlaced, type PlacedReply } from '../elsewhere/placed.queries.ts'
import { listConversationFiles } from '../files/conversation-files.ts'
import type { CloseReason } from '../hands/close-reason.ts'
import { listPlacesOf } from '../near/conversation-place.ts'
import { type Removal, type RemovalReason, removalsOf } from '../privacy/removal.ts'
import { listCopies, type SentCopy } from '../recipients/copies.store.ts'
import { type TaskOfEntry, taskOfEntry } from '../tasks/task-of-entry.ts'
import type { Channel, ConversationStatus } from './conversation.ts'

/** An entry as it is shown; a `sent` carries the text of its draft, who wrote it, and who approved it. */
export type Entry = {
  seq: number
  kind: DB['conversation_entry']['kind']
  at: Date
  /** The member of staff who did it; null for a resident and for the machine. */
  by: string | null
  byId: string | null
  /** The rule that did it, by its title, where none of the staff did. */
  rule: string | null
  /** Why it went to whom it was given out to. */
  dealtBecause: 'known' | 'load' | null
  /** Whose mandate they used, where somebody is away. */
  inPlaceOf: string | null
  body: string | null
  channel: Channel | null
  /** The draft that it sends, approves or returns, and who wrote that. */
  draftSeq: number | null
  writtenBy: string | null
  approvedBy: string | null
  /** The decision that its mandate rests on. */
  mandate: string | null
  /** The answer of which whoever asked says here that it did not help. */
  unhelpedSeq: number | null
  assignedTo: string | null
  status: ConversationStatus | null
  /** Why it was closed, where this closed it. */
  closedAs: CloseReason | null
  /**
   * The conversation that it was merged into; of an `elsewhere`, the one that was merged into it, and the entry there. Of a `split`, and
   * of a `received` that was split off, the entry where the words are now, or come from.
   */
  other: { id: string; seq: number } | null
  /** Of a `received` that is answered in a conversation of its own since: the entry there, which has its words. */
  splitOff: { id: string; seq: number } | null
  /** The entry that a `split` put there. */
  splitSeq: number | null
  /** The label that this put on, or took off. */
  label: string | null
  labelOn: boolean | null
  /** The day until which this put it off. */
  snoozedUntil: string | null
  /** What it says to be due, and why later than was told; until when it waits for whoever asked. */
  firstDue: DueMoment | null
  resolutionDue: DueMoment | null
  dueReason: DueReason | null
  pausedUntil: Date | null
  dossier: { slug: string; question: string } | null
  /** What it was said to be about, and which unit answers that. */
  subject: { name: string; otherName: string } | null
  unit: string | null
  /** That its words were removed, when and why. */
  removal: Removal | null
  /** The entry whose words it removed; null: all, where it removed any. */
  redactedSeq: number | null
  /** Why it removed the words of another entry, where it did. */
  redactionReason: RemovalReason | null
  /** How far the mail of a receipt or a reply has come; undefined where none was sent. */
  delivery: Delivery | undefined
  /** How far an answer that left by a channel of others has come. */
  hook: HookDelivery | undefined
  /** Of a reply: who got it besides whoever asked. */
  copies: SentCopy[]
  /** Of a reply: where it stands, where it was put somewhere else. */
  placed: PlacedReply | undefined
  /** What the mail said besides its text, where it came by mail. */
  mail: MailOfEntry | undefined
  /** What came with it. */
  files: KeptFile[]
  /** Of a `located`: whether it says where the conversation is about, or takes that away. */
  isSomewhere: boolean | null
  /** The place that it tells, as long as that is kept. */
  place: Place | null
  /** The step of a task that it is: of which, whose it is then, and who was asked outside. */
  task: TaskOfEntry | null
}

/** The entries of a conversation after one of them, in order. */
export async function listEntries(db: Db, conversationId: string, after = 0): Promise<Entry[]> {
  const rows = await selectEntries(db)
    .where('entry.conversation_id', '=', conversationId)
    .where('entry.seq', '>', after)
    .orderBy('entry.seq')
    .execute()
  const mailed = rows.flatMap((row) => row.mailId ?? [])
  const hooked = rows.flatMap((row) => row.hookId ?? [])
  const [deliveries, hooks, copies, placed, mails, files, places] = await Promise.all([
    findDeliveries(db, mailed),
    findHookDeliveries(db, hooked),
    rows.some((row) => row.kind === 'sent') ? listCopies(db, conversationId) : new Map<number, SentCopy[]>(),
    rows.some((row) => row.kind === 'sent') ? listPlaced(db, conversationId) : new Map<number, PlacedReply>(),
    rows.some((row) => row.channel === 'mail')
      ? findMailOfEntries(db, conversationId)
      : new Map<number, MailOfEntry>(),
    listConversationFiles(db, conversationId),
    listPlacesOf(db, conversationId),
  ])
  const removals = removalsOf(rows)
  return rows.map(
    ({
      mailId,
      hookId,
      slug,
      question,
      subjectName,
      subjectOtherName,
      otherId,
      otherSeq,
      offId,
      offSeq,
      ...entry
    }) => ({
      ...entry,
      splitOff: offId === null ? null : { id: offId, seq: offSeq ?? 0 },
      removal: removals.get(entry.seq) ?? null,
      other: otherId === null ? null : { id: otherId, seq: otherSeq ?? 0 },
      subject: subjectName === null ? null : { name: subjectName, otherName: subjectOtherName ?? '' },
      dossier: slug !== null && question !== null ? { slug, question } : null,
      files: files.get(entry.seq) ?? [],
      place: places.get(entry.seq) ?? null,
      delivery: mailId ? deliveries.get(mailId) : undefined,
      hook: hookId ? hooks.get(hookId) : undefined,
      copies: copies.get(entry.seq) ?? [],
      placed: placed.get(entry.seq),
      mail: mails.get(entry.seq),
    }),
  )
}

/** What is done with a conversation as a whole. */
const handsColumns = [
  'entry.closed_as as closedAs',
  'label.name as label',
  'entry.other_id as otherId',
  'entry.other_seq as otherSeq',
  'entry.label_on as labelOn',
  'entry.snoozed_until as snoozedUntil',
] as const

const ruleTitle = sql<string | null>`(select title from rule where rule.id = entry.by_rule)`.as('rule')

/** What it does to when something is due. */
const dueColumns = [
  'entry.first_due as firstDue',
  'entry.resolution_due as resolutionDue',
  'entry.due_reason as dueReason',
  'entry.paused_until as pausedUntil',
] as const

/** What was sent stands in its draft; what came back elsewhere or was split off, in the entry there, for those who may read that. */
const bodyOrDraft = sql<string | null>`coalesce(entry.body, case when entry.kind = 'sent' then draft.body end,
  case when told.body is not null and not exists (
    select from conversation c where c.id = told.conversation_id and is_restricted(c.subject_id)
  ) then told.body end)`.as('body')

/** Where the words of an entry stand that are in another conversation. */
function elsewhere(column: 'other_id' | 'other_seq') {
  const [of, off] = [sql.ref(`entry.${column}`), sql.ref(`off.${column}`)]
  return sql<string>`coalesce(${off}, case when entry.kind = 'elsewhere' then ${of} end)`
}

/** Entries with those that they name: the draft, its approval, and what stands elsewhere. */
function selectNamed(db: Db) {
  return db
    .selectFrom('conversation_entry as entry')
    .leftJoin('conversation_entry as draft', (join) =>
      join
        .onRef('draft.conversation_id', '=', 'entry.conversation_id')
        .onRef('draft.seq', '=', 'entry.draft_seq'),
    )
    .leftJoin('conversation_entry as off', (join) =>
      join
        .onRef('off.conversation_id', '=', 'entry.conversation_id')
        .onRef('off.split_seq', '=', 'entry.seq'),
    )
    .leftJoin('conversation_entry as told', (join) =>
      join
        .on('told.conversation_id', '=', elsewhere('other_id'))
        .on('told.seq', '=', sql<number>`${elsewhere('other_seq')}`),
    )
    .leftJoin('conversation_entry as approval', (join) =>
      join
        .onRef('approval.conversation_id', '=', 'entry.conversation_id')
        .onRef('approval.seq', '=', 'entry.approval_seq'),
    )
}

function selectEntries(db: Db) {
  return selectNamed(db)
    .leftJoin('account as author', 'author.id', 'entry.by_account')
    .leftJoin('account as absent', 'absent.id', 'entry.mandated_for')
    .leftJoin('account as writer', 'writer.id', 'draft.by_account')
    .leftJoin('account as approver', 'approver.id', 'approval.by_account')
    .leftJoin('account as assignee', 'assignee.id', 'entry.assigned_to')
    .leftJoin('mandate', 'mandate.id', 'entry.mandate_id')
    .leftJoin('unit', 'unit.id', 'entry.unit_id')
    .leftJoin('label', 'label.id', 'entry.label_id')
    .leftJoin('subject_version as subject', (join) =>
      join
        .onRef('subject.subject_id', '=', 'entry.subject_id')
        .on(
          'subject.version',
          '=',
          sql<number>`(select max(version) from subject_version v where v.subject_id = entry.subject_id)`,
        ),
    )
    .leftJoin('dossier', 'dossier.id', 'entry.dossier_id')
    .select([
      'entry.seq',
      'entry.kind',
      'entry.at',
      'author.name as by',
      'author.id as byId',
      'absent.name as inPlaceOf',
      'entry.channel',
      'entry.draft_seq as draftSeq',
      'entry.unhelped_seq as unhelpedSeq',
      'entry.redacted_seq as redactedSeq',
      'entry.redaction_reason as redactionReason',
      'entry.mail_id as mailId',
      'entry.hook_id as hookId',
      'entry.is_somewhere as isSomewhere',
      'off.other_id as offId',
      'off.other_seq as offSeq',
      'entry.split_seq as splitSeq',
      'writer.name as writtenBy',
      'approver.name as approvedBy',
      'mandate.decision as mandate',
      'assignee.name as assignedTo',
      'entry.status',
      ...handsColumns,
      ...dueColumns,
      'dossier.slug',
      'dossier.question',
      'subject.name as subjectName',
      'subject.other_name as subjectOtherName',
      'unit.name as unit',
    ])
    .select([ruleTitle, 'entry.dealt_because as dealtBecause', taskOfEntry.as('task'), bodyOrDraft])
}
