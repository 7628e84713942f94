import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { appendEntries } from '../conversations/conversation.store.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from '../conversations/take-turn.ts'

/** A word of the organisation by which staff mark conversations. */
export type Label = { id: string; name: string; isEnded: boolean }

/** More at once nobody chooses from. */
export const MOST_LABELS = 100
const MOST_LISTED = 1000

export const LONGEST_LABEL = 40

/** A label as it is typed: one line. */
export const labelSchema = z.object({
  name: z
    .string()
    .transform((name) => name.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'missing')
        .refine((name) => [...name].length <= LONGEST_LABEL, 'too-long'),
    ),
})

/** All labels by name: first those that are in use, of the ended ones the first thousand. */
export async function listLabels(db: Db): Promise<Label[]> {
  return db
    .selectFrom('label')
    .select(['id', 'name', sql<boolean>`ended_at is not null`.as('isEnded')])
    .orderBy(sql`ended_at is not null`)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(MOST_LISTED)
    .execute()
}

export type MakeLabelOutcome = { kind: 'made'; id: string } | { kind: 'taken' } | { kind: 'too-many' }

/** Makes a label; none is called as another that is in use, however it is spelled in capitals. */
export async function makeLabel(
  tx: Tx,
  name: string,
  { by, now }: { by: string; now: Date },
): Promise<MakeLabelOutcome> {
  await lockLabels(tx)
  const { n } = await tx
    .selectFrom('label')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(n) >= MOST_LABELS) return { kind: 'too-many' }
  const id = newId()
  const made = await tx
    .insertInto('label')
    .values({ id, name, made_at: now, made_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return made.numInsertedOrUpdatedRows === 1n ? { kind: 'made', id } : { kind: 'taken' }
}

/** Ends a label: it is offered no more, and stays on the conversations that have it. Ended twice: nothing changes. */
export async function endLabel(
  tx: Tx,
  id: string,
  now: Date,
): Promise<{ kind: 'ended' } | { kind: 'not-found' }> {
  await lockLabels(tx)
  const { numUpdatedRows } = await tx
    .updateTable('label')
    .set({ ended_at: sql`coalesce(ended_at, ${now})` })
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { kind: numUpdatedRows > 0n ? 'ended' : 'not-found' }
}

/** One at a time, so that nobody makes one more than there can be. */
async function lockLabels(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('labels', 0))`.execute(tx)
}

export type LabelOutcome = TurnOutcome | { kind: 'not-a-label' }

/** Puts a label on a conversation, or takes it off. What is so already stays, and nothing is appended; one that is ended can only be taken off. */
export async function labelConversation(
  tx: Tx,
  turn: Turn,
  { labelId, isOn }: { labelId: string; isOn: boolean },
): Promise<LabelOutcome> {
  const label = await tx
    .selectFrom('label')
    .select('ended_at')
    .where('id', '=', labelId)
    .forShare()
    .executeTakeFirst()
  if (!label || (isOn && label.ended_at !== null)) return { kind: 'not-a-label' }
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (conversation.label_ids.includes(labelId) === isOn)
    return { kind: 'appended', seq: conversation.last_seq }
  return {
    kind: 'appended',
    seq: await appendEntries(tx, conversation, [{ kind: 'labelled', labelId, isOn }], turn),
  }
}
