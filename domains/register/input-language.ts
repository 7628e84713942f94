import type { Tx } from '#db'

/** Puts right in which language an input is: it is taken for that of the page on which it was written. */
export async function setInputLanguage(tx: Tx, inputId: string, language: string): Promise<void> {
  await tx.updateTable('input').set({ language }).where('id', '=', inputId).execute()
}
