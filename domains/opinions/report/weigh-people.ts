import { type Margin, rake } from '#cores/opinion'
import { leastShown } from '#domains/deliberate'

/** People who told the same about themselves: of each question the option, or 0 where they did not say. */
export type Cell = { options: readonly number[]; people: number }

/** How people of one cell voted on one statement. */
export type CellVotes = { statement: number; cell: number; votes: number; agrees: number }

/** What the population looks like by one question: the share of each option, in their order. */
export type PopulationMargin = { question: number; shares: readonly number[] }

/** Why people are not weighted: weights would say more than the answers bear out. */
export type NotWeighted = 'no-population' | 'too-few' | 'group-missing' | 'too-uneven' | 'no-fit'

export type Weighing =
  /** Of each cell what one person in it counts for, 1 on average. */
  | { kind: 'weighted'; weights: number[]; people: number; effective: number }
  | { kind: 'not-weighted'; why: NotWeighted; people: number; effective: number | null }

/** With fewer people, or fewer that the weighted ones are worth, weights say more about chance than about anybody. */
export const leastTold = 50
export const leastEffective = 30

/** Weighs people so that together they resemble the population. Everybody in a cell weighs the same. */
export function weighPeople(cells: readonly Cell[], margins: readonly PopulationMargin[]): Weighing {
  const people = cells.reduce((sum, cell) => sum + cell.people, 0)
  const not = (why: NotWeighted, effective: number | null = null) =>
    ({ kind: 'not-weighted', why, people, effective }) as const
  if (margins.length === 0) return not('no-population')
  if (people < leastTold) return not('too-few')
  const raked = rake(
    people,
    margins.map((margin) => marginOf(cells, people, margin)),
  )
  if (raked.kind === 'empty-category') return not('group-missing')
  if (raked.kind === 'not-converged') return not('no-fit')
  if (raked.effectiveSize < leastEffective) return not('too-uneven', raked.effectiveSize)
  let first = 0
  const weights = cells.map((cell) => {
    const weight = raked.weights[first] ?? 0
    first += cell.people
    return weight
  })
  return { kind: 'weighted', weights, people, effective: raked.effectiveSize }
}

/** The cells one after another, each as many times as it has people. */
function marginOf(cells: readonly Cell[], people: number, { question, shares }: PopulationMargin): Margin {
  const categories = new Int32Array(people)
  let at = 0
  for (const cell of cells) {
    categories.fill((cell.options[question - 1] ?? 0) - 1, at, at + cell.people)
    at += cell.people
  }
  return { name: String(question), categories, shares }
}

export type CellAgreement = {
  statement: number
  answers: number
  unweighted: number
  weighted: number
  /** How many equal answers the weighted ones are worth. */
  effective: number
}

/** Agreement with each statement, weighted beside unweighted; of fewer than ten answers nothing. */
export function agreementByCell(
  votes: readonly CellVotes[],
  weights: readonly number[],
): Map<number, CellAgreement> {
  const sums = new Map<number, { n: number; agrees: number; w: number; wAgrees: number; squares: number }>()
  for (const { statement, cell, votes: n, agrees } of votes) {
    const weight = weights[cell] ?? 0
    const sum = sums.get(statement) ?? { n: 0, agrees: 0, w: 0, wAgrees: 0, squares: 0 }
    sum.n += n
    sum.agrees += agrees
    sum.w += weight * n
    sum.wAgrees += weight * agrees
    sum.squares += weight * weight * n
    sums.set(statement, sum)
  }
  const shown = [...sums].filter(([, { n, w }]) => n >= leastShown && w > 0)
  return new Map(
    shown.map(([statement, { n, agrees, w, wAgrees, squares }]) => [
      statement,
      { statement, answers: n, unweighted: agrees / n, weighted: wAgrees / w, effective: (w * w) / squares },
    ]),
  )
}

/**
 * Which of the counts of one question may be told: none under ten, and none that the others and the total would give
 * away. Where one is hidden, the next smallest go too, until two are hidden that are ten people together.
 */
export function suppressCounts(counts: readonly number[]): (number | null)[] {
  const bySize = counts.map((_, at) => at).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b)
  const hidden = new Set(bySize.filter((at) => (counts[at] ?? 0) < leastShown))
  const together = () => [...hidden].reduce((sum, at) => sum + (counts[at] ?? 0), 0)
  for (const at of bySize) {
    if (hidden.size === 0 || (hidden.size > 1 && together() >= leastShown)) break
    hidden.add(at)
  }
  return counts.map((count, at) => (hidden.has(at) ? null : count))
}
