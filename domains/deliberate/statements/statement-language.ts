import type { Tx } from '#db'
import { setInputLanguage } from '#domains/register'
import type { StatementKey } from './statement-owner.ts'

/** Puts right in which language a statement is: it is taken for that of the page on which it was written. */
export async function setStatementLanguage(
  tx: Tx,
  { dialogueId, number }: StatementKey,
  language: string,
): Promise<void> {
  const statement = await tx
    .updateTable('statement')
    .set({ language })
    .where('dialogue_id', '=', dialogueId)
    .where('number', '=', number)
    .returning('input_id')
    .executeTakeFirst()
  if (statement?.input_id) await setInputLanguage(tx, statement.input_id, language)
}
