import { CODES_PER_COLUMN, columnOf } from './vote-code.ts'
import { META, MODERATED_OUT, type VoteTable } from './vote-table.ts'

/**
 * The counted votes of a dialogue in canonical order: participants by id, statements by id. All sums run in
 * this order, which makes every result a function of the votes alone.
 */
export interface VoteMatrix {
  /** ascending; participants without a counted vote are left out */
  readonly participantIds: Int32Array
  /** ascending; every known statement, voted on or not */
  readonly statementIds: Int32Array
  /** row i is codes[rowStart[i]] … codes[rowStart[i + 1] − 1], ascending; length participants + 1 */
  readonly rowStart: Uint32Array
  readonly codes: Uint32Array
  /** per statement MODERATED_OUT | META */
  readonly status: Uint8Array
  /** per vote, milliseconds, beside `codes`; absent where votes carry no time */
  readonly times: Float64Array | undefined
}

/** Votes per statement; each array has one entry per statement. */
export interface StatementCounts {
  readonly agrees: Int32Array
  readonly disagrees: Int32Array
  /** agrees, disagrees and passes */
  readonly votes: Int32Array
}

/**
 * Puts the votes of a table in canonical order, without excluded participants. If they are in that order already,
 * nothing is copied: `codes` and `times` are then views of the table, valid until it changes. O(votes + P log P) for P
 * participants.
 */
export function toVoteMatrix(table: VoteTable): VoteMatrix {
  const statementIds = Int32Array.from(table.statementIds).sort()
  const columns = rankOf(table.statementIds, statementIds)
  const status = new Uint8Array(statementIds.length)
  columns.forEach((column, index) => {
    status[column] = table.statusOf(index)
  })
  const rows = countedRows(table)
  const participantIds = rows.map((row) => table.participantIds[row])
  const rowStart = startsOf(rows.map((row) => table.rows.length[row]))
  if (isIdentity(columns) && isPacked(table, rows, rowStart)) {
    const total = rowStart[rows.length]
    const { codes, times } = table.rows
    return {
      participantIds,
      statementIds,
      rowStart,
      codes: codes.subarray(0, total),
      status,
      times: times?.subarray(0, total),
    }
  }
  return { participantIds, statementIds, rowStart, status, ...copyRows(table, rows, rowStart, columns) }
}

/** By index in `ids` the place in `sorted`. */
export function rankOf(ids: Int32Array, sorted: Int32Array): Int32Array {
  const ranks = new Map<number, number>()
  sorted.forEach((id, rank) => {
    ranks.set(id, rank)
  })
  return Int32Array.from(ids, (id) => ranks.get(id) ?? 0)
}

/** Rows with votes of participants who are not excluded, by id. */
function countedRows(table: VoteTable): Int32Array {
  const ids = table.participantIds
  const { length } = table.rows
  const rows: number[] = []
  let ascending = true
  for (let row = 0; row < ids.length; row += 1) {
    if (length[row] === 0 || table.isExcluded(ids[row])) continue
    const last = rows.at(-1)
    if (last !== undefined && ids[last] > ids[row]) ascending = false
    rows.push(row)
  }
  if (!ascending) rows.sort((a, b) => ids[a] - ids[b])
  return Int32Array.from(rows)
}

function startsOf(lengths: Int32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1)
  for (let row = 0; row < lengths.length; row += 1) starts[row + 1] = starts[row] + lengths[row]
  return starts
}

function isIdentity(columns: Int32Array): boolean {
  return columns.every((column, index) => column === index)
}

/** Whether the rows already lie one after another in canonical order, so that nothing needs to be copied. */
function isPacked(table: VoteTable, rows: Int32Array, rowStart: Uint32Array): boolean {
  const { start } = table.rows
  for (let at = 0; at < rows.length; at += 1) if (start[rows[at]] !== rowStart[at]) return false
  return true
}

function copyRows(table: VoteTable, rows: Int32Array, rowStart: Uint32Array, columns: Int32Array) {
  const { start, length, codes: from, times: timesFrom } = table.rows
  const total = rowStart[rows.length]
  const codes = new Uint32Array(total)
  const times = timesFrom && new Float64Array(total)
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    const source = start[row]
    const target = rowStart[at]
    const count = length[row]
    for (let cell = 0; cell < count; cell += 1) {
      const code = from[source + cell]
      codes[target + cell] = columns[columnOf(code)] * CODES_PER_COLUMN + (code & 3)
    }
    if (times && timesFrom) times.set(timesFrom.subarray(source, source + count), target)
  }
  return { codes, times }
}

