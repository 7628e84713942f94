import type { Db } from '#db'
import { registerVotes } from '../participants/join-dialogue.ts'
import type { Ballot } from './ballot.ts'
import { type StoredBallot, storeBallots } from './store-ballots.ts'

/** What became of somebody's first vote: their votes are registered, whether or not this one could be stored. */
export type FirstVoteOutcome =
  | { kind: 'registered'; stored: StoredBallot }
  | { kind: 'not-admitted' }
  | { kind: 'dialogue-closed' }

/**
 * Registers people with their first vote in a dialogue, all in one transaction. What cannot be stored, because the
 * statement was closed meanwhile or the person voted in another process, stops no other.
 * @param ballots  of each person one
 * @returns what became of each, in their order
 */
export async function castFirstVotes(
  db: Db,
  dialogue: Ballot['dialogue'],
  ballots: readonly Ballot[],
): Promise<FirstVoteOutcome[]> {
  return db.transaction().execute(async (tx) => {
    const outcomes = await registerVotes(tx, dialogue, ballots)
    const registered = ballots.filter((_, at) => outcomes[at]?.kind === 'registered')
    const rows = registered.length > 0 ? await storeBallots(tx, registered) : []
    const storedOf = new Map(registered.map((ballot, at) => [ballot, rows[at]]))
    return ballots.map((ballot, at): FirstVoteOutcome => {
      const stored = storedOf.get(ballot)
      if (stored) return { kind: 'registered', stored }
      return { kind: outcomes[at]?.kind === 'not-admitted' ? 'not-admitted' : 'dialogue-closed' }
    })
  })
}
