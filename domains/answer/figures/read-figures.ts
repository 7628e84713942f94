import type { Db, Tx } from '#db'
import { listAllUnits, listSubjects, liveSubjects, type Subject } from '#domains/people'
import { localMoment } from '#platform/clock'
import {
  keyOf,
  listWithin,
  NONE,
  type Node,
  SPAM,
  type Telling,
  type Tree,
  tellFrom,
  treeOf,
  yearsOf,
} from './figure-tree.ts'
import {
  type Asked,
  countMonths,
  type FigureReader,
  type Grouping,
  type GroupSums,
  giveRoomToSort,
  listHiddenSubjects,
  type MonthCount,
  type Narrowed,
  sumRuns,
} from './figures.queries.ts'
import { firstDayOf, lastDayOf, type Month, weeksOf } from './month.ts'
import { lastMonth, monthsOf, type Period } from './period.ts'
import { chooseGrains, FEWEST_TOLD, grains } from './tell-apart.ts'

/** How long something took, in working minutes, and how often it was in time; null: of fewer than ten, or not told. */
export type Times = {
  /** Half took no longer. */
  median: number | null
  /** Nine of ten took no longer. */
  p90: number | null
  /** Per cent, from 0 to 100. */
  inTime: number | null
}

/** What is told of all, or of some. */
export type FigureRow = {
  /** `all`, a day or a month, a channel, an id, or `none`. */
  key: string
  /** In both languages of the organisation, where it has a name of its own. */
  name?: string
  otherName?: string
  /** How often something came in: a conversation that began, or was opened again. Null: fewer than ten, or it would tell such a number. */
  cameIn: number | null
  first: Times
  solved: Times
  /** Per cent of what was settled that was opened again. */
  openedAgain: number | null
}

/** Of what figures are asked. */
export type FigureSubject = { by: 'channel' | 'subject' | 'unit'; key: string }

/** Reads what an address says, as `channel:mail`; whether there is such a part is seen where figures are read. */
export function readFigureSubject(text: string): FigureSubject | undefined {
  const [, by, key] = /^(channel|subject|unit):(.{1,100})$/u.exec(text) ?? []
  if (key === undefined) return undefined
  return by === 'channel' || by === 'subject' || by === 'unit' ? { by, key } : undefined
}

export type Figures = {
  /** The first and the last day. */
  from: string
  to: string
  of: (FigureSubject & { name?: string; otherName?: string }) | null
  all: FigureRow
  /** Left out of all the others. */
  spam: number | null
  /** How it stands now with what came in; of everything alone. */
  outcomes: { key: string; cameIn: number | null }[]
  /** By the month; of one month by the week, of everything alone. */
  through: FigureRow[]
  channels: FigureRow[]
  /** What lies at the top, or in what is asked for. */
  subjects: FigureRow[]
  units: FigureRow[]
}

export type FigureRequest = {
  period: Period
  of?: FigureSubject | undefined
  reader: FigureReader
  timeZone: string
  now: Date
}

/**
 * The figures of a period, of all that somebody may read or of a part of it; undefined where there is no such part for them.
 * `docs/adr/0066` says what is told and why; the README of this folder what each figure is.
 */
export async function readFigures(db: Db, request: FigureRequest): Promise<Figures | undefined> {
  // One moment for all of it: totals and parts add up while people work.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await giveRoomToSort(tx)
      return gather(tx, request)
    })
}

async function gather(db: Tx, request: FigureRequest): Promise<Figures | undefined> {
  const { period, of, reader, timeZone, now } = request
  const trees = await readTrees(db)
  const hidden = await listHiddenSubjects(db, reader)
  const last = lastMonth(reader.today)
  const { years, whole } = yearsOf(period, last)
  const counts = await countMonths(db, whole, reader)
  const ways = channelsIn(counts)
  if (of && !isThere(of, { trees, hidden, ways })) return undefined
  const telling = tellFrom(counts, { years, last, trees })
  const asked: Asked = { period, reader, narrowed: narrowedTo(of, trees), moment: localMoment(timeZone, now) }
  const told = new Teller(telling, period)
  const [sums] = await sumRuns(db, { by: 'all' }, asked)
  const node = of && of.by !== 'channel' ? trees[of.by].nodes.get(of.key) : undefined
  return {
    ...{ from: firstDayOf(period.from), to: lastDayOf(period.to) },
    of: of ? { ...of, ...namesOf(node) } : null,
    all: told.row(of ? keyOf(of.by, of.key) : 'all', 'all', sums),
    spam: of ? null : told.count(SPAM, countOf(counts, period, 'outcome', 'spam')),
    outcomes: of ? [] : outcomesOf(counts, told),
    through: await readThrough(db, asked, { of, telling }),
    channels: of ? [] : await readChannels(db, asked, { ways, told }),
    subjects:
      of && of.by !== 'subject'
        ? []
        : await readBranches(db, asked, { by: 'subject', top: of?.key, trees, told }),
    units:
      of && of.by !== 'unit' ? [] : await readBranches(db, asked, { by: 'unit', top: of?.key, trees, told }),
  }
}

