import type { Db } from '#db'
import { peopleTold } from '#domains/deliberate'
import { countInputs } from '#domains/register'
import { type Cached, cached } from '#platform/cache'

const KEPT_MS = 2000
const KEPT_MOST = 1000

/** How much was said, as everybody may know it: of those who vote by tens. */
export type ToldCounts = { published: number; answered: number }

declare module 'hono' {
  interface ContextVariableMap {
    /** How much was said in a dossier, by its id. */
    inputCounts: Cached<ToldCounts>
  }
}

/** Counting reads all of a dossier's inputs: many visitors share one count that is some seconds old. */
export function createInputCounts(db: Db): Cached<ToldCounts> {
  const load = async (dossierId: string): Promise<ToldCounts> => {
    const { published, waitingVotes, answered } = await countInputs(db, dossierId)
    return { published: published + peopleTold(waitingVotes, false), answered }
  }
  return cached(load, { keepMs: KEPT_MS, size: KEPT_MOST })
}
