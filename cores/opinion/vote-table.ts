import { IdIndex } from './id-index.ts'
import { checkId, checkVote, columnOf, encodeVote, type Vote, voteOf } from './vote-code.ts'

/** The moderation status of a statement. Meta statements are about who somebody is; they do not shape the axes. */
export interface StatementStatus {
  readonly moderatedOut?: boolean
  readonly meta?: boolean
}

/** What happened to a vote that was set; 'older' means that a later vote on the same statement was known already. */
export type VoteChange = 'added' | 'changed' | 'unchanged' | 'older'

/** Rows as they lie in the table; `codes` has slack between rows. */
export interface RowStore {
  readonly start: Float64Array
  readonly length: Int32Array
  readonly codes: Uint32Array
  readonly times: Float64Array | undefined
}

/** Flags of a statement's status, which may be set together. */
export const MODERATED_OUT = 1
export const META = 2
const DEFAULT_STATEMENT_LIMIT = 100_000
const FIRST_ROW_CAPACITY = 8

/** Rows that lie one after another, each in order of statement id and without repeated votes. */
export interface PackedRows {
  /** by row */
  readonly participants: Int32Array
  /** by column: codes name a statement by its index here */
  readonly statements: Int32Array
  /** number of votes in each row */
  readonly length: Int32Array
  /** owned by the table from now on, like `times` */
  readonly codes: Uint32Array
  readonly times: Float64Array | undefined
}

/** Limits of a table. */
export interface TableOptions {
  /** More statements than this are treated as a mistake in the data; default 100,000. */
  readonly statementLimit?: number
}

/**
 * Guards the door: whether a table that knows this many statements can take another. @throws RangeError above the limit
 */
export function checkRoom(statement: number, known: number, options: TableOptions): void {
  const limit = options.statementLimit ?? DEFAULT_STATEMENT_LIMIT
  if (known >= limit)
    throw new RangeError(
      `statement ${statement} would be number ${known + 1}; this dialogue takes at most ${limit}`,
    )
}

/**
 * The votes of one dialogue: participants × statements, sparse, growing. Every row is kept in order of statement id, so
 * the same votes lie in the same order, whatever order they arrived in.
 */
export class VoteTable {
  readonly #participants = new IdIndex()
  readonly #statements = new IdIndex()
  readonly #options: TableOptions
  #status = new Uint8Array(16)
  #start = new Float64Array(16)
  #length = new Int32Array(16)
  #capacity = new Int32Array(16)
  #codes: Uint32Array = new Uint32Array(64)
  #times: Float64Array | undefined
  #used = 0
  #wasted = 0
  #votes = 0
  readonly #excluded = new Set<number>()

  constructor(options: TableOptions = {}) {
    this.#options = options
  }

  /** Votes held, those of excluded participants included. */
  get voteCount(): number {
    return this.#votes
  }

  get participantIds(): Int32Array {
    return this.#participants.ids
  }

  get statementIds(): Int32Array {
    return this.#statements.ids
  }

  /** Bytes of the typed arrays. */
  get bytes(): number {
    const rows = this.#start.byteLength + this.#length.byteLength + this.#capacity.byteLength
    const cells = this.#codes.byteLength + (this.#times?.byteLength ?? 0)
    return rows + cells + this.#status.byteLength + this.#participants.bytes + this.#statements.bytes
  }

  get hasTimes(): boolean {
    return this.#times !== undefined
  }

