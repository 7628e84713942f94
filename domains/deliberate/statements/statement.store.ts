import type { Selectable } from 'kysely'
import type { DB, Tx } from '#db'
import { isOpenForAnswers } from '../dialogues/open-for-answers.ts'
import type { Statement } from './statement.ts'

/** A dialogue with its numbering locked: whoever adds the same statement at the same time waits, and then finds it. */
export type NumberedDialogue = Pick<
  Selectable<DB['dialogue']>,
  'id' | 'dossier_id' | 'language' | 'moderation' | 'state' | 'closes_on'
> & { next_statement: number; dossier_state: Selectable<DB['dossier']>['state'] }

/** Whoever numbers statements or participants, or decides which of them count, takes turns with the others here. */
export async function lockNumbering(tx: Tx, id: string): Promise<NumberedDialogue | undefined> {
  return tx
    .selectFrom('dialogue_numbering')
    .innerJoin('dialogue', 'dialogue.id', 'dialogue_numbering.dialogue_id')
    .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
    .select([
      'dialogue.id',
      'dialogue.dossier_id',
      'dialogue.language',
      'dialogue.moderation',
      'dialogue.state',
      'dialogue.closes_on',
      'next_statement',
      'dossier.state as dossier_state',
    ])
    .where('dialogue_id', '=', id)
    .forUpdate('dialogue_numbering')
    .executeTakeFirst()
}

/** Whether a dialogue that is locked like this is open for answers. */
export function isNumberedOpen(dialogue: NumberedDialogue, today: string): boolean {
  return isOpenForAnswers({ dialogue, dossier: { state: dialogue.dossier_state } }, today)
}

/** A statement that says the same, whatever its capitals and punctuation; one that is asked before one with a newer version. */
export async function findSame(
  tx: Tx,
  dialogueId: string,
  fingerprint: string,
  except: readonly number[] = [],
): Promise<Pick<Statement, 'number' | 'text' | 'state'> | undefined> {
  return tx
    .selectFrom('statement')
    .select(['number', 'text', 'state'])
    .where('dialogue_id', '=', dialogueId)
    .where('fingerprint', '=', fingerprint)
    .$if(except.length > 0, (query) => query.where('number', 'not in', except))
    .orderBy((eb) => eb('state', '=', 'closed'))
    .orderBy('number')
    .executeTakeFirst()
}

export type NewStatement = Pick<Statement, 'text' | 'fingerprint' | 'language' | 'created_at'> & {
  state: 'held' | 'published'
  author: number | null
  input_id?: string
  is_seed?: boolean | null
  is_meta?: boolean
}

/** Adds statements under the next numbers; the caller has locked the numbering. */
export async function insertStatements(tx: Tx, dialogueId: string, rows: NewStatement[]): Promise<number[]> {
  const { first } = await tx
    .updateTable('dialogue_numbering')
    .set((eb) => ({ next_statement: eb('next_statement', '+', rows.length) }))
    .where('dialogue_id', '=', dialogueId)
    .returning((eb) => eb('next_statement', '-', rows.length).as('first'))
    .executeTakeFirstOrThrow()
  const numbered = rows.map((row, at) => ({ ...row, dialogue_id: dialogueId, number: first + at }))
  await tx.insertInto('statement').values(numbered).execute()
  return numbered.map((row) => row.number)
}
