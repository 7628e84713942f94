import type { Tx } from '#db'
import { type Turn, type TurnOutcome, takeTurn } from '../conversations/take-turn.ts'
import { discloseIn } from '../elsewhere/disclosure.ts'
import { findOpenPlaces, type NotMandated } from './obstacle.ts'

/**
 * Puts a text in a conversation for a colleague to approve, or to be put somewhere else; it takes the place of an earlier one. What goes
 * somewhere else says who speaks, so that this is approved with it.
 */
export async function askApproval(tx: Tx, turn: Turn, body: string): Promise<TurnOutcome | NotMandated> {
  return (
    findOpenPlaces(body) ?? takeTurn(tx, turn, [{ kind: 'draft', body: await discloseIn(tx, turn, body) }])
  )
}
