import type { Tx } from '#db'
import { registerInput } from '#domains/dossier'
import { isOpenOn } from './dialogue.ts'
import { joinDialogue, lockPseudonym } from './join-dialogue.ts'
import { mostStatements, readStatement, type StatementReading } from './statement.ts'
import type { VoteChannel } from './vote.ts'

export type Proposal = {
  dialogueId: string
  pseudonym: Buffer
  text: string
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
  | Exclude<StatementReading, { kind: 'read' }>

/** Adds somebody's own statement: an input of the dossier, that waits for a moderator where moderation is strict. */
export async function proposeStatement(tx: Tx, proposal: Proposal): Promise<ProposeStatementOutcome> {
  const reading = readStatement(proposal.text)
  if (reading.kind !== 'read') return reading
  await lockPseudonym(tx, proposal.pseudonym)
  const dialogue = await lockDialogue(tx, proposal.dialogueId)
  if (!dialogue || !isOpenOn(dialogue, proposal.today)) return { kind: 'dialogue-closed' }
  if (dialogue.next_statement > mostStatements) return { kind: 'dialogue-full' }
  const same = await findSame(tx, proposal.dialogueId, reading.fingerprint)
  if (same) return { kind: 'said-before', ...same }
  const author = await joinDialogue(tx, { dialogue, pseudonym: proposal.pseudonym, now: proposal.now })
  const held = dialogue.moderation === 'strict'
  const registered = await registerInput(tx, {
    kind: 'statement',
    channel: proposal.channel,
    dossierId: dialogue.dossier_id,
    dialogueId: dialogue.id,
    body: reading.text,
    language: dialogue.language,
    held,
    isPublic: true,
    receivedAt: proposal.now,
  })
  if (!('inputId' in registered)) return { kind: 'dialogue-closed' }
  const number = await insertProposal(tx, {
    dialogue_id: dialogue.id,
    text: reading.text,
    fingerprint: reading.fingerprint,
    language: dialogue.language,
    state: held ? 'held' : 'published',
    author: author.number,
    input_id: registered.inputId,
    created_at: proposal.now,
  })
  return { kind: held ? 'held' : 'published', number, inputId: registered.inputId }
}

/** The numbering is locked: who proposes the same at the same time, waits and then finds it. */
async function lockDialogue(tx: Tx, id: string) {
  return tx
    .selectFrom('dialogue_numbering')
    .innerJoin('dialogue', 'dialogue.id', 'dialogue_numbering.dialogue_id')
    .select([
      'dialogue.id',
      'dialogue.dossier_id',
      'dialogue.language',
      'dialogue.moderation',
      'dialogue.state',
      'dialogue.closes_on',
      'next_statement',
    ])
    .where('dialogue_id', '=', id)
    .forUpdate('dialogue_numbering')
    .executeTakeFirst()
}

async function findSame(tx: Tx, dialogueId: string, fingerprint: string) {
  return tx
    .selectFrom('statement')
    .select(['number', 'text', 'state'])
    .where('dialogue_id', '=', dialogueId)
    .where('fingerprint', '=', fingerprint)
    .orderBy((eb) => eb('state', '=', 'closed'))
    .orderBy('number')
    .executeTakeFirst()
}

type ProposedRow = {
  dialogue_id: string
  text: string
  fingerprint: string
  language: string
  state: 'held' | 'published'
  author: number
  input_id: string
  created_at: Date
}

async function insertProposal(tx: Tx, row: ProposedRow): Promise<number> {
  const { number } = await tx
    .updateTable('dialogue_numbering')
    .set((eb) => ({ next_statement: eb('next_statement', '+', 1) }))
    .where('dialogue_id', '=', row.dialogue_id)
    .returning((eb) => eb('next_statement', '-', 1).as('number'))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('statement')
    .values({ ...row, number })
    .execute()
  return number
}
