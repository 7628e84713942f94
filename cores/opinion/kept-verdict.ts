import type { GroupEvidence } from './evidence.ts'

/** The word about groups that stands while votes come in; MATH.md §15. */
export interface KeptVerdict {
  readonly areReal: boolean
  /** how many groups; 1 where there are none */
  readonly k: number
  /** how many votes there were when it began to stand */
  readonly since: number
  /** from how many votes on they say otherwise, without a break; null while they do not */
  readonly against: number | null
}

/** The share of votes that must come in while they say otherwise, before the word changes. */
export const HELD = 0.05

/**
 * The word after more votes: it changes once they have clearly said otherwise over a twentieth more of them, so that no
 * handful of votes turns it back and forth, and it never lags a fifth behind.
 * @param before the word so far; none at the first time
 * @param isOver whether no more votes come: then what they clearly say counts at once
 */
export function keepVerdict(
  before: KeptVerdict | undefined,
  found: Pick<GroupEvidence, 'verdict' | 'k'>,
  votes: number,
  isOver = false,
): KeptVerdict {
  const areReal = found.verdict === 'groups'
  const next = { areReal, k: areReal ? found.k : 1, since: votes, against: null }
  if (!before) return next
  if (found.verdict === 'unclear') return before
  if (areReal === before.areReal && next.k === before.k) return { ...before, against: null }
  const against = before.against ?? votes
  const isHeld = Math.abs(votes - against) >= HELD * against
  return isOver || isHeld ? next : { ...before, against }
}
