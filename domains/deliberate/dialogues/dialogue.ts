import type { Selectable } from 'kysely'
import type { DB } from '#db'

/** One question of a dossier with its statements, on which people vote. */
export type Dialogue = Omit<Selectable<DB['dialogue']>, 'key' | 'roll_key'>

export type DialogueState = Dialogue['state']

/** Who may take part: everybody, whoever shows an e-mail address, or whoever got a letter with a code. */
export const accesses = ['everyone', 'mail', 'code'] as const satisfies Dialogue['access'][]
export type Access = Dialogue['access']

/** When everybody may see what people answered. */
export const resultsTimes = ['live', 'after-closing'] as const satisfies Dialogue['results'][]

/** Whether votes count now. Days are `2026-05-08`; the last day counts. */
export function isOpenOn(dialogue: Pick<Dialogue, 'state' | 'closes_on'>, today: string): boolean {
  return dialogue.state === 'open' && (dialogue.closes_on === null || dialogue.closes_on >= today)
}

/** When voting here ended. An import was never open here: its votes say when they were given. */
export function endOf(dialogue: Pick<Dialogue, 'opened_at' | 'closed_at'>): Date | null {
  return dialogue.opened_at && dialogue.closed_at
}

/**
 * Whether everybody may see what people answered: counts, maps and figures of any kind. Every page, file and stream asks
 * this; staff see them always.
 */
export function resultsAreVisible(
  {
    dialogue,
    dossier,
  }: { dialogue: Pick<Dialogue, 'state' | 'closes_on' | 'results'>; dossier: { state: string } },
  today: string,
): boolean {
  if (dialogue.results === 'live') return true
  const isOver = dialogue.state !== 'draft' && !isOpenOn(dialogue, today)
  return isOver || dossier.state === 'closed'
}
