import { leastShown } from '#domains/deliberate'

type Counted = { people: number; votes: number }
type Told<Entry> = Omit<Entry, 'people' | 'votes'> & { people: number | null; votes: number | null }

/**
 * Hides the counts of fewer than ten people. Where those are fewer than ten all together, the next smallest are
 * hidden too: else a total that is told would give them away. A count of nobody is not hidden: it says nothing about
 * anybody.
 */
export function hideSmall<Entry extends Counted>(entries: readonly Entry[]): Told<Entry>[] {
  const bySize = entries.filter(({ people }) => people > 0).sort((a, b) => a.people - b.people)
  const hidden = new Set<Entry>()
  let together = 0
  for (const entry of bySize) {
    const isSmall = entry.people < leastShown
    if (!isSmall && (hidden.size === 0 || together >= leastShown)) break
    hidden.add(entry)
    together += entry.people
  }
  return entries.map((entry) => (hidden.has(entry) ? { ...entry, people: null, votes: null } : { ...entry }))
}
