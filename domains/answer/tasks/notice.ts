import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { newId, type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { defineRetention } from '#platform/retention'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import type { TaskStepName } from './task.ts'

/** An entry that colleagues are told of. */
export type ToldEntry = {
  conversationId: string
  seq: number
  taskId: string | null
  by: string | null
  now: Date
}

/** Tells colleagues of an entry, each once; whoever wrote it knows. */
export async function tellColleagues(
  tx: Tx,
  { conversationId, seq, taskId, by, now }: ToldEntry,
  accountIds: readonly (string | null)[],
): Promise<void> {
  const told = [...new Set(accountIds)].filter((id) => id !== null && id !== by)
  if (told.length === 0) return
  await tx
    .insertInto('entry_notice')
    .values(
      told.flatMap((account) =>
        account === null
          ? []
          : [
              {
                id: newId(),
                account_id: account,
                conversation_id: conversationId,
                seq,
                task_id: taskId,
                at: now,
              },
            ],
      ),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Somebody opened a conversation, or a task of it alone: what they were told of it is read. */
export async function markNoticesRead(
  tx: Tx,
  { by, now, ...of }: { by: string; now: Date } & ({ conversationId: string } | { taskId: string }),
): Promise<void> {
  const unread = tx
    .updateTable('entry_notice')
    .set({ read_at: now })
    .where('account_id', '=', by)
    .where('read_at', 'is', null)
  await ('taskId' in of
    ? unread.where('task_id', '=', of.taskId)
    : unread.where('conversation_id', '=', of.conversationId)
  ).execute()
}

/** Something that a colleague was told of: a note in which they are mentioned, or a step of a task. */
export type NoticeLine = {
  id: string
  conversationId: string
  at: Date
  isRead: boolean
  /** Who did it; nobody of the staff where somebody outside answered. */
  by: string | null
  party: string | null
  /** Undefined: they are mentioned in a note. */
  task: { id: string; step: TaskStepName } | undefined
  /** The words of the entry, where it has any. */
  body: string | null
}

/** Of `notice`, `conversation` and `task` in a query: what they may read, or have to do. */
export function mayBeTold(reader: Reader) {
  return sql<boolean>`(${mayRead(reader, 'conversation.subject_id')} or task.account_id = ${reader.accountId}::uuid)`
}

/** What somebody was told, as far as they may read it, the newest first. */
export async function listNotices(db: Db, reader: Reader, page: PageRequest): Promise<Page<NoticeLine>> {
  const cursor = readCursor(page.after, ['instant', 'uuid'])
  const rows = await db
    .selectFrom('entry_notice as notice')
    .innerJoin('conversation_entry as entry', (join) =>
      join
        .onRef('entry.conversation_id', '=', 'notice.conversation_id')
        .onRef('entry.seq', '=', 'notice.seq'),
    )
    .leftJoin('conversation_entry as told', (join) =>
      join
        .onRef('told.conversation_id', '=', 'entry.other_id')
        .onRef('told.seq', '=', 'entry.other_seq')
        .on('entry.kind', '=', 'elsewhere'),
    )
    .innerJoin('conversation', 'conversation.id', 'notice.conversation_id')
    .leftJoin('task', 'task.id', 'notice.task_id')
    .leftJoin('account as author', 'author.id', 'entry.by_account')
    .select(['notice.id', 'notice.conversation_id as conversationId', 'notice.at'])
    .select(['author.name as by', 'entry.body'])
    .select(({ fn }) => [
      fn.coalesce('entry.task_party', 'told.task_party').as('party'),
      fn.coalesce('entry.task_id', 'told.task_id').as('taskId'),
      fn.coalesce('entry.task_step', 'told.task_step').as('step'),
    ])
    .select(sql<boolean>`notice.read_at is not null`.as('isRead'))
    .where('notice.account_id', '=', reader.accountId)
    .where(mayBeTold(reader))
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(notice.at, notice.id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy('notice.at', 'desc')
    .orderBy('notice.id', 'desc')
    .limit(page.size + 1)
    .execute()
  const lines = rows.map(({ taskId, step, ...line }) => ({
    ...line,
    task: taskId !== null && step !== null ? { id: taskId, step } : undefined,
  }))
  return pageOf(lines, page.size, ({ at, id }) => [at.toISOString(), id])
}

/** What a colleague was told, once it is old. */
export const entryNotices = defineRetention<string>({
  kind: 'entry-notice',
  what: 'that a colleague was told of an entry: a note that mentions them, or a task of theirs',
  keptFor: { days: 180 },
  from: 'it was told',
  ground: 'Whoever was away finds what concerns them; the entry itself stays in its conversation.',
  table: 'entry_notice',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`at < ${olderThan}`,
})
