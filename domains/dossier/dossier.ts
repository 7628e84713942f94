import type { Selectable } from 'kysely'
import type { DB } from '#db'
import { normalizeText } from '#platform/text'

/** One question that the organisation works on with people, through its whole life. */
export type Dossier = Selectable<DB['dossier']>

export type DossierState = Dossier['state']

/** What the organisation promises to do with input; a change is a new version. */
export type DossierPromise = Selectable<DB['dossier_promise']>

/** How much influence people have, from little to much. */
export type PromiseLevel = DossierPromise['level']

export const promiseLevels = [
  'inform',
  'consult',
  'advise',
  'coproduce',
  'decide',
] as const satisfies PromiseLevel[]

/** A part of a dossier's life, with dates that both count. */
export type Phase = Selectable<DB['dossier_phase']>

export type PhaseTime = 'done' | 'now' | 'later'

/** Where a phase stands on a given day. Days are `2026-05-08`, so that they compare as text. */
export function timeOfPhase(phase: Pick<Phase, 'starts_on' | 'ends_on'>, today: string): PhaseTime {
  if (today < phase.starts_on) return 'later'
  return phase.ends_on !== null && phase.ends_on < today ? 'done' : 'now'
}

const LONGEST_SLUG = 60

/**
 * Makes an address from a question: letters and digits, in plain ASCII, joined by hyphens.
 * @param otherwise  where the question has none of these
 */
export function slugOf(question: string, otherwise = 'dossier'): string {
  const words = normalizeText(question, 'NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const kept: string[] = []
  for (const word of words ?? []) {
    if ([...kept, word].join('-').length > LONGEST_SLUG) break
    kept.push(word)
  }
  return kept.join('-') || otherwise
}
