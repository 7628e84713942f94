import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { DB, Tx } from '#db'

/** What decides whether a dialogue is open for answers. */
export type Openness = {
  dialogue: Pick<Selectable<DB['dialogue']>, 'state' | 'closes_on'>
  dossier: { state: string }
}

/**
 * Whether answers count now: the dialogue is open, its dossier is, and its last day is not over. Every page, use case and
 * query goes by this rule; in SQL it is `openForAnswers`.
 * @param today  as `2026-05-08`; the last day counts
 */
export function isOpenForAnswers({ dialogue, dossier }: Openness, today: string): boolean {
  if (dialogue.state !== 'open' || dossier.state !== 'open') return false
  return dialogue.closes_on === null || dialogue.closes_on >= today
}

/** How far a dialogue is, as everybody should read it: one that takes no answers any more is closed, whatever closed it. */
export function stateForAnswers(asked: Openness, today: string): Openness['dialogue']['state'] {
  const { state } = asked.dialogue
  return state === 'open' && !isOpenForAnswers(asked, today) ? 'closed' : state
}

/** The same rule for a query that has the rows `dialogue` and `dossier`; false where one of them is missing. */
export function openForAnswers(today: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(dialogue.state = 'open' and dossier.state = 'open'
    and coalesce(dialogue.closes_on >= ${today}::date, dialogue.id is not null))`
}

/** Whether a dialogue is open for answers; until the end of the transaction neither it nor its dossier is closed. */
export async function shareOpenDialogue(tx: Tx, id: string, today: string): Promise<boolean> {
  const found = await tx
    .selectFrom('dialogue')
    .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
    .select(openForAnswers(sql`${today}`).as('is_open'))
    .where('dialogue.id', '=', id)
    .forShare(['dialogue', 'dossier'])
    .executeTakeFirst()
  return found?.is_open ?? false
}
