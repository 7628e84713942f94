import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { exclusionsChanged } from '../dialogues/dialogue.events.ts'
import { recordDialogueEvent } from '../dialogues/record-dialogue-event.ts'
import { lockNumbering } from '../statements/statement.store.ts'
import { type StandingExclusionRow, selectStandingExclusions } from './standing-exclusions.ts'

/** Why people are left out, or come back: everybody can read it, beside how many. Never who. */
export const exclusionReasonSchema = z.string().trim().min(1, 'missing').max(500, 'too-long')

export type Exclusion = {
  dialogueId: string
  /** The numbers of the participants. */
  participants: readonly number[]
  isExcluded: boolean
  reason: string
}

export type ExcludeParticipantsOutcome =
  | { kind: 'decided'; people: number }
  /** All of them are out already, or in; or there is no such person. */
  | { kind: 'nothing-to-do' }

/**
 * Leaves people out of the maths, or takes them back. Their votes stay where they are and in the counts of each
 * statement; the opinion map is made as if they had none. Each decision is new rows: the latest counts.
 */
export async function excludeParticipants(
  tx: Tx,
  { dialogueId, participants, isExcluded, reason }: Exclusion,
  { by, now }: { by: string; now: Date },
): Promise<ExcludeParticipantsOutcome> {
  // One decision at a time, so that nobody is left out twice.
  await lockNumbering(tx, dialogueId)
  const { numAffectedRows: people } = await sql`
    insert into participant_exclusion
      (dialogue_id, participant, decision, is_excluded, reason, decided_by, decided_at)
    select dialogue_id, number, ${newId()}::uuid, ${isExcluded}::boolean, ${reason}::text, ${by}::uuid,
      ${now}::timestamptz
    from participant
    where dialogue_id = ${dialogueId}::uuid and number = any(${[...participants]}::integer[])
      and ${isExcluded}::boolean is distinct from coalesce((
        select is_excluded from participant_exclusion as latest
        where latest.dialogue_id = participant.dialogue_id and latest.participant = participant.number
        order by latest.position desc limit 1
      ), false)
    order by number`.execute(tx)
  if (!people) return { kind: 'nothing-to-do' }
  await recordDialogueEvent(tx, dialogueId, { type: exclusionsChanged, at: now })
  return { kind: 'decided', people: Number(people) }
}

/** A decision by which people are out now. */
export type StandingExclusion = { id: string; people: number; reason: string; by: string; at: Date }

/** The decisions by which people are out now, the newest first. */
export async function listStandingExclusions(db: Db, dialogueId: string): Promise<StandingExclusion[]> {
  const { rows } = await sql<StandingExclusion>`
    select made.decision as id, made.reason, account.name as by, made.decided_at as at,
      count(*)::integer as people
    from ${selectStandingExclusions(dialogueId)} as standing
    join participant_exclusion as made
      on made.dialogue_id = ${dialogueId}::uuid and made.participant = standing.participant
      and made.decision = standing.decision
    join account on account.id = made.decided_by
    group by 1, 2, 3, 4
    order by 1 desc
    limit 100`.execute(db)
  return rows
}

/** Takes those back whom a decision left out and who are still out by it. */
export async function takeBackExclusion(
  tx: Tx,
  { dialogueId, decision, reason }: { dialogueId: string; decision: string; reason: string },
  who: { by: string; now: Date },
): Promise<ExcludeParticipantsOutcome> {
  await lockNumbering(tx, dialogueId)
  const { rows } = await sql<StandingExclusionRow>`
    select participant, decision from ${selectStandingExclusions(dialogueId)} as standing
    where decision = ${decision}::uuid`.execute(tx)
  const participants = rows.map((row) => row.participant)
  return excludeParticipants(tx, { dialogueId, participants, isExcluded: false, reason }, who)
}

/** How many people are left out of the maths of a dialogue now. */
export async function countExcluded(db: Db, dialogueId: string): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*)::integer as people from ${selectStandingExclusions(dialogueId)} as standing`.execute(db)
  return rows[0]?.people ?? 0
}

/** Names a group of suspects without saying who they are: another group has another name. */
export function nameSuspects({ participants }: { participants: readonly number[] }): string {
  return createHash('sha256').update(participants.join(' ')).digest('base64url').slice(0, 16)
}
