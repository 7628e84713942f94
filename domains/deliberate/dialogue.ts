import type { Selectable } from 'kysely'
import type { DB } from '#db'

/** One question of a dossier with its statements, on which people vote. */
export type Dialogue = Omit<Selectable<DB['dialogue']>, 'key'>

export type DialogueState = Dialogue['state']

/** Whether votes count now. Days are `2026-05-08`; the last day counts. */
export function isOpenOn(dialogue: Pick<Dialogue, 'state' | 'closes_on'>, today: string): boolean {
  return dialogue.state === 'open' && (dialogue.closes_on === null || dialogue.closes_on >= today)
}
