import { sql } from 'kysely'
import type { Tx } from '#db'
import { registerInput } from '#domains/dossier'
import { takeAdmission } from './admission.ts'
import { lockPseudonym } from './lock-pseudonym.ts'
import type { VoteChannel } from './vote.ts'

export type Joining = {
  dialogue: { id: string; dossier_id: string }
  pseudonym: Buffer
  channel: VoteChannel
  now: Date
}

/** Nobody becomes a participant of a dialogue for some without having been let in. */
export type JoinOutcome =
  | { kind: 'joined'; number: number; input_id: string | null }
  | { kind: 'not-admitted' }

/**
 * Makes a pseudonym a participant; who is one already stays the same. Two requests of one browser wait for each
 * other, and the number is taken last, because from then on every newcomer of the dialogue waits.
 */
export async function joinDialogue(
  tx: Tx,
  { dialogue, pseudonym, now }: Pick<Joining, 'dialogue' | 'pseudonym' | 'now'>,
): Promise<JoinOutcome> {
  await lockPseudonym(tx, pseudonym)
  const known = await tx
    .selectFrom('participant')
    .select(['number', 'input_id'])
    .where('dialogue_id', '=', dialogue.id)
    .where('pseudonym', '=', pseudonym)
    .executeTakeFirst()
  if (known) return { kind: 'joined', ...known }
  if (!(await takeAdmission(tx, { dialogueId: dialogue.id, pseudonym }))) return { kind: 'not-admitted' }
  const { rows } = await sql<{ number: number; input_id: null }>`
    with numbered as (
      update dialogue_numbering set next_participant = next_participant + 1
      where dialogue_id = ${dialogue.id}
      returning next_participant - 1 as number
    )
    insert into participant (dialogue_id, number, pseudonym, joined_at)
    select ${dialogue.id}::uuid, number, ${pseudonym}::bytea, ${now}::timestamptz from numbered
    returning number, input_id`.execute(tx)
  const joined = rows[0]
  if (!joined) throw new Error(`Dialogue ${dialogue.id} has no numbering.`)
  return { kind: 'joined', ...joined }
}

/** Registers somebody's votes in this dialogue as one input of its dossier, once. */
export async function registerVotes(
  tx: Tx,
  { dialogue, pseudonym, channel, now }: Joining,
): Promise<{ kind: 'registered' } | { kind: 'dossier-closed' } | { kind: 'not-admitted' }> {
  const participant = await joinDialogue(tx, { dialogue, pseudonym, now })
  if (participant.kind === 'not-admitted') return participant
  if (participant.input_id) return { kind: 'registered' }
  const outcome = await registerInput(tx, {
    kind: 'votes',
    channel,
    dossierId: dialogue.dossier_id,
    dialogueId: dialogue.id,
    receivedAt: now,
  })
  if (!('inputId' in outcome)) return { kind: 'dossier-closed' }
  await tx
    .updateTable('participant')
    .set({ input_id: outcome.inputId })
    .where('dialogue_id', '=', dialogue.id)
    .where('number', '=', participant.number)
    .execute()
  return { kind: 'registered' }
}
