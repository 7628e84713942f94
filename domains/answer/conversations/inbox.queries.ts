import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB, Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor, writeCursor } from '#platform/db'
import {
  isNarrowed,
  type Narrowing,
  narrow,
  prepareNarrowing,
  type ReadyNarrowing,
} from '../hands/narrowed.ts'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import { type TaskAtWork, taskAtWork } from '../tasks/task-at-work.ts'
import type { Conversation } from './conversation.ts'

export const inboxFilters = [
  'open',
  'nobody',
  'mine',
  'late',
  'approve',
  'undelivered',
  'snoozed',
  'answered',
  'closed',
  'spam',
] as const

/**
 * Which conversations: `nobody` are open and in nobody's hands, `approve` have a draft that whoever looks may decide on, `undelivered` are those whose last entry is an answer that was refused for good, by a mail server or a channel of others.
 * What is snoozed stands in a list of its own until its day, and in `late` once it is late; spam stands in its own alone.
 */
export type InboxFilter = (typeof inboxFilters)[number]

export const inboxOrders = ['due', 'newest'] as const
export type InboxOrder = (typeof inboxOrders)[number]

/** Who looks, on which day, as `2026-05-08`, and when by the clock on the wall, as `2026-05-08T14:05`; else as that day begins. */
export type Viewer = Reader & { moment?: string }

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

type Lines = SelectQueryBuilder<DB, 'conversation', Conversation>

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
  const all = sorting.apply(pick(db, filter, viewer), after)
  const window = db.selectFrom(all.limit(lookedAt).as('conversation')).selectAll('conversation')
  const picked = isNarrowed(narrowing) ? sorting.apply(narrow(window, narrowing, viewer), undefined) : all
  const lines = selectLines(db, picked.limit(size + 1), viewer)
    .orderBy(sql`${sql.ref(`conversation.${sorting.column}`)} ${sql.raw(sorting.direction)}`)
    .orderBy(sql`conversation.id ${sql.raw(sorting.direction)}`)
  return { all, lines, sorting }
}

/** A list, in an order, and what it is narrowed to. */
export type InboxRequest = {
  filter: InboxFilter
  order: InboxOrder
  viewer: Viewer
  narrowing?: Narrowing | undefined
}

type ReadyRequest = Omit<InboxRequest, 'narrowing'> & { narrowing?: ReadyNarrowing | undefined }

/**
 * So many of a list are looked at for what it is narrowed to; where that fills no page, the next goes on from there. So what is rare in a
 * million conversations costs some pages, and never a long wait.
 */
const LOOKED_AT = 20_000
/** Words are read one conversation at a time. */
const READ_FOR_WORDS = 5000

