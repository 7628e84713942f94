import { sql } from 'kysely'
import type { Db } from '#db'

/** What waits in the queue or is being done, in the order in which it came. */
export async function listJobs(db: Db): Promise<{ task: string; payload: unknown }[]> {
  const { rows } = await sql<{ task: string; payload: unknown }>`
    select task.identifier as task, job.payload
    from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    order by job.id`.execute(db)
  return rows
}

/** Empties the queue, so that what comes next can be seen. */
export async function forgetJobs(db: Db): Promise<void> {
  await sql`delete from graphile_worker._private_jobs`.execute(db)
}
