import { MOST_WEIGHT } from '#cores/opinion'
import type { WeighedAgreement, WeighedByShowings } from '../engine/snapshot.ts'

/** What changes in agreement once answers are weighed by how likely they were to be asked for. */
export type ReportWeighed = {
  /** Share of the answers of which it is not known how likely they were. */
  unknown: number
  /** An answer counts for at most this many average ones. */
  mostWeight: number
  /** How many statements were compared, and for how many of them agreement differs by more than `within`. */
  statements: number
  within: number
  changed: number
  /** The statement for which it differs most, if by more than that. */
  furthest: WeighedAgreement | null
  /** Of those that were compared, on how many everybody agrees for sure, as counted and weighed. */
  together: { counted: number; weighed: number }
}

/** What a reader would not call a difference. */
const WITHIN = 0.05

/** Nothing where nothing can be compared. @param named  statements that may be named now */
export function reportWeighedOf(
  found: WeighedByShowings | null | undefined,
  named: ReadonlySet<number>,
): ReportWeighed | null {
  const statements = (found?.statements ?? []).filter(({ statement }) => named.has(statement))
  if (!found || statements.length === 0) return null
  const [first] = statements.toSorted((a, b) => apart(b) - apart(a) || a.statement - b.statement)
  return {
    unknown: found.unknown,
    mostWeight: MOST_WEIGHT,
    statements: statements.length,
    within: WITHIN,
    changed: statements.filter((one) => apart(one) > WITHIN).length,
    furthest: first && apart(first) > WITHIN ? first : null,
    together: {
      counted: statements.filter(({ lower }) => lower > 0.5).length,
      weighed: statements.filter(({ weightedLower }) => weightedLower > 0.5).length,
    },
  }
}

/** In whole per cent, as shares are told. */
function apart({ share, weighted }: WeighedAgreement): number {
  return Math.round(100 * Math.abs(share - weighted)) / 100
}
