import type pg from 'pg'
/** A row of pg_locks that stands for a runner of this database. */
export declare const isOfARunner =
  "locktype = 'advisory' and classid = 6975330 and objsubid = 2\n  and database = (select oid from pg_database where datname = current_database())"
/** Nobody stands for the runner that a row called `held` names. */
export declare const hasNoHolder =
  "not exists (\n  select from pg_locks\n  where locktype = 'advisory' and classid = 6975330 and objsubid = 2\n  and database = (select oid from pg_database where datname = current_database()) and objid = (hashtext(held.locked_by)::bigint & 4294967295)::oid\n)"
/** What is needed of a connection. */
type Queryable = Pick<pg.Client, 'query'>
/** Stands for a runner for as long as this session lasts. */
export declare function claimRunner(session: Queryable, runnerId: string): Promise<void>
/** Names the runners that hold jobs or queues and that no living session stands for. */
export declare function listDeadRunners(session: Queryable): Promise<string[]>
/** Gives back what these runners held: others may take it at once. */
export declare function freeLocks(session: Queryable, runnerIds: string[]): Promise<void>
