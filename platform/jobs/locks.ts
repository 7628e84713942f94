import type pg from 'pg'

/** Our part of PostgreSQL's advisory locks: the letters "job". */
const SPACE = 0x6a6f62

/** A row of pg_locks that stands for a runner of this database. */
export const isOfARunner = `locktype = 'advisory' and classid = ${SPACE} and objsubid = 2
  and database = (select oid from pg_database where datname = current_database())`

/** Nobody stands for the runner that a row called `held` names. */
export const hasNoHolder = `not exists (
  select from pg_locks
  where ${isOfARunner} and objid = (hashtext(held.locked_by)::bigint & 4294967295)::oid
)`

/** What is needed of a connection. */
type Queryable = Pick<pg.Client, 'query'>

/** Stands for a runner for as long as this session lasts. */
export async function claimRunner(session: Queryable, runnerId: string): Promise<void> {
  await session.query(`select pg_advisory_lock_shared(${SPACE}, hashtext($1))`, [runnerId])
}

/** Names the runners that hold jobs or queues and that no living session stands for. */
export async function listDeadRunners(session: Queryable): Promise<string[]> {
  const { rows } = await session.query<{ locked_by: string }>(`
    select held.locked_by from (
      select locked_by from graphile_worker._private_jobs where locked_by is not null
      union
      select locked_by from graphile_worker._private_job_queues where locked_by is not null
    ) held
    where ${hasNoHolder}`)
  return rows.map((row) => row.locked_by)
}

/** Gives back what these runners held: others may take it at once. */
export async function freeLocks(session: Queryable, runnerIds: string[]): Promise<void> {
  await session.query('select graphile_worker.force_unlock_workers($1::text[])', [runnerIds])
}
