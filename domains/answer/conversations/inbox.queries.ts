import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB, Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import type { Conversation } from './conversation.ts'

export const inboxFilters = ['open', 'nobody', 'mine', 'late', 'approve', 'undelivered', 'answered'] as const

/** Which conversations: `nobody` are open and in nobody's hands, `approve` have a draft that whoever looks may decide on, `undelivered` are those whose last entry is a mail that was refused for good. */
export type InboxFilter = (typeof inboxFilters)[number]

export const inboxOrders = ['due', 'newest'] as const
export type InboxOrder = (typeof inboxOrders)[number]

/** Who looks, and on which day, as `2026-05-08`. */
export type Viewer = Reader

/** A conversation in the list. Of who asked it says the name alone: the address is read, and logged, one conversation at a time. */
export type InboxLine = Pick<
  Conversation,
  | 'id'
  | 'subject'
  | 'status'
  | 'language'
  | 'assigned_to'
  | 'due_on'
  | 'received_at'
  | 'answered_at'
  | 'draft_state'
> & {
  unread: boolean
  /** Who asked, where they said so. */
  name: string | null
  assignee: string | null
  dossier: string | null
}

type Lines = SelectQueryBuilder<DB, 'conversation', Conversation>

/**
 * One page of the inbox. What waits is in order of the day on which it is due, or newest first; what is late in order
 * of that day; what is answered newest first. Each is read from an index, so a page costs the same at any depth.
 */
export async function listInbox(
  db: Db,
  { filter, order, viewer }: { filter: InboxFilter; order: InboxOrder; viewer: Viewer },
  page: PageRequest,
): Promise<Page<InboxLine>> {
  const sorting = sortingOf(filter, order)
  const picked = sorting.apply(pick(db, filter, viewer), page.after).limit(page.size + 1)
  const rows = await selectLines(db, picked, viewer)
    .orderBy(sql`${sql.ref(`conversation.${sorting.column}`)} ${sql.raw(sorting.direction)}`)
    .orderBy(sql`conversation.id ${sql.raw(sorting.direction)}`)
    .execute()
  return pageOf(rows, page.size, (row) => [sorting.keyOf(row), row.id])
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
      'conversation.received_at',
      'conversation.answered_at',
      'conversation.draft_state',
      'contact.name',
      'account.name as assignee',
      'dossier.question as dossier',
      sql<boolean>`conversation.heard_seq > coalesce(reading.seq, 0)`.as('unread'),
    ])
}

function pick(db: Db, filter: InboxFilter, viewer: Viewer): Lines {
  const { accountId, today } = viewer
  const all = db
    .selectFrom('conversation')
    .selectAll('conversation')
    .where(mayRead(viewer, 'conversation.subject_id'))
  if (filter === 'answered') return all.where('status', '=', 'answered')
  if (filter === 'undelivered') return all.where('conversation.id', 'in', refusedLast(db))
  if (filter === 'approve') return all.where('draft_state', '=', 'asked').where(mayDecide(accountId, today))
  const open = all.where('status', '=', 'open')
  if (filter === 'nobody') return open.where('assigned_to', 'is', null)
  if (filter === 'mine') return open.where('assigned_to', '=', accountId)
  return filter === 'late' ? open.where('due_on', '<', today) : open
}

/** Few drafts wait at once, so that each is asked about by itself, in the order of the list. */
function mayDecide(accountId: string, today: string) {
  return sql<boolean>`exists (
    select from find_approve_obstacle(conversation.id, ${accountId}::uuid, conversation.draft_seq,
      answer_channel(conversation.id), ${today}::date)
    where obstacle is null)`
}

/** Conversations in which nothing happened since a mail was refused; the next entry, such as a note, settles it. */
function refusedLast(db: Db) {
  return db
    .selectFrom('outgoing_mail')
    .innerJoin('conversation_entry as entry', 'entry.mail_id', 'outgoing_mail.id')
    .innerJoin('conversation as latest', (join) =>
      join.onRef('latest.id', '=', 'entry.conversation_id').onRef('latest.last_seq', '=', 'entry.seq'),
    )
    .select('latest.id')
    .where('outgoing_mail.state', '=', 'refused')
}

type Sorting = {
  column: 'due_on' | 'received_at' | 'answered_at'
  direction: 'asc' | 'desc'
  keyOf: (row: InboxLine) => string
  apply: (query: Lines, after: string | undefined) => Lines
}

function sortingOf(filter: InboxFilter, order: InboxOrder): Sorting {
  if (filter === 'answered') return newestBy('answered_at')
  if (filter === 'undelivered') return newestBy('received_at')
  return order === 'newest' && filter !== 'late' && filter !== 'approve' ? newestBy('received_at') : byDue
}

const byDue: Sorting = {
  column: 'due_on',
  direction: 'asc',
  keyOf: (row) => row.due_on,
  apply: (query, after) => {
    const cursor = readCursor(after, ['day', 'uuid'])
    const sorted = query.orderBy('due_on').orderBy('conversation.id')
    return cursor
      ? sorted.where(sql<boolean>`(due_on, conversation.id) > (${cursor[0]}::date, ${cursor[1]}::uuid)`)
      : sorted
  },
}

function newestBy(column: 'received_at' | 'answered_at'): Sorting {
  return {
    column,
    direction: 'desc',
    keyOf: (row) => row[column]?.toISOString() ?? '',
    apply: (query, after) => {
      const cursor = readCursor(after, ['instant', 'uuid'])
      const sorted = query.orderBy(column, 'desc').orderBy('conversation.id', 'desc')
      return cursor
        ? sorted.where(
            sql<boolean>`(${sql.ref(column)}, conversation.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`,
          )
        : sorted
    },
  }
}

/** Counts end here: one more is shown as "more than", because nobody needs the exact number and counting all is slow. */
export const MOST_COUNTED = 999

export type InboxCounts = Record<Exclude<InboxFilter, 'answered'>, number>

/** How many conversations each list holds, counted up to one more than `MOST_COUNTED`. */
export async function countInbox(db: Db, viewer: Viewer): Promise<InboxCounts> {
  const count = (filter: InboxFilter) => {
    const some = pick(db, filter, viewer)
      .clearSelect()
      .select('conversation.id')
      .limit(MOST_COUNTED + 1)
    return db.selectFrom(some.as('some')).select((eb) => eb.fn.countAll<number>().as('n'))
  }
  return db
    .selectNoFrom([
      count('open').as('open'),
      count('nobody').as('nobody'),
      count('mine').as('mine'),
      count('late').as('late'),
      count('approve').as('approve'),
      count('undelivered').as('undelivered'),
    ])
    .executeTakeFirstOrThrow()
    .then(({ open, nobody, mine, late, approve, undelivered }) => ({
      open: open ?? 0,
      nobody: nobody ?? 0,
      mine: mine ?? 0,
      late: late ?? 0,
      approve: approve ?? 0,
      undelivered: undelivered ?? 0,
    }))
}
