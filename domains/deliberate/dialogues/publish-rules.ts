import type { Tx } from '#db'
import { type PublishPolicyOutcome, publishPolicy } from '#domains/moderation'
import { rulesPublished } from './dialogue.events.ts'
import { recordDialogueEvent } from './record-dialogue-event.ts'

/**
 * Publishes the rules of a dialogue. Its row is held meanwhile: a draft that a colleague writes anew or deletes at the same
 * moment neither loses these rules nor leaves them behind.
 */
export async function publishRules(
  tx: Tx,
  dialogueId: string,
  text: string,
  who: { by: string; now: Date },
): Promise<PublishPolicyOutcome | { kind: 'not-found' }> {
  const found = await tx
    .selectFrom('dialogue')
    .select('id')
    .where('id', '=', dialogueId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!found) return { kind: 'not-found' }
  const outcome = await publishPolicy(tx, dialogueId, text, who)
  if (outcome.kind === 'published')
    await recordDialogueEvent(tx, dialogueId, { type: rulesPublished, number: outcome.version, at: who.now })
  return outcome
}
