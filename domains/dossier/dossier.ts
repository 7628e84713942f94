import { createHash } from 'node:crypto'
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

/** What a dossier says of itself that can be changed. */
export type DossierWords = Pick<Dossier, 'question' | 'summary' | 'area'> & {
  phases: { title: string; description: string; startsOn: string; endsOn: string | null }[]
}

/** By which it is known whether a dossier still says what somebody read before they changed it. */
export function stampOf(words: DossierWords & Pick<Dossier, 'language' | 'unit_id'>): string {
  const phases = words.phases.map((one) => [one.title, one.description, one.startsOn, one.endsOn])
  const { question, summary, area, language, unit_id } = words
  const text = JSON.stringify([question, summary, area, language, unit_id, phases])
  return createHash('sha256').update(text).digest('base64url')
}

/** The same of a promise, which is written anew with each change. */
export function stampOfPromise({ version, made_at }: Pick<DossierPromise, 'version' | 'made_at'>): string {
  return `${version}.${made_at.toISOString()}`
}

/** What a dossier said of itself until it was changed, what it became, as it was written then, and why. */
export type DossierText = DossierWords &
  Pick<Selectable<DB['dossier_earlier_text']>, 'version' | 'reason_for_change' | 'changed_at'> & {
    language: string
    became: DossierWords
  }

export type PhaseTime = 'done' | 'now' | 'later'

/** Where a phase stands on a given day. Days are `2026-05-08`, so that they compare as text. */
export function timeOfPhase(phase: Pick<Phase, 'starts_on' | 'ends_on'>, today: string): PhaseTime {
  if (today < phase.starts_on) return 'later'
  return phase.ends_on !== null && phase.ends_on < today ? 'done' : 'now'
}

const LONGEST_SLUG = 60

/** Words that stand at the place of a name in an address of the site, such as `/desk/dossiers/new`. */
const takenWords = new Set(['new'])

/**
 * Makes an address from a question: letters and digits, in plain ASCII, joined by hyphens.
 * @param otherwise  where the question has none of these; and before a word that is an address of its own
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
  const name = kept.join('-') || otherwise
  return takenWords.has(name) ? `${otherwise}-${name}` : name
}
