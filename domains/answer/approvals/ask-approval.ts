import type { Tx } from '#db'
import { type Turn, type TurnOutcome, takeTurn } from '../conversations/take-turn.ts'

/** Puts a text in a conversation for a colleague to approve; it takes the place of an earlier one. */
export function askApproval(tx: Tx, turn: Turn, body: string): Promise<TurnOutcome> {
  return takeTurn(tx, turn, [{ kind: 'draft', body }])
}
