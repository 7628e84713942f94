import type { Tx } from '#db'
import { type Turn, type TurnOutcome, takeTurn } from '../conversations/take-turn.ts'
import { findOpenPlaces, type NotMandated } from './obstacle.ts'

/** Puts a text in a conversation for a colleague to approve; it takes the place of an earlier one. */
export async function askApproval(tx: Tx, turn: Turn, body: string): Promise<TurnOutcome | NotMandated> {
  return findOpenPlaces(body) ?? takeTurn(tx, turn, [{ kind: 'draft', body }])
}
