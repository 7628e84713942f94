import type { Tx } from '#db'
import { destroyKeys } from '#domains/entrance'

/**
 * Makes sure that nobody can be recognised in dialogues that are over: their keys go, with who was let in and what
 * people told about themselves. Votes and counts stay, and the figures of who took part as they were last shown.
 */
export async function forgetParticipants(tx: Tx, dialogueIds: string[], now: Date): Promise<void> {
  if (dialogueIds.length === 0) return
  await destroyKeys(tx, dialogueIds, now)
  await tx.deleteFrom('background_answer').where('dialogue_id', 'in', dialogueIds).execute()
}
