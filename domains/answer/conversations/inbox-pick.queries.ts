import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB, Db } from '#db'
import { readCursor } from '#platform/db'
import type { Narrowing, ReadyNarrowing } from '../hands/narrowed.ts'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import type { Conversation } from './conversation.ts'

export const inboxFilters = [
  'open',
  'nobody',
  'mine',
  'late',
  'approve',
  'place',
  'undelivered',
  'snoozed',
  'answered',
  'closed',
  'spam',
] as const

/**
 * Which conversations: `nobody` are open and in nobody's hands, `approve` have a draft that whoever looks may decide on, `place` one that they may put where a post stands, `undelivered` are those whose last entry is an answer that was refused for good, by a mail server or a channel of others.
 * What is snoozed stands in a list of its own until its day, and in `late` once it is late; spam stands in its own alone.
 */
export type InboxFilter = (typeof inboxFilters)[number]

export const inboxOrders = ['due', 'newest'] as const
export type InboxOrder = (typeof inboxOrders)[number]

/** Who looks, on which day, as `2026-05-08`, and when by the clock on the wall, as `2026-05-08T14:05`; else as that day begins. */
export type Viewer = Reader & { moment?: string }

/** A list, in an order, and what it is narrowed to. */
export type InboxRequest = {
  filter: InboxFilter
  order: InboxOrder
  viewer: Viewer
  narrowing?: Narrowing | undefined
}

export type ReadyRequest = Omit<InboxRequest, 'narrowing'> & { narrowing?: ReadyNarrowing | undefined }

/** Conversations of a list, in no order yet. */
export type Lines = SelectQueryBuilder<DB, 'conversation', Conversation>

/** What is open in somebody's hands has an index: it is not looked through for them. */
const byHands: readonly InboxFilter[] = ['open', 'mine', 'late']

/**
 * The conversations of a list that whoever looks may read. What a list always asks for stands in the text of its query, so that a plan
 * which is made once can use the index of such conversations alone.
 */
export function pickFrom(
  db: Db,
  { filter, viewer, narrowing = {} }: Pick<ReadyRequest, 'filter' | 'viewer' | 'narrowing'>,
): Lines {
  const { assigned } = narrowing
  const list = pick(db, filter, viewer)
  const holder = typeof assigned === 'object' ? assigned.id : assigned === 'me' ? viewer.accountId : undefined
  return holder !== undefined && byHands.includes(filter) ? list.where('assigned_to', '=', holder) : list
}

export function pick(db: Db, filter: InboxFilter, viewer: Viewer): Lines {
  const { accountId, today, moment } = viewer
  const all = db
    .selectFrom('conversation')
    .selectAll('conversation')
    .where(mayRead(viewer, 'conversation.subject_id'))
  if (filter === 'answered') return all.where('status', '=', sql.lit('answered'))
  if (filter === 'closed')
    return all.where('status', '=', sql.lit('closed')).where('closed_as', '<>', sql.lit('spam'))
  if (filter === 'spam') return all.where('closed_as', '=', sql.lit('spam'))
  if (filter === 'undelivered')
    return all
      .where('conversation.id', 'in', refusedLast(db))
      .where(sql<boolean>`closed_as is distinct from 'spam'`)
  if (filter === 'approve')
    return all
      .where('draft_state', '=', sql.lit('asked'))
      .where('status', '<>', sql.lit('closed'))
      .where(mayDecide(accountId, today))
  if (filter === 'place')
    return all
      .where(sql<boolean>`draft_state in ('asked', 'approved')`)
      .where('status', '<>', sql.lit('closed'))
      .where('conversation.id', 'in', db.selectFrom('post_conversation').select('conversation_id'))
      .where(mayPlace(accountId, today))
  const open = all.where('status', '=', sql.lit('open'))
  if (filter === 'late')
    return open.where('due_on', '<=', today).where('due_by', '<=', moment ?? `${today}T00:00`)
  if (filter === 'snoozed') return open.where('snoozed_until', '>', today)
  const awake = open.where(({ or, eb }) =>
    or([eb('snoozed_until', 'is', null), eb('snoozed_until', '<=', today)]),
  )
  if (filter === 'nobody') return awake.where('assigned_to', 'is', null)
  return filter === 'mine' ? awake.where('assigned_to', '=', accountId) : awake
}

