import type { Tx } from '#db'
import { recordAddition } from '#domains/moderation'
import { findSame, insertStatements, isNumberedOpen, lockNumbering } from './statement.store.ts'
import { mostStatements, readStatement, type Statement, type StatementReading } from './statement.ts'
import { textKeyOf } from './statement-owner.ts'

export type AddedStatement = {
  dialogueId: string
  text: string
  /** Why it is added: everybody can read it. */
  reason: string
}

export type AddStatementOutcome =
  | { kind: 'added'; number: number }
  | { kind: 'dialogue-not-open' }
  | { kind: 'dialogue-full' }
  | { kind: 'text-refused'; text: string; why: Exclude<StatementReading, { kind: 'read' }>['kind'] }
  | { kind: 'said-before'; number: number; text: string; state: Statement['state'] }

/** Adds a statement by the organisation to an open dialogue: marked as such, asked of everybody, and told in the log. */
export async function addStatement(
  tx: Tx,
  { dialogueId, text, reason }: AddedStatement,
  { by, now, today }: { by: string; now: Date; today: string },
): Promise<AddStatementOutcome> {
  const reading = readStatement(text)
  if (reading.kind !== 'read') return { kind: 'text-refused', text: text.slice(0, 60), why: reading.kind }
  const dialogue = await lockNumbering(tx, dialogueId)
  if (!dialogue || !isNumberedOpen(dialogue, today)) return { kind: 'dialogue-not-open' }
  if (dialogue.next_statement > mostStatements) return { kind: 'dialogue-full' }
  const same = await findSame(tx, dialogueId, reading.fingerprint)
  if (same) return { kind: 'said-before', ...same }
  const added = {
    text: reading.text,
    fingerprint: reading.fingerprint,
    language: dialogue.language,
    state: 'published',
    author: null,
    is_seed: true,
    created_at: now,
  } as const
  const [number = 0] = await insertStatements(tx, dialogueId, [added])
  const key = { ...textKeyOf({ dialogueId, number }), dossierId: dialogue.dossier_id }
  await recordAddition(tx, key, { reason, by, now })
  return { kind: 'added', number }
}
