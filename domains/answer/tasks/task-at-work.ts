import { type RawBuilder, sql } from 'kysely'
import type { TaskState } from './task.ts'

/** How a conversation in a list stands with those who were asked about it. */
export type TaskAtWork = { state: TaskState; with: string }

/** Of a query that has `conversation`: its open task that is due first, else the last that came back since our last answer. */
export function taskAtWork(): RawBuilder<TaskAtWork | null> {
  return sql<TaskAtWork | null>`(
    select json_build_object('state', task.state, 'with', coalesce(holder.name, unit.name))
    from task left join unit on unit.id = task.unit_id left join account holder on holder.id = task.account_id
    where task.conversation_id in ${handledIn(sql`conversation.id`)} and task.state <> 'withdrawn'
      and (task.state in ('asked', 'accepted') or conversation.status = 'open')
    order by task.state in ('asked', 'accepted') desc,
      case when task.state in ('asked', 'accepted') then task.due_on end, task.last_seq desc
    limit 1)`
}

/** A conversation, and all that were merged into it: what was asked about these is of concern there. */
export function handledIn(conversation: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    with recursive handled as (
      select ${conversation} as id
      union select merged.id from handled join conversation merged on merged.merged_into = handled.id
    ) select id from handled)`
}