/** Counts votes per statement. O(votes). @param weights how often each row counts; once when absent */
export function countVotes(matrix: VoteMatrix, weights?: Int32Array): StatementCounts {
  const counts = new Int32Array(matrix.statementIds.length * CODES_PER_COLUMN)
  if (weights) addWeighted(counts, matrix, weights)
  else addAll(counts, matrix.codes)
  return splitCounts(counts)
}

function addAll(counts: Int32Array, codes: Uint32Array): void {
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at]
    counts[code] += 1
  }
}

function addWeighted(counts: Int32Array, { rowStart, codes }: VoteMatrix, weights: Int32Array): void {
  for (let row = 0; row < weights.length; row += 1) {
    const weight = weights[row]
    if (weight === 0) continue
    const to = rowStart[row + 1]
    for (let at = rowStart[row]; at < to; at += 1) {
      const code = codes[at]
      counts[code] += weight
    }
  }
}

/** Turns counts per code into counts per statement. */
export function splitCounts(counts: Int32Array): StatementCounts {
  const statements = counts.length / CODES_PER_COLUMN
  const agrees = new Int32Array(statements)
  const disagrees = new Int32Array(statements)
  const votes = new Int32Array(statements)
  for (let column = 0; column < statements; column += 1) {
    const at = column * CODES_PER_COLUMN
    disagrees[column] = counts[at]
    agrees[column] = counts[at + 2]
    votes[column] = counts[at] + counts[at + 1] + counts[at + 2]
  }
  return { agrees, disagrees, votes }
}

/** Mean vote per statement, −1 … 1; 0 where nobody voted. */
export function meanVotes(counts: StatementCounts): Float64Array {
  return Float64Array.from(counts.votes, (votes, column) =>
    votes === 0 ? 0 : (counts.agrees[column] - counts.disagrees[column]) / votes,
  )
}

/** Statements that shape the map: voted on, not moderated out, not meta. */
export function openColumns(matrix: Pick<VoteMatrix, 'status'>, counts: StatementCounts): Uint8Array {
  return Uint8Array.from(counts.votes, (votes, column) => (votes > 0 && matrix.status[column] === 0 ? 1 : 0))
}

/** Facts about people: statements that are meta and were not moderated out. */
export function factColumns({ status }: Pick<VoteMatrix, 'status'>): Uint8Array {
  return status.map((flags) => (flags === META ? 1 : 0))
}

/** Per row 0 where it agrees with a statement, 1 where it disagrees, −1 otherwise. O(votes). */
export function rowsByVote({ rowStart, codes }: VoteMatrix, column: number): Int32Array {
  const labels = new Int32Array(rowStart.length - 1).fill(-1)
  for (let row = 0; row < labels.length; row += 1) {
    const code = codes.subarray(rowStart[row], rowStart[row + 1]).find((one) => columnOf(one) === column)
    if (code !== undefined && (code & 3) !== 1) labels[row] = (code & 3) === 2 ? 0 : 1
  }
  return labels
}

/** Who voted on a statement that was not moderated out: the indices of their rows. O(votes). */
export function rowsThatCount({ rowStart, codes, status, participantIds }: VoteMatrix): Int32Array {
  const rows = Int32Array.from(participantIds.keys())
  return rows.filter((row) => {
    const votes = codes.subarray(rowStart[row], rowStart[row + 1])
    return votes.some((code) => (status[columnOf(code)] & MODERATED_OUT) === 0)
  })
}

/** The rows of a matrix with the given indices, in the given order; a row may be taken more than once. */
export function takeRows(matrix: VoteMatrix, rows: Int32Array): VoteMatrix {
  const lengths = rows.map((row) => matrix.rowStart[row + 1] - matrix.rowStart[row])
  const rowStart = startsOf(lengths)
  const total = rowStart[rows.length]
  const codes = new Uint32Array(total)
  const times = matrix.times && new Float64Array(total)
  rows.forEach((row, at) => {
    const from = matrix.rowStart[row]
    const to = matrix.rowStart[row + 1]
    codes.set(matrix.codes.subarray(from, to), rowStart[at])
    if (times && matrix.times) times.set(matrix.times.subarray(from, to), rowStart[at])
  })
  const participantIds = rows.map((row) => matrix.participantIds[row])
  return { ...matrix, participantIds, rowStart, codes, times }
}
