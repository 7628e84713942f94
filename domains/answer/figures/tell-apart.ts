import { MONTHS_OF_YEAR } from './month.ts'

/** Of fewer nothing is told. */
export const FEWEST_TOLD = 10

/** How finely the numbers of a year are told of something: by the month, by the quarter, as one number, or not at all. */
export const grains = { month: 0, quarter: 1, year: 2, never: 3 } as const
export type Grain = (typeof grains)[keyof typeof grains]

/** Something that is counted, and what it is made of: each of its numbers is the sum of theirs. */
export type Counted = {
  key: string
  /** In each month of one year, January first. */
  months: readonly number[]
  parts: readonly Counted[]
}

/** Months of one year that follow each other: places from 0 to 11. */
export type Stretch = { first: number; last: number }

/**
 * Chooses how finely each of some counts of one year is told, so that no number that is told, and no sum or difference of such, is
 * one of fewer than ten.
 *
 * 1. *Small.* Something is told by the month where each month has none or at least ten of it; else by the quarter, if each has; else
 *    by the year; else not at all. Never more finely than what it is part of.
 * 2. *What is left.* Whoever knows a whole and all its parts but some knows these together. In each stretch of which the whole is told,
 *    the parts of which it is not must be none, or at least two that together are none or at least ten; until they are, the smallest of
 *    the others joins them.
 *
 * Why that is enough: of two parts that are not told in a stretch, the sums over a longer one may be. Move one from the first part to
 * the second in this stretch, and back in another of that longer one: all that is told stays the same, so that nothing told says what
 * they were.
 * Steps: for each whole the square of its parts.
 * @param over  how many months of the year are over: of a year or a quarter that is not, these count as a whole
 * @returns the grain of each, by its key; keys are unique in the tree
 */
export function chooseGrains(root: Counted, over = MONTHS_OF_YEAR): Map<string, Grain> {
  const chosen = new Map<string, Grain>()
  const choose = (whole: Counted, grain: Grain) => {
    chosen.set(whole.key, grain)
    const counted = whole.parts.filter(({ months }) => sum(months) > 0)
    const grainOf = new Map(counted.map((part) => [part, ownGrain(part, grain, over)]))
    while (hideMore(grainOf, grain, over));
    for (const part of whole.parts) choose(part, grainOf.get(part) ?? grain)
  }
  choose(root, ownGrain(root, grains.month, over))
  return chosen
}

/**
 * Whether the number of a stretch is told: where it is made of whole months, quarters or years, as finely as its year is told.
 * @param over  how many months of the year are over
 */
export function isTold(grain: Grain, { first, last }: Stretch, over = MONTHS_OF_YEAR): boolean {
  const size = monthsTogether[grain]
  return size > 0 && first % size === 0 && ((last + 1) % size === 0 || last === over - 1)
}

const monthsTogether = [1, 3, MONTHS_OF_YEAR, 0] as const satisfies Record<Grain, number>
const tellable = [grains.month, grains.quarter, grains.year] as const

function ownGrain(part: Counted, least: Grain, over: number): Grain {
  const isFine = (grain: Grain) =>
    stretchesOf(grain, over).every((stretch) => isTellable(countIn(part, stretch)))
  return tellable.find((grain) => grain >= least && isFine(grain)) ?? grains.never
}

function stretchesOf(grain: Grain, over: number): Stretch[] {
  const size = monthsTogether[grain]
  if (size === 0) return []
  return Array.from({ length: Math.ceil(over / size) }, (_, at) => ({
    first: at * size,
    last: Math.min((at + 1) * size, over) - 1,
  }))
}

function isTellable(many: number): boolean {
  return many === 0 || many >= FEWEST_TOLD
}

function countIn({ months }: Counted, { first, last }: Stretch): number {
  return sum(months.slice(first, last + 1))
}

/** One more part is told more coarsely where what is left would tell something; false where nothing is left to do. */
function hideMore(grainOf: Map<Counted, Grain>, whole: Grain, over: number): boolean {
  const bySize = [...grainOf.keys()].sort((a, b) => sum(a.months) - sum(b.months) || (a.key < b.key ? -1 : 1))
  const isKnown = (part: Counted, stretch: Stretch) =>
    isTold(grainOf.get(part) ?? grains.never, stretch, over)
  for (const stretch of tellable.flatMap((grain) => stretchesOf(grain, over))) {
    if (!isTold(whole, stretch, over)) continue
    const hidden = bySize.filter((part) => !isKnown(part, stretch))
    const left = sum(hidden.map((part) => countIn(part, stretch)))
    if (hidden.length === 0 || (hidden.length > 1 && isTellable(left))) continue
    const next = bySize.find((part) => isKnown(part, stretch))
    if (!next) continue
    const coarser = [...tellable, grains.never].find(
      (grain) => grain > whole && !isTold(grain, stretch, over),
    )
    grainOf.set(next, coarser ?? grains.never)
    return true
  }
  return false
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
