import type { Showings } from './showings.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** One showing. */
export interface Shown {
  readonly time: number
  readonly propensity: number
}

/** What was shown to one person. */
export interface RowShowings {
  readonly length: number
  /** of their first showing; Infinity without any */
  readonly firstTime: number
  /** the last showing of a statement up to a moment */
  readonly lastBefore: (column: number, time: number) => Shown | undefined
}

/** Showings by whom and what they were shown to. */
export interface PlacedShowings {
  readonly ofRow: (row: number) => RowShowings
  /** the last showing of a statement to somebody without votes, up to a moment and not long before it */
  readonly anonymous: (column: number, before: number) => Shown | undefined
  /** per statement when it was first shown to anybody */
  readonly since: Float64Array
  /** when the log begins */
  readonly firstTime: number
}

/** Who answers a first statement has mostly been shown it within the hour. */
const NOT_LONG_MS = 3_600_000

/**
 * Sorts showings by person and statement. Those of people outside the matrix are left out, but for whoever had not voted
 * yet. O(showings · log)
 * @throws RangeError on arrays of different lengths, or a propensity that is none
 */
export function placeShowings(matrix: VoteMatrix, showings: Showings): PlacedShowings {
  checkShowings(showings)
  const { participants, statements, times, propensities } = showings
  const [rows, columns] = [rankById(matrix.participantIds), rankById(matrix.statementIds)]
  const people = matrix.participantIds.length
  const since = new Float64Array(matrix.statementIds.length).fill(Number.POSITIVE_INFINITY)
  const columnOfShowing = statements.map((id) => columns.get(id) ?? -1)
  const placeOf = participants.map((id, at) => {
    const column = columnOfShowing[at]
    if (column >= 0) since[column] = Math.min(since[column], times[at])
    if (id >= 0) return rows.get(id) ?? -1
    // Those of nobody yet come behind all people, by statement.
    return column < 0 ? -1 : people + column
  })
  const sorted = sortInto(placeOf, people + since.length)
  const order = (from: number, to: number) =>
    sorted.order
      .subarray(from, to)
      .sort(
        (a, b) =>
          columnOfShowing[a] - columnOfShowing[b] || times[a] - times[b] || propensities[a] - propensities[b],
      )
  const shownAt = (at: number): Shown => ({ time: times[at], propensity: propensities[at] })
  const last = (own: Int32Array, column: number, time: number): Shown | undefined => {
    const at = own[countUpTo(own, (one) => isUpTo(columnOfShowing[one], times[one], column, time)) - 1]
    return at !== undefined && columnOfShowing[at] === column ? shownAt(at) : undefined
  }
  const strangers = Array.from(since, (_, column) =>
    order(sorted.start[people + column], sorted.start[people + column + 1]),
  )
  return {
    since,
    firstTime: times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY),
    ofRow: (row) => {
      const own = order(sorted.start[row], sorted.start[row + 1])
      const firstTime = own.reduce((least, at) => Math.min(least, times[at]), Number.POSITIVE_INFINITY)
      return { length: own.length, firstTime, lastBefore: (column, time) => last(own, column, time) }
    },
    anonymous: (column, before) => {
      const shown = last(strangers[column], column, before)
      return shown && shown.time >= before - NOT_LONG_MS ? shown : undefined
    },
  }
}

function checkShowings({ participants, statements, propensities, times }: Showings): void {
  const lengths = [participants, statements, propensities, times].map(({ length }) => length)
  if (new Set(lengths).size > 1) throw new RangeError(`showings have arrays of ${lengths.join(', ')} entries`)
  const wrong = propensities.find((one) => !(one > 0 && one <= 1))
  if (wrong !== undefined)
    throw new RangeError(`propensity ${wrong} of a showing is not above 0 and at most 1`)
}

function rankById(ids: Int32Array): ReadonlyMap<number, number> {
  return new Map(Array.from(ids, (id, rank) => [id, rank]))
}

/** Indices by the place that each goes to; −1 goes nowhere. */
function sortInto(placeOf: Int32Array, places: number): { order: Int32Array; start: Int32Array } {
  const start = new Int32Array(places + 1)
  for (const place of placeOf) if (place >= 0) start[place + 1] += 1
  for (let place = 0; place < places; place += 1) start[place + 1] += start[place]
  const next = start.slice()
  const order = new Int32Array(start[places])
  placeOf.forEach((place, at) => {
    if (place < 0) return
    order[next[place]] = at
    next[place] += 1
  })
  return { order, start }
}

function isUpTo(column: number, time: number, ofColumn: number, until: number): boolean {
  return column < ofColumn || (column === ofColumn && time <= until)
}

/** How many of them hold, where those that do come first. */
function countUpTo(sorted: Int32Array, holds: (one: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle])) low = middle + 1
    else high = middle
  }
  return low
}
