import type { AreaName, Position } from '#domains/places'

/** How it stands with something that was reported; withdrawn, it is shown to nobody any more. */
export const nearStates = ['reported', 'working', 'solved', 'declined', 'withdrawn'] as const
export type NearState = (typeof nearStates)[number]

/** Why it was withdrawn: it was not so, it told something of a person, or it stands there twice. */
export const withdrawalReasons = ['mistake', 'personal', 'double'] as const
export type WithdrawalReason = (typeof withdrawalReasons)[number]

/** Where it is shown: an area, and where staff chose so the very place in it. */
export type NearPlace = { area: AreaName; exactly: { name: string; position: Position } | null }

/** Numbers of people begin at ten, and go by tens. */
const LEAST_TOLD = 10

/**
 * How many people may be told of.
 * @returns the tens that are full; undefined below ten
 */
export function tellTens(people: number): number | undefined {
  return people < LEAST_TOLD ? undefined : people - (people % 10)
}

/** Whether a report can go from one state to another: what was withdrawn stays so, and no news needs words. */
export function mayStep(from: NearState, to: NearState, words: string): boolean {
  return from !== 'withdrawn' && (from !== to || words !== '')
}
