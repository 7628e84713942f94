import type { Tx } from '#db'
import { type PublishPolicyOutcome, publishPolicy } from '#domains/moderation'

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
  return found ? publishPolicy(tx, dialogueId, text, who) : { kind: 'not-found' }
}
