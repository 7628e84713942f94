import type { Selectable } from 'kysely'
import type { DB } from '#db'

/** The latest vote of a participant on a statement. */
export type Vote = Selectable<DB['vote']>

export type Choice = 'agree' | 'disagree' | 'pass'
export type PassReason = NonNullable<Vote['pass_reason']>

/** Why somebody may pass; they need not say. */
export const passReasons = ['unsure', 'unclear', 'not_relevant'] as const satisfies PassReason[]
export type VoteChannel = Vote['channel']

/** As the database keeps it: +1, −1, 0. */
export const choiceValue = { agree: 1, disagree: -1, pass: 0 } as const satisfies Record<
  Choice,
  Vote['choice']
>

export function choiceOf(value: Vote['choice']): Choice {
  if (value === 0) return 'pass'
  return value === 1 ? 'agree' : 'disagree'
}

/** How many people gave each answer. */
export type Tally = { agree: number; disagree: number; pass: number }

/** How many people answered at all. */
export function answersOf({ agree, disagree, pass }: Tally): number {
  return agree + disagree + pass
}

/** What fewer people than this answered is not told: among so few, an answer can be traced to somebody. */
export const leastShown = 10
