import type { Tx } from '#db'

/** Forgets all that was decided about the texts of a space, for an owner that writes them anew under the same numbers. */
export async function forgetTexts(tx: Tx, spaceId: string): Promise<void> {
  for (const table of ['moderation_removal', 'moderation_decision'] as const)
    await tx.deleteFrom(table).where('space_id', '=', spaceId).execute()
}

/** Forgets a space that is deleted: its rules, and all that was decided about its texts. */
export async function forgetSpace(tx: Tx, spaceId: string): Promise<void> {
  await forgetTexts(tx, spaceId)
  await tx.deleteFrom('moderation_policy').where('space_id', '=', spaceId).execute()
}
