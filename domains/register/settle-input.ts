import { sql } from 'kysely'
import type { Tx } from '#db'

/** When something is published: the instant, and the day that it falls on where we are. */
type When = { now: Date; today: string }

/** Publishes inputs that a moderator let through. */
export async function publishInputs(tx: Tx, inputIds: string[], { now, today }: When): Promise<void> {
  if (inputIds.length === 0) return
  await tx
    .updateTable('input')
    .set({ state: 'published', published_at: now, published_on: today })
    .where('id', 'in', inputIds)
    .where('state', '=', 'held')
    .execute()
}

/** Publishes everything of a dialogue that is held: for an import that is complete. */
export async function publishDialogueInputs(tx: Tx, dialogueId: string, { now, today }: When): Promise<void> {
  await tx
    .updateTable('input')
    .set({ state: 'published', published_at: now, published_on: today })
    .where('dialogue_id', '=', dialogueId)
    .where('state', '=', 'held')
    .execute()
}

/**
 * Refuses inputs that a moderator stopped, before or after they were published: they stay in the register, and need no
 * other answer than the reason.
 */
export async function refuseInputs(tx: Tx, inputIds: string[]): Promise<void> {
  if (inputIds.length === 0) return
  await tx
    .updateTable('input')
    .set({ state: 'refused' })
    .where('id', 'in', inputIds)
    .where('state', 'in', ['held', 'published'])
    .execute()
}

/**
 * Publishes inputs that were refused after all. In a dossier that is closed meanwhile they need no other answer than
 * the decision: a closed dossier has no input without one.
 */
export async function reinstateInputs(tx: Tx, inputIds: string[], { now, today }: When): Promise<void> {
  if (inputIds.length === 0) return
  const closed = await holdClosedDossiers(tx, inputIds)
  await tx
    .updateTable('input')
    .set({
      state: 'published',
      published_at: sql<Date>`coalesce(published_at, ${now})`,
      published_on: sql<string>`coalesce(published_on, ${today}::date)`,
    })
    .where('id', 'in', inputIds)
    .where('state', '=', 'refused')
    .execute()
  await answerInClosed(tx, inputIds, closed, now)
}

/** Takes inputs out of what is counted and waits for an answer: nobody owes them one. Whoever said them still reads them. */
export async function withdrawInputs(tx: Tx, inputIds: string[]): Promise<void> {
  if (inputIds.length === 0) return
  await tx
    .updateTable('input')
    .set({ state: 'withdrawn' })
    .where('id', 'in', inputIds)
    .where('state', '=', 'published')
    .execute()
}

/** Counts inputs again that were withdrawn. In a dossier that is closed meanwhile they wait for nothing more. */
export async function restoreInputs(tx: Tx, inputIds: string[], now: Date): Promise<void> {
  if (inputIds.length === 0) return
  const closed = await holdClosedDossiers(tx, inputIds)
  await tx
    .updateTable('input')
    .set({ state: 'published' })
    .where('id', 'in', inputIds)
    .where('state', '=', 'withdrawn')
    .execute()
  await answerInClosed(tx, inputIds, closed, now)
}

/** Which of the dossiers of some inputs are closed; none is closed or opened until the transaction ends. */
async function holdClosedDossiers(tx: Tx, inputIds: string[]): Promise<string[]> {
  const dossiers = await tx
    .selectFrom('dossier')
    .innerJoin('input', 'input.dossier_id', 'dossier.id')
    .select(['dossier.id', 'dossier.state'])
    .where('input.id', 'in', inputIds)
    .forShare('dossier')
    .execute()
  return dossiers.filter((dossier) => dossier.state === 'closed').map((dossier) => dossier.id)
}

async function answerInClosed(tx: Tx, inputIds: string[], closed: string[], now: Date): Promise<void> {
  if (closed.length === 0) return
  await tx
    .updateTable('input')
    .set({ answered_at: now })
    .where('id', 'in', inputIds)
    .where('dossier_id', 'in', closed)
    .where('answered_at', 'is', null)
    .execute()
}

/** Notes that inputs have their answer; one that had an answer already keeps the time of the first. */
export async function markInputsAnswered(tx: Tx, inputIds: string[], now: Date): Promise<void> {
  if (inputIds.length === 0) return
  await tx
    .updateTable('input')
    .set({ answered_at: now })
    .where('id', 'in', inputIds)
    .where('answered_at', 'is', null)
    .execute()
}

/** Notes that everything said in a dialogue so far has its answer: its votes, and each statement without its own. */
export async function markDialogueAnswered(tx: Tx, dialogueId: string, now: Date): Promise<void> {
  await tx
    .updateTable('input')
    .set({ answered_at: now })
    .where('dialogue_id', '=', dialogueId)
    .where('state', '=', 'published')
    .where('answered_at', 'is', null)
    .execute()
}
