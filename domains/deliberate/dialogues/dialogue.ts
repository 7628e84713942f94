import type { Selectable } from 'kysely'
import type { DB } from '#db'
import type { Entrance } from '#domains/entrance'
import { isOpenForAnswers, type Openness } from './open-for-answers.ts'

/** One question of a dossier with its statements, on which people vote. */
export type Dialogue = Selectable<DB['dialogue']> & Pick<Entrance, 'access' | 'key_destroyed_at'>

export type DialogueState = Dialogue['state']

/** When everybody may see what people answered. */
export const resultsTimes = ['live', 'after-closing'] as const satisfies Dialogue['results'][]

/** When voting here ended. An import was never open here: its votes say when they were given. */
export function endOf(dialogue: Pick<Dialogue, 'opened_at' | 'closed_at'>): Date | null {
  return dialogue.opened_at && dialogue.closed_at
}

/**
 * Whether everybody may see what people answered: counts, maps and figures of any kind. Every page, file and stream asks
 * this; staff see them always.
 */
export function resultsAreVisible(
  { dialogue, dossier }: Openness & { dialogue: Pick<Dialogue, 'results'> },
  today: string,
): boolean {
  if (dialogue.results === 'live') return true
  return dialogue.state !== 'draft' && !isOpenForAnswers({ dialogue, dossier }, today)
}
