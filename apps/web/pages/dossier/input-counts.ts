import type { Db } from '#db'
import { countInputs } from '#domains/register'
import { type ToldVoters, tellVoters } from '#web/words'

/** How much was said, as everybody may know it. */
export type ToldCounts = ToldVoters & {
  inputs: number
  hidden: number
  answered: number
  /** Some of it has no answer yet. */
  isWaiting: boolean
  /** Nobody said or voted anything: for staff, because a first vote would show by it. */
  isEmpty: boolean
}

/** Counts what was said in a dossier: reads an index of all of it. */
export async function countTold(
  db: Db,
  { id, state }: { id: string; state: 'draft' | 'open' | 'closed' },
): Promise<ToldCounts> {
  const { voters, waitingVoters, ...counts } = await countInputs(db, id)
  const number = state === 'closed' ? 'is-final' : 'moves'
  return {
    ...counts,
    ...tellVoters(voters, number),
    // One vote that waits must not show: the others of its ten would tell whose it is.
    isWaiting: counts.answered < counts.inputs || tellVoters(waitingVoters, number).voters > 0,
    isEmpty: voters + counts.inputs === 0,
  }
}