  get excludedIds(): readonly number[] {
    return [...this.#excluded].sort((a, b) => a - b)
  }

  get rows(): RowStore {
    const count = this.#participants.size
    return {
      start: this.#start.subarray(0, count),
      length: this.#length.subarray(0, count),
      codes: this.#codes,
      times: this.#times,
    }
  }

  participantIndex(id: number): number {
    return this.#participants.find(id)
  }

  statementIndex(id: number): number {
    return this.#statements.find(id)
  }

  /** Flags of a statement by index: MODERATED_OUT | META. */
  statusOf(index: number): number {
    return this.#status[index] ?? 0
  }

  isExcluded(participant: number): boolean {
    return this.#excluded.has(participant)
  }

  /** Makes a statement known before anybody votes on it, or changes its moderation. */
  setStatement(id: number, status: StatementStatus = {}): void {
    const index = this.#addStatement(id)
    this.#status[index] = (status.moderatedOut ? MODERATED_OUT : 0) | (status.meta ? META : 0)
  }

  /** Excluded participants keep their rows but are not counted; an id may be excluded before its first vote. */
  setExcluded(participant: number, excluded: boolean): void {
    checkId('participant', participant)
    if (excluded) this.#excluded.add(participant)
    else this.#excluded.delete(participant)
  }

  /**
   * Records a vote. With times, the latest vote counts, in whatever order votes arrive (at the same instant the higher
   * value, so that order does not matter); without times, the last one set.
   */
  setVote(participant: number, statement: number, vote: number, time?: number): VoteChange {
    checkId('participant', participant)
    checkVote(vote, participant, statement)
    if (time !== undefined && !Number.isFinite(time))
      throw new RangeError(
        `time ${time} of participant ${participant} on statement ${statement} is not a number`,
      )
    const column = this.#addStatement(statement)
    const row = this.#addParticipant(participant)
    if (time !== undefined && !this.#times) this.#times = new Float64Array(this.#codes.length)
    const at = this.#search(row, statement)
    return at >= 0
      ? this.#replace(at, encodeVote(column, vote), time)
      : this.#insert(row, -1 - at, encodeVote(column, vote), time)
  }

  /** Takes a vote back, as if it had never been given. @returns whether there was one */
  withdrawVote(participant: number, statement: number): boolean {
    const row = this.#participants.find(participant)
    if (row < 0 || this.#statements.find(statement) < 0) return false
    const at = this.#search(row, statement)
    if (at < 0) return false
    const end = this.#start[row] + this.#length[row]
    this.#codes.copyWithin(at, at + 1, end)
    this.#times?.copyWithin(at, at + 1, end)
    this.#length[row] -= 1
    this.#votes -= 1
    return true
  }

  /** @returns the vote, or undefined where there is none */
  voteOf(participant: number, statement: number): Vote | undefined {
    const row = this.#participants.find(participant)
    if (row < 0 || this.#statements.find(statement) < 0) return undefined
    const at = this.#search(row, statement)
    return at < 0 ? undefined : voteOf(this.#codes[at])
  }

  /** One participant's votes as codes, in order of statement id; a view, valid until the next change. */
  rowCodes(row: number): Uint32Array {
    const start = this.#start[row] ?? 0
    return this.#codes.subarray(start, start + (this.#length[row] ?? 0))
  }

  /** Takes over rows from a loader. O(participants + statements). */
  static adopt(rows: PackedRows, options: TableOptions = {}): VoteTable {
    const { participants, statements, length, codes, times } = rows
    const table = new VoteTable(options)
    for (const id of statements) table.#addStatement(id)
    for (const id of participants) table.#participants.add(id)
    table.#length = Int32Array.from(length)
    table.#capacity = Int32Array.from(length)
    table.#start = new Float64Array(length.length)
    let total = 0
    for (let row = 0; row < length.length; row += 1) {
      table.#start[row] = total
      total += length[row]
    }
    table.#codes = codes
    table.#times = times
    table.#used = total
    table.#votes = total
    return table
  }

  #addStatement(id: number): number {
    checkId('statement', id)
    const known = this.#statements.find(id)
    if (known >= 0) return known
    checkRoom(id, this.#statements.size, this.#options)
    const index = this.#statements.add(id)
    if (index >= this.#status.length) {
      const status = new Uint8Array(this.#status.length * 2)
      status.set(this.#status)
      this.#status = status
    }
    return index
  }

  #addParticipant(id: number): number {
    const known = this.#participants.size
    const row = this.#participants.add(id)
    if (row < known) return row
    if (row >= this.#length.length) this.#growRows()
    this.#start[row] = this.#used
    this.#length[row] = 0
    this.#capacity[row] = 0
    return row
  }

  #growRows(): void {
    const size = Math.max(16, this.#length.length * 2)
    const start = new Float64Array(size)
    const length = new Int32Array(size)
    const capacity = new Int32Array(size)
    start.set(this.#start)
    length.set(this.#length)
    capacity.set(this.#capacity)
    this.#start = start
    this.#length = length
    this.#capacity = capacity
  }

  /** Binary search by statement id. @returns the index in `codes`, or −1 − the offset in the row to insert at */
  #search(row: number, statement: number): number {
    const start = this.#start[row]
    const ids = this.#statements.ids
    let low = 0
    let high = this.#length[row]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ids[columnOf(this.#codes[start + middle])] < statement) low = middle + 1
      else high = middle
    }
    const found = low < this.#length[row] && ids[columnOf(this.#codes[start + low])] === statement
    return found ? start + low : -1 - low
  }

  #replace(at: number, code: number, time: number | undefined): VoteChange {
    const before = this.#codes[at]
    if (this.#times && time !== undefined) {
      const known = this.#times[at]
      if (time < known || (time === known && code < before)) return 'older'
      this.#times[at] = time
    }
    this.#codes[at] = code
    return before === code ? 'unchanged' : 'changed'
  }

  #insert(row: number, offset: number, code: number, time: number | undefined): VoteChange {
    const length = this.#length[row]
    if (length === this.#capacity[row]) this.#widen(row)
    const start = this.#start[row]
    this.#codes.copyWithin(start + offset + 1, start + offset, start + length)
    this.#codes[start + offset] = code
    if (this.#times) {
      this.#times.copyWithin(start + offset + 1, start + offset, start + length)
      this.#times[start + offset] = time ?? 0
    }
    this.#length[row] = length + 1
    this.#votes += 1
    return 'added'
  }

  /** Moves a full row to the end, with twice the room; repacks all rows when half of the used memory is waste. */
  #widen(row: number): void {
    if (this.#wasted * 2 > this.#used) this.#repack()
    const capacity = this.#capacity[row]
    const wider = Math.max(FIRST_ROW_CAPACITY, capacity * 2)
    this.#reserve(this.#used + wider)
    const start = this.#start[row]
    const end = start + this.#length[row]
    this.#codes.copyWithin(this.#used, start, end)
    this.#times?.copyWithin(this.#used, start, end)
    this.#start[row] = this.#used
    this.#capacity[row] = wider
    this.#used += wider
    this.#wasted += capacity
  }

  #reserve(size: number): void {
    if (size <= this.#codes.length) return
    const room = Math.max(size, Math.ceil(this.#codes.length * 1.5))
    const codes = new Uint32Array(room)
    codes.set(this.#codes.subarray(0, this.#used))
    this.#codes = codes
    if (!this.#times) return
    const times = new Float64Array(room)
    times.set(this.#times.subarray(0, this.#used))
    this.#times = times
  }

  #repack(): void {
    const codes = new Uint32Array(this.#codes.length)
    const times = this.#times && new Float64Array(this.#codes.length)
    let used = 0
    for (let row = 0; row < this.#participants.size; row += 1) {
      const start = this.#start[row]
      const end = start + this.#length[row]
      codes.set(this.#codes.subarray(start, end), used)
      if (times && this.#times) times.set(this.#times.subarray(start, end), used)
      this.#start[row] = used
      used += this.#capacity[row]
    }
    this.#codes = codes
    this.#times = times
    this.#used = used
    this.#wasted = 0
  }
}
