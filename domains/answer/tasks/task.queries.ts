import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { logAccess } from '#domains/people'
import type { OpenFile } from '#platform/blobs'
import { type Delivery, findDeliveries } from '#platform/mail'
import { writtenNow } from '../channels/mail-text.ts'
import { type Entry, listEntries } from '../conversations/entry.queries.ts'
import { readEntryFile } from '../files/conversation-files.ts'
import { mayReadConversation } from '../privacy/may-read.ts'
import { markNoticesRead } from './notice.ts'
import type { TaskState } from './task.ts'
import { handledIn } from './task-at-work.ts'
import { isHolder, mayOpenTask, type TaskViewer } from './task-viewer.ts'

/** A task in a few words. */
export type TaskLine = {
  id: string
  conversationId: string
  state: TaskState
  dueOn: string
  changedAt: Date
  question: string
  /** Whose it is: the team, and the person who took it or was asked. */
  unit: string | null
  person: string | null
  personId: string | null
  askedBy: string
}

/** The columns of a `TaskLine`, of a query that has `task`. */
export const taskLine = sql`task.id, task.conversation_id as "conversationId", task.state,
  task.due_on as "dueOn", task.changed_at as "changedAt", coalesce(asked.body, '') as question,
  unit.name as unit, holder.name as person, holder.id as "personId", asker.name as "askedBy"`

export const taskLineJoins = sql`
  join conversation_entry asked on asked.conversation_id = task.conversation_id and asked.seq = task.asked_seq
  left join unit on unit.id = task.unit_id
  left join account holder on holder.id = task.account_id
  join account asker on asker.id = task.asked_by`

/** More tasks of one conversation than anybody reads. */
const MOST_OF_ONE = 50

/** The tasks of a conversation and of what was merged into it, the newest first: what the front office sees of the back office. */
export async function listTasksOf(db: Db, conversationId: string): Promise<TaskLine[]> {
  const { rows } = await sql<TaskLine>`
    select ${taskLine} from task ${taskLineJoins}
    where task.conversation_id in ${handledIn(sql`${conversationId}::uuid`)}
    order by task.asked_at desc, task.id desc limit ${MOST_OF_ONE}`.execute(db)
  return rows
}

/** What was said in the conversation, and may be read by whoever does the task. */
export type ShownEntry = Pick<Entry, 'seq' | 'at' | 'files'> & { kind: 'received' | 'sent'; body: string }

export type OpenLink = { party: string; address: string; expiresAt: Date; delivery: Delivery | undefined }

/** A task as somebody who works on it, or waits for it, sees it: nothing of the conversation but what is shown. */
export type TaskPage = TaskLine & {
  lastSeq: number
  askedAt: Date
  isHolder: boolean
  language: string
  /** They may open the conversation too. */
  mayReadConversation: boolean
  /** It was answered, or closed without an answer. */
  isConversationOver: boolean
  shown: ShownEntry[]
  /** All that happened with it, the question first. */
  steps: Entry[]
  /** The way in that somebody outside has now. */
  link: OpenLink | undefined
}

/** Opens a task for a member of staff: that they read what was said is logged, and what they were told of it is read. */
export async function readTask(
  tx: Tx,
  taskId: string,
  viewer: TaskViewer & { now: Date },
): Promise<TaskPage | undefined> {
  const task = await tx.selectFrom('task').selectAll().where('id', '=', taskId).executeTakeFirst()
  if (!task || !(await mayOpenTask(tx, task, viewer))) return undefined
  const { accountId, now } = viewer
  await logAccess(tx, {
    ...({ accountId, action: 'read', now } as const),
    ...{ subjectKind: 'conversation', subjectId: task.conversation_id },
  })
  await markNoticesRead(tx, { by: accountId, now, taskId })
  const [{ rows }, conversation, entries, link, mayRead] = await Promise.all([
    sql<TaskLine>`select ${taskLine} from task ${taskLineJoins} where task.id = ${taskId}::uuid`.execute(tx),
    tx
      .selectFrom('conversation')
      .select(['language', 'status'])
      .where('id', '=', task.conversation_id)
      .executeTakeFirstOrThrow(),
    listEntries(tx, task.conversation_id),
    findOpenLink(tx, taskId),
    mayReadConversation(tx, task.conversation_id, viewer),
  ])
  const [line] = rows
  if (!line) throw new Error(`Task ${taskId} has no entry that asks it.`)
  return {
    ...line,
    ...{ lastSeq: task.last_seq, askedAt: task.asked_at, language: conversation.language },
    ...{ isHolder: isHolder(task, viewer), isConversationOver: conversation.status !== 'open' },
    ...{ shown: showEntries(entries, task.shown), link, mayReadConversation: mayRead },
    steps: entries.filter((entry) => entry.task?.id === taskId),
  }
}

/** Some entries of a conversation as whoever is asked reads them: without names, addresses, and what a mail repeated. */
export function showEntries(entries: Entry[], seqs: readonly number[]): ShownEntry[] {
  return entries.flatMap(({ seq, kind, at, body, files, mail }) => {
    if ((kind !== 'received' && kind !== 'sent') || !seqs.includes(seq)) return []
    return [{ seq, kind, at, files, body: mail ? writtenNow(body ?? '') : (body ?? '') }]
  })
}

async function findOpenLink(db: Db, taskId: string): Promise<OpenLink | undefined> {
  const link = await db
    .selectFrom('task_link')
    .select(['party', 'address', 'expires_at as expiresAt', 'mail_id as mailId'])
    .where('task_id', '=', taskId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!link) return undefined
  const { mailId, ...open } = link
  const deliveries = await findDeliveries(db, mailId ? [mailId] : [])
  return { ...open, delivery: mailId ? deliveries.get(mailId) : undefined }
}

/** A file of an entry that is shown with a task, or is one of its steps, for whoever may open the task. */
export async function readTaskFile(
  db: Db,
  { taskId, seq, hash }: { taskId: string; seq: number; hash: string },
  viewer: TaskViewer,
): Promise<OpenFile | undefined> {
  const task = await db
    .selectFrom('task')
    .select(['conversation_id', 'account_id', 'unit_id'])
    .where('id', '=', taskId)
    .where(
      sql<boolean>`(${seq}::integer = any (shown) or exists (
        select from conversation_entry entry where entry.conversation_id = task.conversation_id
          and entry.seq = ${seq}::integer and entry.task_id = task.id))`,
    )
    .executeTakeFirst()
  if (!task || !(await mayOpenTask(db, task, viewer))) return undefined
  return readEntryFile(db, { conversationId: task.conversation_id, seq, hash })
}
