import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB, Db } from '#db'
import { type Page, type PageRequest, pageOf, writeCursor } from '#platform/db'
import { isNarrowed, narrow, prepareNarrowing, type ReadyNarrowing } from '../hands/narrowed.ts'
import { type TaskAtWork, taskAtWork } from '../tasks/task-at-work.ts'
import type { Conversation } from './conversation.ts'
import {
  type InboxRequest,
  type Lines,
  pickFrom,
  type ReadyRequest,
  type Sorting,
  sortingOf,
  type Viewer,
} from './inbox-pick.queries.ts'

/** A conversation in the list. Of who asked it says the name alone: the address is read, and logged, one conversation at a time. */
export type InboxLine = Pick<
  Conversation,
  | 'id'
  | 'subject'
  | 'status'
  | 'language'
  | 'assigned_to'
  | 'due_on'
  | 'due_by'
  | 'first_met_at'
  | 'resolution_due'
  | 'paused_until'
  | 'received_at'
  | 'answered_at'
  | 'draft_state'
  | 'closed_as'
  | 'closed_at'
  | 'snoozed_until'
  | 'label_ids'
  | 'last_seq'
> & {
  unread: boolean
  /** When a reply leaves that waits for its moment. */
  leavesAt: Date | null
  /** Who asked, where they said so. */
  name: string | null
  assignee: string | null
  dossier: string | null
  /** How it stands with those who were asked about it. */
  task: TaskAtWork | null
}

/**
 * One page of the inbox. What waits is in order of the day on which it is due, or newest first; what is late in order
 * of that day; what is answered newest first. Each is read from an index, so a page costs the same at any depth.
 */
export async function listInbox(
  db: Db,
  request: InboxRequest,
  page: PageRequest,
  most?: number,
): Promise<Page<InboxLine>> {
  const narrowing = await prepareNarrowing(db, request.narrowing)
  const lookedAt = most ?? lookedAtFor(narrowing)
  const { all, lines, sorting } = selectInbox(db, { ...request, narrowing }, page, lookedAt)
  const rows = await lines.execute()
  const found = pageOf(rows, page.size, (row) => [sorting.textOf(row[sorting.column]), row.id])
  if (found.next || !isNarrowed(narrowing)) return found
  return { ...found, next: await findEnd(all, sorting, lookedAt) }
}

/** One row more than fits on a page: of all of a list, or of what it is narrowed to. */
export function selectInbox(
  db: Db,
  { filter, order, viewer, narrowing = {} }: ReadyRequest,
  { after, size }: PageRequest,
  lookedAt = LOOKED_AT,
) {
  const sorting = sortingOf(filter, order)
  const all = sorting.apply(pickFrom(db, { filter, viewer, narrowing }), after)
  const window = db.selectFrom(all.limit(sql.lit(lookedAt)).as('conversation')).selectAll('conversation')
  const picked = isNarrowed(narrowing) ? sorting.apply(narrow(window, narrowing, viewer), undefined) : all
  const lines = selectLines(db, picked.limit(sql.lit(size + 1)), viewer)
    .orderBy(sql`${sql.ref(`conversation.${sorting.column}`)} ${sql.raw(sorting.direction)}`)
    .orderBy(sql`conversation.id ${sql.raw(sorting.direction)}`)
  return { all, lines, sorting }
}

/**
 * So many of a list are looked at for what it is narrowed to; where that fills no page, the next goes on from there. So what is rare in a
 * million conversations costs some pages, and never a long wait.
 */
const LOOKED_AT = 20_000
/** What is more than a label is looked up for each. */
const LOOKED_UP = 5000

function lookedAtFor({ label: _, ...narrowing }: ReadyNarrowing): number {
  return isNarrowed(narrowing) ? LOOKED_UP : LOOKED_AT
}

/** Where the part of a list that is looked at at once ends; undefined where all of it was. */
async function findEnd(
  all: Lines,
  { column, textOf }: Sorting,
  lookedAt: number,
): Promise<string | undefined> {
  const [last, more] = await all
    .clearSelect()
    .select(['conversation.id', column])
    .offset(lookedAt - 1)
    .limit(2)
    .execute()
  return last && more ? writeCursor([textOf(last[column]), last.id]) : undefined
}

/** The lines of some conversations, in no order. */
export function selectLines(
  db: Db,
  conversations: Lines,
  { accountId }: Viewer,
): SelectQueryBuilder<DB, 'conversation', InboxLine> {
  return db
    .selectFrom(conversations.as('conversation'))
    .innerJoin('input', 'input.id', 'conversation.input_id')
    .leftJoin('dossier', 'dossier.id', 'input.dossier_id')
    .leftJoin('account', 'account.id', 'conversation.assigned_to')
    .leftJoin('conversation_contact as contact', 'contact.conversation_id', 'conversation.id')
    .leftJoin('leaving_reply as leaving', (join) =>
      join.onRef('leaving.conversation_id', '=', 'conversation.id').on('leaving.held_at', 'is', null),
    )
    .leftJoin('conversation_reading as reading', (join) =>
      join.onRef('reading.conversation_id', '=', 'conversation.id').on('reading.account_id', '=', accountId),
    )
    .select([
      'conversation.id',
      'conversation.subject',
      'conversation.status',
      'conversation.language',
      'conversation.assigned_to',
      'conversation.due_on',
      'conversation.due_by',
      'conversation.first_met_at',
      'conversation.resolution_due',
      'conversation.paused_until',
      'conversation.received_at',
      'conversation.answered_at',
      'conversation.draft_state',
      'conversation.closed_as',
      'conversation.closed_at',
      'conversation.snoozed_until',
      'conversation.label_ids',
      'conversation.last_seq',
      'contact.name',
      'leaving.leaves_at as leavesAt',
      'account.name as assignee',
      'dossier.question as dossier',
      sql<boolean>`conversation.heard_seq > coalesce(reading.seq, 0)`.as('unread'),
      taskAtWork().as('task'),
    ])
}
