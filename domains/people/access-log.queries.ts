import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'

/** That somebody of the staff read or changed something about a person. */
export type AccessLine = {
  id: string
  at: Date
  accountId: string
  who: string
  action: 'read' | 'changed'
  subjectKind: string
  subjectId: string
}

/** Something that is read or changed, as the log names it. */
export type AccessSubject = { kind: string; id: string }

/** Who read and changed some things that belong together, the newest first; by as many looks into the index as there are things. */
export async function listAccessTo(
  db: Db,
  subjects: readonly AccessSubject[],
  { after, size }: PageRequest,
): Promise<Page<AccessLine>> {
  if (subjects.length === 0) return { rows: [], next: undefined }
  const [at, id] = readCursor(after, ['instant', 'uuid']) ?? []
  const { rows } = await sql<AccessLine>`
    select line.id, line.at, line.account_id as "accountId", account.name as who, line.action,
      line.subject_kind as "subjectKind", line.subject_id as "subjectId"
    from unnest(${subjects.map((one) => one.kind)}::text[], ${subjects.map((one) => one.id)}::uuid[]) as wanted (kind, id)
    cross join lateral (
      select * from access_log as log
      where log.subject_kind = wanted.kind and log.subject_id = wanted.id
        and (${at ?? null}::timestamptz is null or (log.at, log.id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
      order by log.at desc, log.id desc limit ${size + 1}
    ) as line
    join account on account.id = line.account_id
    order by line.at desc, line.id desc limit ${size + 1}`.execute(db)
  return pageOf(rows, size, keyOf)
}

/** Days of the organisation, both counted in, as 2026-03-02. */
export type AccessPeriod = { accountId: string; from: string; until: string; timeZone: string }

/** What one member of staff read and changed over a period, the newest first. */
export async function listAccessBy(
  db: Db,
  { accountId, from, until, timeZone }: AccessPeriod,
  { after, size }: PageRequest,
): Promise<Page<AccessLine>> {
  const [at, id] = readCursor(after, ['instant', 'uuid']) ?? []
  const { rows } = await sql<AccessLine>`
    select log.id, log.at, log.account_id as "accountId", account.name as who, log.action,
      log.subject_kind as "subjectKind", log.subject_id as "subjectId"
    from access_log as log join account on account.id = log.account_id
    where log.account_id = ${accountId}
      and log.at >= ${from}::date::timestamp at time zone ${timeZone}
      and log.at < (${until}::date + 1)::timestamp at time zone ${timeZone}
      and (${at ?? null}::timestamptz is null or (log.at, log.id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
    order by log.at desc, log.id desc limit ${size + 1}`.execute(db)
  return pageOf(rows, size, keyOf)
}

function keyOf({ at, id }: AccessLine): string[] {
  return [at.toISOString(), id]
}

/** Everybody who works here, or ever did, by name. */
export async function listAllWhoWorkedHere(db: Db): Promise<{ accountId: string; name: string }[]> {
  return db
    .selectFrom('account')
    .select(['account.id as accountId', 'account.name'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('staff_role').select('staff_role.id').whereRef('staff_role.account_id', '=', 'account.id'),
      ),
    )
    .orderBy('account.name')
    .orderBy('account.id')
    .execute()
}
