import type { Db } from '#db'
import { findLastProofs, type Period, type Release, type Retention, sumProofs } from '#platform/retention'
import { alerted } from '../alerts/forget-alerts.ts'
import { communityContacts } from '../communities/forget-contacts.ts'
import { withdrawnPosts } from '../decency/withdraw-posts.ts'
import { personRequests } from '../persons/forget-requests.ts'
import { listened } from '../remove-expired.ts'

/** Everything that listening lets go of: what its log is about. */
const kinds: readonly (Retention | Release)[] = [
  ...listened,
  withdrawnPosts,
  ...alerted,
  communityContacts,
  personRequests,
]

/** A kind of what listening keeps, for how long, and what its job did. */
export type LetGoLine = {
  kind: string
  /** In English, for whoever has no words of their own for it. */
  what: string
  /** Undefined where it goes with something that happens. */
  keptFor: Period | undefined
  /** When its job last came to its end; null where it never did, or it has none. */
  ranAt: Date | null
  /** How many went in the last thirty days. */
  removed: number
}

const RECENT_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

/** What listening let go of, kind by kind. For staff: a number may be about few. */
export async function listLetGo(db: Db, now: Date): Promise<LetGoLine[]> {
  const since = new Date(now.getTime() - RECENT_DAYS * DAY_MS)
  const [last, sums] = await Promise.all([
    findLastProofs(db),
    sumProofs(
      db,
      kinds.map(({ kind }) => kind),
      since,
    ),
  ])
  return kinds.map((one) => ({
    ...{ kind: one.kind, what: one.what, keptFor: 'keptFor' in one ? one.keptFor : undefined },
    ...{ ranAt: last.get(one.kind)?.ranAt ?? null, removed: sums.get(one.kind) ?? 0 },
  }))
}
