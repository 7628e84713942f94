import type { CommonGroundEntry, DifferenceEntry, OpinionMap } from './snapshot.ts'

/** What sets groups apart, or the ends of an axis that says more than chance; each statement once, strongest first. */
export function listDivided({
  differences,
  axes,
}: Pick<OpinionMap, 'differences' | 'axes'>): DifferenceEntry[] {
  const seen = new Set<number>()
  return differences.filter(({ by, of, statement }) => {
    if ((by === 'axis' && !axes.described[of]) || seen.has(statement)) return false
    seen.add(statement)
    return true
  })
}

/** Statements with which most people agree wherever they stand, the surest first. */
export function sharedEverywhere({ commonGround }: Pick<OpinionMap, 'commonGround'>): CommonGroundEntry[] {
  return commonGround.filter(({ everywhere }) => everywhere?.isShared)
}