/** Few drafts wait at once, so that each is asked about by itself, in the order of the list. */
function mayDecide(accountId: string, today: string) {
  return sql<boolean>`exists (
    select from find_approve_obstacle(conversation.id, ${accountId}::uuid, conversation.draft_seq,
      answer_channel(conversation.id), ${today}::date)
    where obstacle is null)`
}

/** What a colleague approved, or what they wrote themselves and may send without anybody else. */
function mayPlace(accountId: string, today: string) {
  return sql<boolean>`answer_channel(conversation.id) = 'feed' and exists (
    select from conversation_entry as draft
    left join conversation_entry as approval on approval.conversation_id = draft.conversation_id
      and approval.kind = 'approved' and approval.draft_seq = draft.seq
    cross join lateral find_send_obstacle(conversation.id, ${accountId}::uuid, draft.seq, approval.seq, 'feed', ${today}::date)
    where draft.conversation_id = conversation.id and draft.seq = conversation.draft_seq and obstacle is null
      and (approval.seq is not null or draft.by_account = ${accountId}::uuid))`
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
    .where('outgoing_mail.state', '=', sql.lit('refused'))
    .union(
      db
        .selectFrom('outgoing_hook')
        .innerJoin('conversation_entry as entry', 'entry.hook_id', 'outgoing_hook.id')
        .innerJoin('conversation as latest', (join) =>
          join.onRef('latest.id', '=', 'entry.conversation_id').onRef('latest.last_seq', '=', 'entry.seq'),
        )
        .select('latest.id')
        .where('outgoing_hook.state', '=', sql.lit('refused')),
    )
    .union(
      db
        .selectFrom('outgoing_mail')
        .innerJoin('reply_copy as copy', 'copy.mail_id', 'outgoing_mail.id')
        .innerJoin('conversation as latest', (join) =>
          join.onRef('latest.id', '=', 'copy.conversation_id').onRef('latest.last_seq', '=', 'copy.seq'),
        )
        .select('latest.id')
        .where('outgoing_mail.state', '=', sql.lit('refused')),
    )
}

export type Sorting = {
  column: 'due_on' | 'snoozed_until' | 'received_at' | 'answered_at' | 'closed_at'
  direction: 'asc' | 'desc'
  textOf: (key: string | Date | null | undefined) => string
  apply: (query: Lines, after: string | undefined) => Lines
}

export function sortingOf(filter: InboxFilter, order: InboxOrder): Sorting {
  if (filter === 'answered') return newestBy('answered_at')
  if (filter === 'closed') return newestBy('closed_at')
  if (filter === 'undelivered' || filter === 'spam') return newestBy('received_at')
  if (filter === 'snoozed') return byDay('snoozed_until')
  return order === 'newest' && filter !== 'late' && filter !== 'approve' && filter !== 'place'
    ? newestBy('received_at')
    : byDay('due_on')
}

function textOf(key: string | Date | null | undefined): string {
  return key instanceof Date ? key.toISOString() : (key ?? '')
}

function byDay(column: 'due_on' | 'snoozed_until'): Sorting {
  return {
    column,
    direction: 'asc',
    textOf,
    apply: (query, after) => {
      const cursor = readCursor(after, ['day', 'uuid'])
      const sorted = query.orderBy(column).orderBy('conversation.id')
      return cursor
        ? sorted.where(
            sql<boolean>`(${sql.ref(column)}, conversation.id) > (${cursor[0]}::date, ${cursor[1]}::uuid)`,
          )
        : sorted
    },
  }
}

function newestBy(column: 'received_at' | 'answered_at' | 'closed_at'): Sorting {
  return {
    column,
    direction: 'desc',
    textOf,
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
