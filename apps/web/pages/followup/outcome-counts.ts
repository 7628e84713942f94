import type { Db } from '#db'
import { countOutcomes, type OutcomeCounts } from '#domains/followup'
import { type Cached, cached } from '#platform/cache'

const KEPT_MS = 2000
const KEPT_MOST = 1000

declare module 'hono' {
  interface ContextVariableMap {
    /** What came of input, by the id of the dossier; of all dossiers for an empty one. */
    outcomeCounts: Cached<OutcomeCounts>
  }
}

/** Many visitors share one count that is some seconds old. */
export function createOutcomeCounts(db: Db): Cached<OutcomeCounts> {
  const count = (dossierId: string) => countOutcomes(db, dossierId ? { dossierId } : {})
  return cached(count, { keepMs: KEPT_MS, size: KEPT_MOST })
}
