import { IdIndex } from './id-index.ts'
import { checkId, checkVote, encodeVote } from './vote-code.ts'
import { checkRoom, type TableOptions, VoteTable } from './vote-table.ts'

/** One vote as it comes from a file or a database. */
export interface VoteRow {
  readonly participant: number
  readonly statement: number
  /** 1 agree, 0 pass, −1 disagree */
  readonly vote: number
  /** milliseconds since 1970 */
  readonly time?: number | undefined
}

/** Fills a table from rows in any order; see VoteTable.setVote for repeated votes. O(votes · log row). */
export function loadRows(rows: Iterable<VoteRow>, options: TableOptions = {}): VoteTable {
  const table = new VoteTable(options)
  for (const row of rows) table.setVote(row.participant, row.statement, row.vote, row.time)
  return table
}

/** Bytes of one packed vote, see PackedLoader. */
export const PACKED_BYTES = 9

/**
 * Loads packed votes in two passes over the same bytes, so that the records never have to be in memory all at once:
 * call `count` with every chunk, then `fill` with every chunk, then `finish`. A record is 9 bytes, little-endian: int32
 * participant, int32 statement, int8 vote. Each chunk ends at the end of a record. Of repeated records the last counts.
 * O(votes), 4 bytes per vote.
 */
export class PackedLoader {
  readonly #options: TableOptions
  readonly #participants = new IdIndex(1024)
  readonly #statements = new IdIndex(64)
  #lengths = new Int32Array(1024)
  #codes = new Uint32Array(0)
  #next = new Float64Array(0)
  #bytesCounted = 0
  #bytesFilled = 0

  constructor(options: TableOptions = {}) {
    this.#options = options
  }

  /** @throws RangeError on a truncated record, an id below 0, or more statements than the limit */
  count(chunk: Uint8Array): void {
    const view = this.#checked(chunk, this.#bytesCounted)
    let lastId = Number.NaN
    let row = -1
    for (let at = 0; at < chunk.length; at += PACKED_BYTES) {
      const participant = view.getInt32(at, true)
      if (participant !== lastId) {
        row = this.#rowFor(participant)
        lastId = participant
      }
      this.#lengths[row] += 1
      const statement = view.getInt32(at + 4, true)
      if (this.#statements.find(statement) < 0) this.#knowStatement(statement)
    }
    this.#bytesCounted += chunk.length
  }

  /** @throws RangeError on a vote that is not −1, 0 or 1 */
  fill(chunk: Uint8Array): void {
    if (this.#bytesFilled === 0) this.#allocate()
    const view = this.#checked(chunk, this.#bytesFilled)
    const columns = this.#columns
    let lastId = Number.NaN
    let row = -1
    for (let at = 0; at < chunk.length; at += PACKED_BYTES) {
      const participant = view.getInt32(at, true)
      const statement = view.getInt32(at + 4, true)
      const vote = view.getInt8(at + 8)
      checkVote(vote, participant, statement)
      if (participant !== lastId) {
        row = this.#participants.find(participant)
        lastId = participant
      }
      const column = columns[this.#statements.find(statement)]
      const index = this.#next[row]
      this.#codes[index] = encodeVote(column, vote)
      this.#next[row] = index + 1
    }
    this.#bytesFilled += chunk.length
  }

  /** @throws RangeError when `fill` got fewer or more bytes than `count` */
  finish(): VoteTable {
    if (this.#bytesFilled !== this.#bytesCounted)
      throw new RangeError(
        `${this.#bytesFilled} of ${this.#bytesCounted} bytes were filled; pass every chunk twice`,
      )
    if (this.#bytesFilled === 0) this.#allocate()
    const length = this.#lengths.subarray(0, this.#participants.size)
    const total = tidyRows(this.#codes, length)
    const statements = Int32Array.from(this.#statements.ids).sort()
    const codes = total === this.#codes.length ? this.#codes : this.#codes.slice(0, total)
    const participants = this.#participants.ids
    return VoteTable.adopt({ participants, statements, length, codes, times: undefined }, this.#options)
  }

  #columns = new Int32Array(0)

  #checked(chunk: Uint8Array, before: number): DataView {
    if (chunk.length % PACKED_BYTES !== 0)
      throw new RangeError(
        `packed votes are ${PACKED_BYTES} bytes each; ${before + chunk.length} bytes end in the middle of record ${
          Math.floor((before + chunk.length) / PACKED_BYTES) + 1
        }: the file is truncated or of another kind`,
      )
    return new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  }

  #rowFor(participant: number): number {
    checkId('participant', participant)
    const row = this.#participants.add(participant)
    if (row >= this.#lengths.length) {
      const longer = new Int32Array(this.#lengths.length * 2)
      longer.set(this.#lengths)
      this.#lengths = longer
    }
    return row
  }

  #knowStatement(statement: number): void {
    checkId('statement', statement)
    checkRoom(statement, this.#statements.size, this.#options)
    this.#statements.add(statement)
  }

  #allocate(): void {
    const rows = this.#participants.size
    this.#next = new Float64Array(rows)
    let total = 0
    for (let row = 0; row < rows; row += 1) {
      this.#next[row] = total
      total += this.#lengths[row]
    }
    this.#codes = new Uint32Array(total)
    const sorted = Int32Array.from(this.#statements.ids).sort()
    const rank = new Map<number, number>()
    sorted.forEach((id, at) => {
      rank.set(id, at)
    })
    this.#columns = Int32Array.from(this.#statements.ids, (id) => rank.get(id) ?? 0)
  }
}

/** Sorts each row by column, keeps the last of repeated votes, and closes the gaps. @returns how many votes remain */
function tidyRows(codes: Uint32Array, lengths: Int32Array): number {
  let from = 0
  let to = 0
  for (let row = 0; row < lengths.length; row += 1) {
    const length = lengths[row]
    const kept = tidyRow(codes, from, length, to)
    lengths[row] = kept
    from += length
    to += kept
  }
  return to
}

function tidyRow(codes: Uint32Array, from: number, length: number, to: number): number {
  if (isStrictlyAscending(codes, from, length)) {
    if (from !== to) codes.copyWithin(to, from, from + length)
    return length
  }
  const last = new Map<number, number>()
  for (let at = from; at < from + length; at += 1) {
    const code = codes[at]
    last.set(code >>> 2, code)
  }
  const row = Uint32Array.from(last.values()).sort()
  codes.set(row, to)
  return row.length
}

function isStrictlyAscending(codes: Uint32Array, from: number, length: number): boolean {
  for (let at = from + 1; at < from + length; at += 1)
    if (codes[at] >>> 2 <= codes[at - 1] >>> 2) return false
  return true
}
