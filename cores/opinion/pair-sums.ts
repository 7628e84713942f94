/**
 * For every two statements j and k: how many voted on both (N), the sum of their votes on each (P), and the sum of the
 * products of those votes (Q). Whole numbers, so that updates are exact; axes follow from them at a cost that does not
 * depend on the number of participants (MATH.md §10). The four numbers lie together, once for both j, k and k, j: an
 * update touches one spot in memory, and new statements add rows at the end.
 */
export interface PairSums {
  /** how many statements fit */
  readonly room: number
  /** PAIR numbers for statements j ≥ k, at PAIR · (firstOfRow(j) + k): N, Σ votes on j, Σ votes on k, Q */
  readonly cells: Int32Array
  /** scratch memory for the covariance, kept so that it need not be allocated after every batch */
  readonly work: { covariance: Float64Array }
}

/** Numbers per cell: N, two P, Q. */
export const PAIR = 4

/** Where row j begins when the rows of a lower triangle lie one after another. */
export function firstOfRow(j: number): number {
  return (j * (j + 1)) / 2
}

/** Sums of no votes. @param room how many statements should fit */
export function emptyPairSums(room: number): PairSums {
  return {
    room,
    cells: new Int32Array(PAIR * firstOfRow(room)),
    work: { covariance: new Float64Array(0) },
  }
}

/** Bytes in use, including the scratch memory for axes. */
export function pairSumBytes(sums: PairSums): number {
  return sums.cells.byteLength + sums.work.covariance.byteLength
}

/** The same sums with room for more statements. */
export function widenPairSums(sums: PairSums, room: number): PairSums {
  const wider = emptyPairSums(room)
  wider.cells.set(sums.cells)
  return wider
}

/**
 * Adds (sign 1) or removes (sign −1) the pairs of one vote with all other votes of its row, and with itself.
 * @param column the vote's column, @param vote −1, 0 or 1
 * @param row codes of the participant's other votes; a code on the same column is skipped
 */
export function addVoteToPairs(
  sums: PairSums,
  row: Uint32Array,
  column: number,
  vote: number,
  sign: 1 | -1,
): void {
  addAgainst(sums.cells, row, row.length, column, vote, sign)
}

/** Adds or removes a whole row. O(votes²) */
export function addRowToPairs(sums: PairSums, row: Uint32Array, sign: 1 | -1): void {
  for (let at = 0; at < row.length; at += 1) {
    const code = row[at]
    addAgainst(sums.cells, row, at, code >>> 2, (code & 3) - 1, sign)
  }
}

/** The pairs of one vote with the first `count` votes of a row, and with itself. */
function addAgainst(
  cells: Int32Array,
  row: Uint32Array,
  count: number,
  column: number,
  vote: number,
  sign: 1 | -1,
): void {
  const first = firstOfRow(column)
  const signed = sign * vote
  for (let at = 0; at < count; at += 1) {
    const code = row[at]
    const other = code >>> 2
    if (other === column) continue
    const x = (code & 3) - 1
    const isLater = other > column
    const cell = PAIR * (isLater ? firstOfRow(other) + column : first + other)
    const own = isLater ? cell + 2 : cell + 1
    const theirs = isLater ? cell + 1 : cell + 2
    cells[cell] += sign
    cells[own] += signed
    cells[theirs] += sign * x
    cells[cell + 3] += signed * x
  }
  const cell = PAIR * (first + column)
  cells[cell] += sign
  cells[cell + 1] += signed
  cells[cell + 2] += signed
  cells[cell + 3] += signed * vote
}