type Trees = Record<'subject' | 'unit', Tree>

async function readTrees(db: Db): Promise<Trees> {
  const subjects = await listSubjects(db)
  const units = await listAllUnits(db)
  return {
    subject: treeOf(liveSubjects(subjects), leadsOf(subjects)),
    unit: treeOf(
      units.map((unit) => ({ ...unit, otherName: '' })),
      new Map(),
    ),
  }
}

/** Where what is filed under a subject counts: under what replaced it, however often. */
function leadsOf(subjects: readonly Subject[]): Map<string, string> {
  const byId = new Map(subjects.map((one) => [one.id, one]))
  const lead = (one: Subject): string => {
    const next = one.replacedBy === null ? undefined : byId.get(one.replacedBy)
    return next ? lead(next) : one.id
  }
  return new Map(subjects.map((one) => [one.id, lead(one)]))
}

function isThere(
  { by, key }: FigureSubject,
  { trees, hidden, ways }: { trees: Trees; hidden: ReadonlySet<string>; ways: readonly string[] },
): boolean {
  if (by === 'channel') return ways.includes(key)
  return trees[by].nodes.has(key) && !(by === 'subject' && hidden.has(key))
}

/** Told first, in this order. */
const commonChannels = ['web', 'mail', 'phone', 'desk', 'paper', 'feed', 'hook']

function channelsIn(counts: readonly MonthCount[]): string[] {
  const others = new Set(counts.flatMap(({ by, key }) => (by === 'channel' && key !== null ? [key] : [])))
  const common = commonChannels.filter((key) => others.delete(key))
  return [...common, ...[...others].sort()]
}

function narrowedTo(of: FigureSubject | undefined, trees: Trees): Narrowed {
  if (!of) return undefined
  if (of.by === 'channel') return { by: of.by, key: of.key }
  return { by: of.by, values: filedUnder(trees[of.by], of.key) }
}

/** The ids under which something is filed that counts in a part of a tree. */
function filedUnder(tree: Tree, key: string): string[] {
  const within = new Set(listWithin(tree, key))
  const replaced = [...tree.leadOf].filter(([id, lead]) => id !== lead && within.has(lead)).map(([id]) => id)
  return [...within, ...replaced]
}

function namesOf(node: Node | undefined): { name?: string; otherName?: string } {
  return node ? { name: node.name, otherName: node.otherName } : {}
}

function countOf(counts: readonly MonthCount[], period: Period, by: MonthCount['by'], key: string): number {
  const months = new Set(monthsOf(period))
  return counts
    .filter((one) => one.by === by && one.key === key && months.has(one.month))
    .reduce((all, { n }) => all + n, 0)
}

/** Says of sums what is told of them in a period. */
class Teller {
  readonly #telling: Telling
  readonly period: Period
  constructor(telling: Telling, period: Period) {
    this.#telling = telling
    this.period = period
  }

  occurs(key: string): boolean {
    return this.#telling.occurs(key)
  }

  count(told: string, many: number): number | null {
    return this.#telling.isTold(told, this.period) ? many : null
  }

