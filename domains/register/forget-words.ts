import type { Tx } from '#db'

/** Takes the words out of inputs that no more than their writer and staff can read: that there was one, and what came of it, stays. */
export async function forgetInputWords(tx: Tx, inputIds: readonly string[]): Promise<void> {
  if (inputIds.length === 0) return
  await tx
    .updateTable('input')
    .set({ body: null })
    .where('id', 'in', inputIds)
    .where('is_public', '=', false)
    .execute()
}
