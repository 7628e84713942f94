import { z } from 'zod'

/** What is said of the names in a query: that it is about somebody in an office, or that it is no person. */
export const groundKinds = ['office', 'no-person'] as const

/** As a form says it; empty where nothing was asked. */
export const groundFields = {
  personAs: z
    .union([z.literal(''), z.enum(groundKinds)])
    .catch('')
    .default(''),
  office: z.string().trim().max(200, 'too-long').default(''),
  personReason: z.string().trim().max(500, 'too-long').default(''),
}

export type TypedGround = {
  personAs: (typeof groundKinds)[number] | ''
  office: string
  personReason: string
}

/** Why a watch may name whom it names: by which office they hold, or because it is no person at all. */
export type Ground = { office: string | null; reason: string }

/** Which field says too little, in the order in which they are asked. */
export type GroundGap = keyof TypedGround

/** The ground that a form gives; the gaps where it says too little. */
export function readGround({ personAs, office, personReason }: TypedGround): Ground | { gaps: GroundGap[] } {
  const gaps: GroundGap[] = []
  if (personAs === '') gaps.push('personAs')
  if (personAs === 'office' && office === '') gaps.push('office')
  if (personAs !== '' && personReason === '') gaps.push('personReason')
  if (gaps.length > 0) return { gaps }
  return { office: personAs === 'office' ? office : null, reason: personReason }
}

export function typedGround({ office, reason }: Ground): TypedGround {
  return { personAs: office === null ? 'no-person' : 'office', office: office ?? '', personReason: reason }
}
