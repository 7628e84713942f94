import type { Db } from '#db'
import { peopleTold } from '#domains/deliberate'
import { countInputs } from '#domains/register'

/** How much was said, as everybody may know it: of those who vote by tens. */
export type ToldCounts = { published: number; answered: number }

/** Counts what was said in a dossier: reads an index of all of it. */
export async function countTold(db: Db, dossierId: string): Promise<ToldCounts> {
  const { published, waitingVotes, answered } = await countInputs(db, dossierId)
  return { published: published + peopleTold(waitingVotes, false), answered }
}