  row(told: string, key: string, sums: GroupSums | undefined): FigureRow {
    return rowOf(key, sums, this.#telling.isTold(told, this.period))
  }
}

function rowOf(key: string, sums: GroupSums | undefined, isTold: boolean): FigureRow {
  if (!isTold) return { key, cameIn: null, first: nothingTold, solved: nothingTold, openedAgain: null }
  if (!sums) return { key, cameIn: 0, first: nothingTold, solved: nothingTold, openedAgain: null }
  const { answered, firstMinutes, firstMet, firstLate, settled, solvedMinutes, solvedMet, solvedLate } = sums
  return {
    ...{ key, cameIn: sums.n },
    first: { ...spread(answered, firstMinutes), inTime: shareOf(firstMet, firstMet + firstLate) },
    solved: { ...spread(settled, solvedMinutes), inTime: shareOf(solvedMet, solvedMet + solvedLate) },
    openedAgain: shareOf(sums.reopened, settled),
  }
}

const nothingTold: Times = { median: null, p90: null, inTime: null }

function spread(many: number, minutes: [number, number] | null): Pick<Times, 'median' | 'p90'> {
  if (many < FEWEST_TOLD || !minutes) return { median: null, p90: null }
  return { median: minutes[0], p90: minutes[1] }
}

/** Whole per cent; all and none are said of all and of none alone. */
export function shareOf(part: number, whole: number): number | null {
  if (whole < FEWEST_TOLD) return null
  if (part === 0 || part === whole) return part === 0 ? 0 : 100
  return Math.min(Math.max(Math.round((100 * part) / whole), 1), 99)
}

const outcomes = ['open', 'answered', 'solved', 'no-answer', 'not-ours', 'double']

function outcomesOf(counts: readonly MonthCount[], told: Teller): Figures['outcomes'] {
  return outcomes
    .filter((key) => told.occurs(keyOf('outcome', key)))
    .map((key) => ({
      key,
      cameIn: told.count(keyOf('outcome', key), countOf(counts, told.period, 'outcome', key)),
    }))
}

async function readChannels(
  db: Db,
  asked: Asked,
  { ways, told }: { ways: readonly string[]; told: Teller },
): Promise<FigureRow[]> {
  const sums = byKey(await sumRuns(db, { by: 'channel' }, asked))
  return ways
    .filter((key) => told.occurs(keyOf('channel', key)))
    .map((key) => told.row(keyOf('channel', key), key, sums.get(key)))
}

function byKey(sums: readonly GroupSums[]): Map<string, GroupSums> {
  return new Map(sums.map((one) => [one.key, one]))
}

/** What lies at the top of a tree, or in one of it; and at the top what lies in none. */
async function readBranches(
  db: Db,
  asked: Asked,
  { by, top, trees, told }: { by: 'subject' | 'unit'; top: string | undefined; trees: Trees; told: Teller },
): Promise<FigureRow[]> {
  const tree = trees[by]
  const shown = (tree.below.get(top ?? null) ?? []).filter(({ id }) => told.occurs(keyOf(by, id)))
  const hasNone = top === undefined && told.occurs(keyOf(by, NONE))
  const placed: [string | null, string][] = shown.flatMap(({ id }) =>
    filedUnder(tree, id).map((one): [string, string] => [one, id]),
  )
  if (hasNone) placed.push([null, NONE])
  if (placed.length === 0) return []
  const grouping: Grouping = {
    by,
    placing: { values: placed.map(([id]) => id), keys: placed.map(([, key]) => key) },
  }
  const sums = byKey(await sumRuns(db, grouping, asked))
  const rows = shown.map((node) => ({
    ...told.row(keyOf(by, node.id), node.id, sums.get(node.id)),
    ...namesOf(node),
  }))
  return hasNone ? [...rows, told.row(keyOf(by, NONE), NONE, sums.get(NONE))] : rows
}

/** Through time: by the month, or where that is one month by its weeks. */
async function readThrough(
  db: Db,
  asked: Asked,
  { of, telling }: { of: FigureSubject | undefined; telling: Telling },
): Promise<FigureRow[]> {
  const { period } = asked
  const key = of ? keyOf(of.by, of.key) : 'all'
  const months = monthsOf(period)
  if (months.length > 1) {
    const sums = byKey(await sumRuns(db, { by: 'month' }, asked))
    return months.map((month) =>
      rowOf(month, sums.get(month), telling.isTold(key, { from: month, to: month })),
    )
  }
  // Weeks of a part would tell what the weeks of the others are.
  if (of || !telling.isTold(key, period)) return []
  return tellWeeks(period.from, byKey(await sumRuns(db, { by: 'week' }, asked)))
}

/** The weeks of a month are parts of it, in a world of one month; the first and the last begin and end with it. */
function tellWeeks(month: Month, sums: ReadonlyMap<string, GroupSums>): FigureRow[] {
  const weeks = weeksOf(month)
  const parts = weeks.map((key) => ({ key, months: [sums.get(key)?.n ?? 0], parts: [] }))
  const months = [parts.reduce((all, part) => all + (part.months[0] ?? 0), 0)]
  const grainOf = chooseGrains({ key: 'all', months, parts }, 1)
  return weeks.map((key) => rowOf(key, sums.get(key), grainOf.get(key) !== grains.never))
}
