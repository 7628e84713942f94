import type { Db } from '#db'

/** That somebody asked whether a watch may name whom it names, and what was said. */
export type PersonRequest = {
  id: string
  names: string[]
  /** Null: it is no person, who asked says. */
  office: string | null
  reason: string
  askedById: string
  askedBy: string
  askedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  until: Date | null
  /** The newest, which counts. */
  isCurrent: boolean
}

/** More is told nowhere. */
const MOST_TOLD = 20

/** What was asked of a watch, the newest first. */
export async function listPersonRequests(db: Db, watchId: string): Promise<PersonRequest[]> {
  return db
    .selectFrom('watch_person')
    .innerJoin('account as asker', 'asker.id', 'watch_person.asked_by')
    .leftJoin('account as decider', 'decider.id', 'watch_person.decided_by')
    .select([
      'watch_person.id',
      'names',
      'office',
      'reason',
      'asked_by as askedById',
      'asker.name as askedBy',
    ])
    .select(['asked_at as askedAt', 'decider.name as decidedBy', 'decided_at as decidedAt', 'until'])
    .select(({ eb }) => eb('replaced_at', 'is', null).$castTo<boolean>().as('isCurrent'))
    .where('watch_id', '=', watchId)
    .orderBy('asked_at', 'desc')
    .orderBy('watch_person.id', 'desc')
    .limit(MOST_TOLD)
    .execute()
}

/** A watch that waits for a second colleague. */
export type WaitingWatch = { id: string; name: string; askedBy: string; askedAt: Date }

const MOST_WAITING = 20

/** Watches about which a member of staff may decide, the one that waits longest first: those for which somebody else asked. */
export async function listWatchesToDecide(db: Db, accountId: string): Promise<WaitingWatch[]> {
  return db
    .selectFrom('watch_person')
    .innerJoin('watch', 'watch.id', 'watch_person.watch_id')
    .innerJoin('account', 'account.id', 'watch_person.asked_by')
    .select(['watch.id', 'watch.name', 'account.name as askedBy', 'asked_at as askedAt'])
    .where('replaced_at', 'is', null)
    .where('decided_by', 'is', null)
    .where('asked_by', '<>', accountId)
    .orderBy('asked_at')
    .orderBy('watch_person.id')
    .limit(MOST_WAITING)
    .execute()
}

/** Of these watches, those about somebody in an office, by that office. */
export async function listOffices(db: Db, watchIds: readonly string[]): Promise<Map<string, string>> {
  if (watchIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('watch_person')
    .select(['watch_id', 'office'])
    .where('watch_id', 'in', watchIds)
    .where('replaced_at', 'is', null)
    .execute()
  return new Map(rows.flatMap(({ watch_id, office }) => (office === null ? [] : [[watch_id, office]])))
}
