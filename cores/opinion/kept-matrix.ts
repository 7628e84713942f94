import { canonicalRow } from './columns.ts'
import { rankOf, toVoteMatrix, type VoteMatrix } from './vote-matrix.ts'
import type { VoteTable } from './vote-table.ts'

/**
 * The matrix of a table that changes: rows that changed are read anew, and what lies between them is copied in one piece. It
 * shares no memory with the table, and one that was given out stays as it is.
 */
export class KeptMatrix {
  readonly #table: VoteTable
  readonly #changed = new Set<number>()
  #last: VoteMatrix | undefined

  constructor(table: VoteTable) {
    this.#table = table
  }

  get bytes(): number {
    return (this.#last?.codes.byteLength ?? 0) + (this.#last?.times?.byteLength ?? 0)
  }

  /** Notes whose votes, or whether they count, changed. */
  note(participant: number): void {
    this.#changed.add(participant)
  }

  /** The same as toVoteMatrix makes of the table. */
  read(): VoteMatrix {
    const made = (this.#last && this.#patch(this.#last)) ?? this.#whole()
    this.#last = made
    this.#changed.clear()
    return made
  }

  #whole(): VoteMatrix {
    const matrix = toVoteMatrix(this.#table)
    if (matrix.codes.buffer !== this.#table.rows.codes.buffer) return matrix
    return { ...matrix, codes: matrix.codes.slice(), times: matrix.times?.slice() }
  }

  /** @returns undefined where all rows are written in another way now */
  #patch(last: VoteMatrix): VoteMatrix | undefined {
    const table = this.#table
    const statementIds = Int32Array.from(table.statementIds).sort()
    const isContinued = last.statementIds.every((id, column) => statementIds[column] === id)
    if (!isContinued || table.hasTimes !== (last.times !== undefined)) return undefined
    const ranks = rankOf(table.statementIds, statementIds)
    const status = new Uint8Array(statementIds.length)
    ranks.forEach((rank, index) => {
      status[rank] = table.statusOf(index)
    })
    const patches = Array.from(Int32Array.from(this.#changed).sort(), (id) => patchOf(table, last, id, ranks))
    return { statementIds, status, ...applyPatches(last, patches) }
  }
}

/** One person's row as it is now; `codes` is empty where they do not count. */
interface Patch {
  readonly id: number
  /** where in the former matrix the row was, or comes to be */
  readonly at: number
  readonly wasThere: boolean
  readonly codes: Uint32Array
  readonly times: Float64Array | undefined
}

function patchOf(table: VoteTable, last: VoteMatrix, id: number, ranks: Int32Array): Patch {
  const at = firstFrom(last.participantIds, id)
  const row = table.isExcluded(id) ? -1 : table.participantIndex(id)
  const start = table.rows.start[row] ?? 0
  const codes = row < 0 ? new Uint32Array(0) : table.rowCodes(row)
  return {
    id,
    at,
    wasThere: last.participantIds[at] === id,
    codes: canonicalRow(codes, ranks),
    times: table.rows.times?.subarray(start, start + codes.length),
  }
}

/** The index of the first of ascending ids that is no lower. */
function firstFrom(ids: Int32Array, id: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ids[middle] < id) low = middle + 1
    else high = middle
  }
  return low
}

type Rows = Pick<VoteMatrix, 'participantIds' | 'rowStart' | 'codes' | 'times'>

function applyPatches(last: VoteMatrix, patches: readonly Patch[]): Rows {
  let people = last.participantIds.length
  let votes = last.codes.length
  for (const { at, wasThere, codes } of patches) {
    people += Number(codes.length > 0) - Number(wasThere)
    votes += codes.length - (wasThere ? last.rowStart[at + 1] - last.rowStart[at] : 0)
  }
  const rows: Rows = {
    participantIds: new Int32Array(people),
    rowStart: new Uint32Array(people + 1),
    codes: new Uint32Array(votes),
    times: last.times && new Float64Array(votes),
  }
  let from = 0
  let to = 0
  for (const patch of patches) {
    to = copyRun(last, from, patch.at, rows, to)
    if (patch.codes.length > 0) to = writeRow(patch, rows, to)
    from = patch.at + Number(patch.wasThere)
  }
  copyRun(last, from, last.participantIds.length, rows, to)
  return rows
}

/** Copies rows from `from` up to before `end` to row `to`; @returns the row after them */
function copyRun(last: VoteMatrix, from: number, end: number, rows: Rows, to: number): number {
  const [first, behind] = [last.rowStart[from], last.rowStart[end]]
  const shift = rows.rowStart[to] - first
  rows.participantIds.set(last.participantIds.subarray(from, end), to)
  rows.codes.set(last.codes.subarray(first, behind), first + shift)
  if (last.times) rows.times?.set(last.times.subarray(first, behind), first + shift)
  for (let row = from; row < end; row += 1)
    rows.rowStart[to + row - from + 1] = last.rowStart[row + 1] + shift
  return to + end - from
}

function writeRow({ id, codes, times }: Patch, rows: Rows, to: number): number {
  const start = rows.rowStart[to]
  rows.participantIds[to] = id
  rows.codes.set(codes, start)
  if (times) rows.times?.set(times, start)
  rows.rowStart[to + 1] = start + codes.length
  return to + 1
}
