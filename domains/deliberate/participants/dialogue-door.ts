import type { Db, Tx } from '#db'
import { createWaysIn, type EntranceOwner, shuffleRolls } from '#domains/entrance'
import { shareOpenDialogue } from '../dialogues/open-for-answers.ts'

/** What dialogues say of their entrances. */
export const dialogueEntrances: EntranceOwner = {
  isOpen: shareOpenDialogue,
  isOver: async (tx: Tx, id) => {
    const found = await tx
      .selectFrom('dialogue')
      .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
      .select(['dialogue.state', 'dossier.state as dossier_state'])
      .where('dialogue.id', '=', id)
      .forShare(['dialogue', 'dossier'])
      .executeTakeFirst()
    return found?.state === 'closed' || found?.dossier_state === 'closed'
  },
  takesPart: async (db, { entranceId, pseudonym }) => {
    const found = await db
      .selectFrom('participant')
      .select('number')
      .where('dialogue_id', '=', entranceId)
      .where('pseudonym', '=', pseudonym)
      .executeTakeFirst()
    return found !== undefined
  },
}

/** The ways into a dialogue; the id of its entrance is its own. */
export const dialogueDoor = createWaysIn(dialogueEntrances)

const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000

/** Shuffles the rolls of dialogues in which somebody may have come in since the last time: clockwork, once a night. */
export async function shuffleRollsOfDialogues(db: Db, now: Date): Promise<void> {
  const running = await db
    .selectFrom('dialogue')
    .innerJoin('entrance', 'entrance.id', 'dialogue.id')
    .select('dialogue.id')
    .where('roll_key', 'is not', null)
    .where((eb) =>
      eb.or([eb('state', '=', 'open'), eb('closed_at', '>', new Date(now.getTime() - TWO_DAYS_MS))]),
    )
    .execute()
  await shuffleRolls(
    db,
    running.map(({ id }) => id),
  )
}
