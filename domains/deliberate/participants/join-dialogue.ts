import { sql } from 'kysely'
import type { Tx } from '#db'
import { type Access, lockPseudonym, useAdmission } from '#domains/entrance'
import { registerInput } from '#domains/register'
import type { VoteChannel } from '../votes/vote.ts'

export type Joining = {
  dialogue: { id: string; dossier_id: string }
  pseudonym: Buffer
  channel: VoteChannel
  now: Date
}

/** Where taking part is for some, nobody becomes a participant without having been let in. */
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
  return takeNumber(tx, { dialogueId: dialogue.id, pseudonym, now })
}

/** What let somebody in goes in the same statement, because from now on it is not needed. */
async function takeNumber(
  tx: Tx,
  { dialogueId, pseudonym, now }: { dialogueId: string; pseudonym: Buffer; now: Date },
): Promise<JoinOutcome> {
  const { rows } = await sql<{ access: Access; number: number | null }>`
    with ${useAdmission(dialogueId, pseudonym)}, numbered as (
      update dialogue_numbering set next_participant = next_participant + 1
      where dialogue_id = ${dialogueId}::uuid and exists (select from door where may_join)
      returning next_participant - 1 as number
    ), joined as (
      insert into participant (dialogue_id, number, pseudonym, joined_at)
      select ${dialogueId}::uuid, number, ${pseudonym}::bytea, ${now}::timestamptz from numbered
      returning number
    )
    select access, number from door left join joined on true`.execute(tx)
  const [door] = rows
  if (door && door.number !== null) return { kind: 'joined', number: door.number, input_id: null }
  if (door && door.access !== 'everyone') return { kind: 'not-admitted' }
  throw new Error(`Dialogue ${dialogueId} has no numbering.`)
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
