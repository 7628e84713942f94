import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { mayBeTold } from './notice.ts'
import { type TaskLine, taskLine, taskLineJoins } from './task.queries.ts'
import type { TaskViewer } from './task-viewer.ts'

/**
 * The open tasks of somebody and of their teams, what is due first on top. Each team's are read from an index as far as the page goes,
 * so that a page costs the same however many there are.
 */
export async function listOpenTasks(
  db: Db,
  { accountId, unitIds }: TaskViewer,
  page: PageRequest,
): Promise<Page<TaskLine>> {
  const cursor = readCursor(page.after, ['day', 'uuid'])
  const after = cursor ? sql`and (due_on, id) > (${cursor[0]}::date, ${cursor[1]}::uuid)` : sql``
  const size = page.size + 1
  const { rows } = await sql<TaskLine>`
    with mine as (
      select * from (
        (select task.* from task where account_id = ${accountId}::uuid and state in ('asked', 'accepted') ${after}
          order by due_on, id limit ${size})
        union all
        (select own.* from unnest(${unitIds}::uuid[]) as team cross join lateral (
          select task.* from task where unit_id = team and state in ('asked', 'accepted')
            and account_id is distinct from ${accountId}::uuid ${after}
          order by due_on, id limit ${size}) as own)
      ) as both_kinds order by due_on, id limit ${size}
    )
    select ${taskLine} from mine as task ${taskLineJoins} order by task.due_on, task.id`.execute(db)
  return pageOf(rows, page.size, ({ dueOn, id }) => [dueOn, id])
}

/** What somebody asked of others, what changed last on top. */
export async function listAskedTasks(db: Db, accountId: string, page: PageRequest): Promise<Page<TaskLine>> {
  const cursor = readCursor(page.after, ['instant', 'uuid'])
  const after = cursor
    ? sql`and (task.changed_at, task.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``
  const { rows } = await sql<TaskLine>`
    select ${taskLine} from (
      select * from task where asked_by = ${accountId}::uuid ${after}
      order by changed_at desc, id desc limit ${page.size + 1}
    ) as task ${taskLineJoins} order by task.changed_at desc, task.id desc`.execute(db)
  return pageOf(rows, page.size, ({ changedAt, id }) => [changedAt.toISOString(), id])
}

/** Counts end here: one more is shown as "more than". */
export const MOST_TASKS_COUNTED = 99

export type TaskCounts = {
  /** Open tasks of somebody and their teams. */
  open: number
  /** Of these, what nobody took yet. */
  untaken: number
  /** What they were told and did not open yet. */
  notices: number
}

/** How much waits for somebody, each counted up to one more than `MOST_TASKS_COUNTED`. */
export async function countTasks(db: Db, viewer: TaskViewer): Promise<TaskCounts> {
  const { accountId, unitIds } = viewer
  const most = MOST_TASKS_COUNTED + 1
  const open = sql`(
    select count(*)::integer as n, count(*) filter (where state = 'asked' and account_id is null)::integer as untaken
    from (
      select state, account_id from task
      where state in ('asked', 'accepted')
        and (account_id = ${accountId}::uuid or unit_id = any (${unitIds}::uuid[]))
      limit ${most}) as some_open)`
  const { rows } = await sql<TaskCounts>`
    select open_tasks.n as open, open_tasks.untaken, (
      select count(*)::integer from (
        select from entry_notice notice join conversation on conversation.id = notice.conversation_id
        left join task on task.id = notice.task_id
        where notice.account_id = ${accountId}::uuid and read_at is null and ${mayBeTold(viewer)} limit ${most}
      ) as some_unread) as notices
    from ${open} as open_tasks`.execute(db)
  return rows[0] ?? { open: 0, untaken: 0, notices: 0 }
}