function lookedAtFor({ tsquery }: ReadyNarrowing): number {
  return tsquery === undefined ? LOOKED_AT : READ_FOR_WORDS
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

function pick(db: Db, filter: InboxFilter, viewer: Viewer): Lines {
  const { accountId, today, moment } = viewer
  const all = db
    .selectFrom('conversation')
    .selectAll('conversation')
    .where(mayRead(viewer, 'conversation.subject_id'))
  if (filter === 'answered') return all.where('status', '=', 'answered')
  if (filter === 'closed') return all.where('status', '=', 'closed').where('closed_as', '<>', 'spam')
  if (filter === 'spam') return all.where('closed_as', '=', 'spam')
  if (filter === 'undelivered')
    return all
      .where('conversation.id', 'in', refusedLast(db))
      .where(sql<boolean>`closed_as is distinct from 'spam'`)
  if (filter === 'approve')
    return all
      .where('draft_state', '=', 'asked')
      .where('status', '<>', 'closed')
      .where(mayDecide(accountId, today))
  const open = all.where('status', '=', 'open')
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
    .union(
      db
        .selectFrom('outgoing_hook')
        .innerJoin('conversation_entry as entry', 'entry.hook_id', 'outgoing_hook.id')
        .innerJoin('conversation as latest', (join) =>
          join.onRef('latest.id', '=', 'entry.conversation_id').onRef('latest.last_seq', '=', 'entry.seq'),
        )
        .select('latest.id')
        .where('outgoing_hook.state', '=', 'refused'),
    )
    .union(
      db
        .selectFrom('outgoing_mail')
        .innerJoin('reply_copy as copy', 'copy.mail_id', 'outgoing_mail.id')
        .innerJoin('conversation as latest', (join) =>
          join.onRef('latest.id', '=', 'copy.conversation_id').onRef('latest.last_seq', '=', 'copy.seq'),
        )
        .select('latest.id')
        .where('outgoing_mail.state', '=', 'refused'),
    )
}

type Sorting = {
  column: 'due_on' | 'snoozed_until' | 'received_at' | 'answered_at' | 'closed_at'
  direction: 'asc' | 'desc'
  textOf: (key: string | Date | null | undefined) => string
  apply: (query: Lines, after: string | undefined) => Lines
}

function sortingOf(filter: InboxFilter, order: InboxOrder): Sorting {
  if (filter === 'answered') return newestBy('answered_at')
  if (filter === 'closed') return newestBy('closed_at')
  if (filter === 'undelivered' || filter === 'spam') return newestBy('received_at')
  if (filter === 'snoozed') return byDay('snoozed_until')
  return order === 'newest' && filter !== 'late' && filter !== 'approve'
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

/** Of what a list is narrowed to, more is not counted, and not looked further for. */
export const MOST_NARROWED = 99
const LOOKED_AT_TO_COUNT = 5000

/** How many there are, and whether there may be more. */
export type NarrowedCount = { n: number; isMore: boolean }

/** How many conversations each of some lists holds of what it is narrowed to, as far as is looked; in their order, in one query. */
export async function countNarrowed(
  db: Db,
  requests: readonly InboxRequest[],
  lookedAt = LOOKED_AT_TO_COUNT,
): Promise<NarrowedCount[]> {
  if (requests.length === 0) return []
  const ready = await Promise.all(requests.map(({ narrowing }) => prepareNarrowing(db, narrowing)))
  const counts = requests.map(({ filter, order, viewer }, at) => {
    const sorted = sortingOf(filter, order).apply(pick(db, filter, viewer), undefined)
    const window = db.selectFrom(sorted.limit(lookedAt).as('conversation')).selectAll('conversation')
    const some = narrow(window, ready[at] ?? {}, viewer)
      .clearSelect()
      .select('conversation.id')
      .limit(MOST_NARROWED + 1)
    const further = sorted.clearSelect().select('conversation.id').offset(lookedAt).limit(1)
    return sql`select ${at}::integer as at, (select count(*)::integer from (${some}) as counted) as n,
      exists (${further}) as "isMore"`
  })
  const { rows } = await sql<NarrowedCount & { at: number }>`${sql.join(counts, sql` union all `)}`.execute(
    db,
  )
  return rows
    .toSorted((a, b) => a.at - b.at)
    .map(({ n, isMore }) => ({ n: Math.min(n, MOST_NARROWED), isMore: isMore || n > MOST_NARROWED }))
}

/** Counts end here: one more is shown as "more than", because nobody needs the exact number and counting all is slow. */
export const MOST_COUNTED = 999

const countedFilters = [
  'open',
  'nobody',
  'mine',
  'late',
  'approve',
  'undelivered',
  'snoozed',
  'spam',
] as const

export type InboxCounts = Record<(typeof countedFilters)[number], number>

/** How many conversations each list holds, counted up to one more than `MOST_COUNTED`. */
export async function countInbox(db: Db, viewer: Viewer): Promise<InboxCounts> {
  const count = (filter: InboxFilter) => {
    const some = pick(db, filter, viewer)
      .clearSelect()
      .select('conversation.id')
      .limit(MOST_COUNTED + 1)
    return db.selectFrom(some.as('some')).select((eb) => eb.fn.countAll<number>().as('n'))
  }
  const counted = await db
    .selectNoFrom(countedFilters.map((filter) => count(filter).as(filter)))
    .executeTakeFirstOrThrow()
  const told = (filter: (typeof countedFilters)[number]) => counted[filter] ?? 0
  return {
    open: told('open'),
    nobody: told('nobody'),
    mine: told('mine'),
    late: told('late'),
    approve: told('approve'),
    undelivered: told('undelivered'),
    snoozed: told('snoozed'),
    spam: told('spam'),
  }
}
