import type { MonthCount } from './figures.queries.ts'
import { MONTHS_OF_YEAR, type Month, placeInYear, yearOf } from './month.ts'
import { monthsOf, type Period } from './period.ts'
import { type Counted, chooseGrains, type Grain, grains, isTold } from './tell-apart.ts'

/** What can be told apart: a subject or a unit that lies in another or in none; the key of nothing is `none`. */
export type Node = { id: string; parentId: string | null; name: string; otherName: string }

/** The key of what is about no subject, or answered by no unit. */
export const NONE = 'none'

/** What lies under what, and where something counts that is filed under an id. */
export type Tree = {
  nodes: ReadonlyMap<string, Node>
  below: ReadonlyMap<string | null, Node[]>
  /** Where what is filed under an id counts now: for what was replaced, in its successor. */
  leadOf: ReadonlyMap<string, string>
}

export function treeOf(nodes: readonly Node[], leadOf: ReadonlyMap<string, string>): Tree {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const below = Map.groupBy(nodes, ({ parentId }) =>
    parentId !== null && byId.has(parentId) ? parentId : null,
  )
  return { nodes: byId, below, leadOf }
}

/** A key and those of all that lies in it. */
export function listWithin(tree: Tree, key: string): string[] {
  return [key, ...(tree.below.get(key) ?? []).flatMap(({ id }) => listWithin(tree, id))]
}

/** How finely each key is told in a year, and how many of its months are over. */
type ToldYear = { over: number; grainOf: ReadonlyMap<string, Grain>; totals: ReadonlyMap<string, number> }

/** What is told of which key, in which period. */
export type Telling = {
  isTold: (key: string, period: Period) => boolean
  /** Whether there is any at all in the years of a period: what is in none of them is left out of lists. */
  occurs: (key: string) => boolean
}

/** Decides what is told, from the counts of whole years. */
export function tellFrom(
  counts: readonly MonthCount[],
  { years, last, trees }: { years: readonly string[]; last: Month; trees: Record<'subject' | 'unit', Tree> },
): Telling {
  const told = new Map<string, ToldYear>()
  for (const year of years) {
    const ofYear = counts.filter(({ month }) => yearOf(month) === year)
    const over = yearOf(last) === year ? placeInYear(last) + 1 : MONTHS_OF_YEAR
    told.set(year, tellYear(ofYear, over, trees))
  }
  return {
    isTold: (key, period) =>
      [...Map.groupBy(monthsOf(period), yearOf)].every(([year, months]) => {
        const of = told.get(year)
        const stretch = { first: placeInYear(months[0] ?? ''), last: placeInYear(months.at(-1) ?? '') }
        return (
          of !== undefined &&
          isTold(of.grainOf.get(key) ?? of.grainOf.get('all') ?? grains.never, stretch, of.over)
        )
      }),
    occurs: (key) => [...told.values()].some(({ totals }) => (totals.get(key) ?? 0) > 0),
  }
}

function tellYear(
  counts: readonly MonthCount[],
  over: number,
  trees: Record<'subject' | 'unit', Tree>,
): ToldYear {
  const grainOf = new Map<string, Grain>()
  const totals = new Map<string, number>()
  for (const root of rootsOf(counts, trees)) {
    for (const [key, grain] of chooseGrains(root, over)) grainOf.set(key, grain)
    addTotals(root, totals)
  }
  return { over, grainOf, totals }
}

function addTotals({ key, months, parts }: Counted, totals: Map<string, number>): void {
  totals.set(key, sum(months))
  for (const part of parts) addTotals(part, totals)
}

/** All that came in, four times: by channel, subject, unit and outcome; and spam by itself. */
function rootsOf(counts: readonly MonthCount[], trees: Record<'subject' | 'unit', Tree>): Counted[] {
  const monthsBy = (by: MonthCount['by']) => {
    const months = new Map<string, number[]>()
    for (const { month, key, n } of counts.filter((count) => count.by === by)) {
      const own =
        by === 'subject' || by === 'unit' ? (trees[by].leadOf.get(key ?? '') ?? key ?? NONE) : (key ?? NONE)
      const of = months.get(own) ?? Array<number>(MONTHS_OF_YEAR).fill(0)
      of[placeInYear(month)] = (of[placeInYear(month)] ?? 0) + n
      months.set(own, of)
    }
    return months
  }
  const flat = (by: 'channel' | 'outcome') =>
    [...monthsBy(by)].map(([key, months]) => ({ key: keyOf(by, key), months, parts: [] }))
  const outcomes = flat('outcome')
  const whole = (parts: Counted[]) => ({ key: 'all', months: addMonths(parts), parts })
  return [
    whole(flat('channel')),
    whole(branchesOf('subject', trees.subject, monthsBy('subject'))),
    whole(branchesOf('unit', trees.unit, monthsBy('unit'))),
    whole(outcomes.filter(({ key }) => key !== SPAM)),
    ...outcomes.filter(({ key }) => key === SPAM),
  ]
}

/** What is filed directly under something is a part of it too, which nobody names: what is left of it when its other parts are known. */
function branchesOf(
  by: 'subject' | 'unit',
  { nodes, below }: Tree,
  own: ReadonlyMap<string, number[]>,
): Counted[] {
  const none = Array<number>(MONTHS_OF_YEAR).fill(0)
  const branch = ({ id }: Node): Counted => {
    const under = (below.get(id) ?? []).map(branch)
    const key = keyOf(by, id)
    const itself = own.get(id) ?? none
    if (under.length === 0) return { key, months: itself, parts: [] }
    const parts = [...under, { key: `${key}/itself`, months: itself, parts: [] }]
    return { key, months: addMonths(parts), parts }
  }
  const roots = (below.get(null) ?? []).map(branch)
  const unknown = [...own]
    .filter(([id]) => !nodes.has(id))
    .map(([id, months]) => ({ key: keyOf(by, id), months, parts: [] }))
  return [...roots, ...unknown]
}

function addMonths(parts: readonly Counted[]): number[] {
  return Array.from({ length: MONTHS_OF_YEAR }, (_, month) =>
    sum(parts.map(({ months }) => months[month] ?? 0)),
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

/** How something is named among all that is told apart: `channel:mail`. */
export function keyOf(by: MonthCount['by'], key: string): string {
  return `${by}:${key}`
}

export const SPAM = 'outcome:spam'

/** The years of a period, as far as their months are over. */
export function yearsOf({ from, to }: Period, last: Month): { years: string[]; whole: Period } {
  const years = [...new Set([yearOf(from), yearOf(to)])]
  const end = `${yearOf(to)}-12`
  return { years, whole: { from: `${yearOf(from)}-01`, to: end < last ? end : last } }
}
