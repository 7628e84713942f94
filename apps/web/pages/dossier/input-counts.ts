import type { Db } from '#db'
import { countInputs, type InputCounts } from '#domains/register'
import { type Cached, cached } from '#platform/cache'

const KEPT_MS = 2000
const KEPT_MOST = 1000

declare module 'hono' {
  interface ContextVariableMap {
    /** How much was said in a dossier, by its id. */
    inputCounts: Cached<InputCounts>
  }
}

/** Counting reads all of a dossier's inputs: many visitors share one count that is some seconds old. */
export function createInputCounts(db: Db): Cached<InputCounts> {
  return cached((dossierId) => countInputs(db, dossierId), { keepMs: KEPT_MS, size: KEPT_MOST })
}
