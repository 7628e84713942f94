import type { AreaKind } from './area.ts'
import { isNear, wordsOf } from './name.ts'

/** Why a place may be meant, the best reason first. */
export const reasons = [
  'code',
  'postcode',
  'street-and-number',
  'name',
  'former-code',
  'former-name',
  'number-not-known',
  'beginning',
  'word',
  'spelling',
] as const

export type Reason = (typeof reasons)[number]

/** An area by what names it. */
export type AreaName = { code: string; year: number; name: string }

/** A place that may be meant, and what tells it from others of its name. */
export type Candidate = {
  why: Reason
  name: string
  /** In what it lies, from small to large: districts, municipality, town. */
  within: string[]
} & (
  | {
      kind: 'area'
      level: AreaKind
      code: string
      /** The newest year in which it was. */
      year: number
      /** What stands where it was, once a newer division knows it no more; nobody may know what. */
      successors: AreaName[] | null
    }
  | {
      kind: 'street'
      /** The name by which it was found, where it has another now. */
      formerName: string | null
      /** The areas that its known addresses are in. */
      areas: AreaName[]
    }
  | {
      kind: 'address'
      number: number
      addition: string
      postcode: string
      longitude: number
      latitude: number
      /** The smallest area that it lies in, where outlines are known. */
      areas: AreaName[]
    }
)

/** How a typed name (folded, and its words) meets a name: undefined where it does not. */
export function meet(
  typed: { name: string; folded: string },
  other: { name: string; folded: string },
): Extract<Reason, 'name' | 'beginning' | 'word' | 'spelling'> | undefined {
  if (other.folded === typed.folded) return 'name'
  if (other.folded.startsWith(typed.folded)) return 'beginning'
  const words = new Set(wordsOf(other.name))
  if (wordsOf(typed.name).every((word) => words.has(word))) return 'word'
  return isNear(typed.folded, other.folded) ? 'spelling' : undefined
}

/** By reason, then by name, then by where it is: the same candidates always stand in the same order. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    reasons.indexOf(a.why) - reasons.indexOf(b.why) ||
    Number(isGone(a)) - Number(isGone(b)) ||
    compare(a.name, b.name) ||
    compare(a.within.join(), b.within.join()) ||
    (a.kind === 'address' && b.kind === 'address' ? compare(a.addition, b.addition) : 0)
  )
}

function isGone(candidate: Candidate): boolean {
  return candidate.kind === 'area' && candidate.successors !== null
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
