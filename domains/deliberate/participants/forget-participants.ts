import type { Tx } from '#db'
import { destroyKeys } from '#domains/entrance'
import { defineRelease } from '#platform/retention'

/** What people told about themselves. */
export const backgroundAnswers = defineRelease({
  kind: 'background-answer',
  what: 'what a participant told about themselves',
  from: 'until the key of the dialogue is destroyed; sooner, when they take it back',
  ground: 'It serves to see who takes part while people take part; the figures that were shown then stay.',
})

/**
 * Makes sure that nobody can be recognised in dialogues that are over: their keys go, with who was let in and what
 * people told about themselves. Votes and counts stay, and the figures of who took part as they were last shown.
 * @returns how many keys went
 */
export async function forgetParticipants(tx: Tx, dialogueIds: string[], now: Date): Promise<number> {
  if (dialogueIds.length === 0) return 0
  const destroyed = await destroyKeys(tx, dialogueIds, now)
  const { numDeletedRows } = await tx
    .deleteFrom('background_answer')
    .where('dialogue_id', 'in', dialogueIds)
    .executeTakeFirstOrThrow()
  await backgroundAnswers.prove(tx, Number(numDeletedRows), now)
  return destroyed
}
