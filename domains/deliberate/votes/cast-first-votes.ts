import type { Db } from '#db'
import { type RegisterVotesOutcome, registerVotes } from '../participants/join-dialogue.ts'
import type { Ballot } from './ballot.ts'
import { type StoredBallot, storeBallots } from './store-ballots.ts'

/** What became of somebody's first vote: their votes are registered, whether or not this one could be stored. */
export type FirstVoteOutcome =
  | { kind: 'registered'; stored: StoredBallot }
  | Exclude<RegisterVotesOutcome, { kind: 'registered' }>

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
    let next = 0
    return outcomes.map((outcome): FirstVoteOutcome => {
      if (outcome.kind !== 'registered') return outcome
      const stored = rows[next++]
      if (!stored) throw new Error('The database said nothing of a ballot.')
      return { kind: 'registered', stored }
    })
  })
}
