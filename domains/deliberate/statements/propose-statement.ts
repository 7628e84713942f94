import type { Tx } from '#db'
import { registerInput } from '#domains/register'
import { recordEvent } from '#platform/events'
import { holdDoor, joinDialogue } from '../participants/join-dialogue.ts'
import type { VoteChannel } from '../votes/vote.ts'
import { statementPublishedAtOnce } from './statement.events.ts'
import { findSame, insertStatements, isNumberedOpen, lockNumbering } from './statement.store.ts'
import { mostStatements, readStatement, type StatementReading } from './statement.ts'

export type Proposal = {
  dialogueId: string
  pseudonym: Buffer
  text: string
  /** That of the page on which it was written; where there was none, that of the dialogue. */
  language?: string
  channel: VoteChannel
  now: Date
  today: string
}

export type ProposeStatementOutcome =
  | { kind: 'held'; number: number; inputId: string }
  | { kind: 'published'; number: number; inputId: string }
  | { kind: 'said-before'; number: number; text: string; state: 'held' | 'published' | 'refused' | 'closed' }
  | { kind: 'dialogue-closed' }
  | { kind: 'dialogue-full' }
  /** Taking part is for some, and this browser was not let in. */
  | { kind: 'not-admitted' }
  | Exclude<StatementReading, { kind: 'read' }>

/** Adds somebody's own statement: an input of the dossier, that waits for a moderator where moderation is strict. */
export async function proposeStatement(tx: Tx, proposal: Proposal): Promise<ProposeStatementOutcome> {
  const reading = readStatement(proposal.text)
  if (reading.kind !== 'read') return reading
  await holdDoor(tx, proposal.dialogueId, [proposal.pseudonym])
  const dialogue = await lockNumbering(tx, proposal.dialogueId)
  if (!dialogue || !isNumberedOpen(dialogue, proposal.today)) return { kind: 'dialogue-closed' }
  if (dialogue.next_statement > mostStatements) return { kind: 'dialogue-full' }
  const same = await findSame(tx, proposal.dialogueId, reading.fingerprint)
  if (same) return { kind: 'said-before', ...same }
  const author = await joinDialogue(tx, { dialogue, pseudonym: proposal.pseudonym, now: proposal.now })
  if (author.kind === 'not-admitted') return author
  const held = dialogue.moderation === 'strict'
  const registered = await registerInput(tx, {
    kind: 'statement',
    channel: proposal.channel,
    dossierId: dialogue.dossier_id,
    dialogueId: dialogue.id,
    body: reading.text,
    language: proposal.language ?? dialogue.language,
    held,
    isPublic: true,
    receivedAt: proposal.now,
    receivedOn: proposal.today,
  })
  if (!('inputId' in registered)) return { kind: 'dialogue-closed' }
  const added = {
    text: reading.text,
    fingerprint: reading.fingerprint,
    language: proposal.language ?? dialogue.language,
    state: held ? 'held' : 'published',
    author: author.number,
    input_id: registered.inputId,
    created_at: proposal.now,
  } as const
  const [number = 0] = await insertStatements(tx, dialogue.id, [added])
  const { inputId } = registered
  if (held) return { kind: 'held', number, inputId }
  await recordEvent(tx, {
    type: statementPublishedAtOnce,
    subject: { id: dialogue.id, number },
    dossierId: dialogue.dossier_id,
    on: proposal.today,
  })
  return { kind: 'published', number, inputId }
}
