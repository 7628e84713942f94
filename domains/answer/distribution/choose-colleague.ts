/** Somebody who answers in a unit today, with what is in their hands. */
export type Candidate = {
  accountId: string
  /** Hours that they answer today; above 0. */
  hours: number
  /** Conversations that are open and in their hands. */
  open: number
  /** When they last answered whoever asks; null: never. */
  answeredAt: Date | null
}

export type Choice = { accountId: string; because: 'known' | 'load' }

/**
 * Whom a conversation goes to: first who answered the same person last; else who has the least open work for their hours, and of
 * those alike who has the most hours, then the least key. Linear in the candidates.
 * @returns undefined where there is nobody
 */
export function chooseColleague(candidates: readonly Candidate[]): Choice | undefined {
  let known: Candidate | undefined
  let least: Candidate | undefined
  for (const one of candidates) {
    if (one.answeredAt && (!known?.answeredAt || one.answeredAt > known.answeredAt)) known = one
    if (!least || isBefore(one, least)) least = one
  }
  if (known) return { accountId: known.accountId, because: 'known' }
  return least && { accountId: least.accountId, because: 'load' }
}

/** Crosswise, so that no fraction is rounded. */
function isBefore(one: Candidate, other: Candidate): boolean {
  const difference = one.open * other.hours - other.open * one.hours
  if (difference !== 0) return difference < 0
  if (one.hours !== other.hours) return one.hours > other.hours
  return one.accountId < other.accountId
}
