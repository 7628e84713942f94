/**
 * For every two statements j and k: how many voted on both (N), the sum of votes on j over those (P, row j),
 * and the sum of products (Q). Whole numbers, so that updates are exact; axes follow from them at a cost
 * that does not depend on the number of participants (OPINION-MATH §3.1).
 */
export interface PairSums {
  /** statements there is room for; cell (j, k) is at j · width + k */
  readonly width: number
  readonly both: Int32Array
  readonly votes: Int32Array
  readonly products: Int32Array
  /** where the covariance is laid out, kept so that memory is not asked for anew after every batch */
  readonly work: { covariance: Float64Array }
}

export function emptyPairSums(width: number): PairSums {
  const cells = width * width
  return {
    width,
    both: new Int32Array(cells),
    votes: new Int32Array(cells),
    products: new Int32Array(cells),
    work: { covariance: new Float64Array(0) },
  }
}

export function pairSumBytes(sums: PairSums): number {
  return (
    sums.both.byteLength + sums.votes.byteLength + sums.products.byteLength + sums.work.covariance.byteLength
  )
}

/** The same sums with room for more statements. */
export function widenPairSums(sums: PairSums, width: number): PairSums {
  const wider = emptyPairSums(width)
  for (const name of ['both', 'votes', 'products'] as const)
    for (let j = 0; j < sums.width; j += 1)
      wider[name].set(sums[name].subarray(j * sums.width, (j + 1) * sums.width), j * width)
  return wider
}

/**
 * Adds (sign 1) or takes away (−1) one vote against all votes in a row, itself included when it is there.
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
  const { width, both, votes, products } = sums
  const base = column * width
  for (let at = 0; at < row.length; at += 1) {
    const code = row[at] as number
    const other = code >>> 2
    if (other === column) continue
    const x = (code & 3) - 1
    const here = base + other
    const mirrored = other * width + column
    both[here] = (both[here] as number) + sign
    both[mirrored] = (both[mirrored] as number) + sign
    votes[here] = (votes[here] as number) + sign * vote
    votes[mirrored] = (votes[mirrored] as number) + sign * x
    const product = sign * vote * x
    products[here] = (products[here] as number) + product
    products[mirrored] = (products[mirrored] as number) + product
  }
  const own = base + column
  both[own] = (both[own] as number) + sign
  votes[own] = (votes[own] as number) + sign * vote
  products[own] = (products[own] as number) + sign * vote * vote
}

/** Adds or takes away a whole row. O(votes²) */
export function addRowToPairs(sums: PairSums, row: Uint32Array, sign: 1 | -1): void {
  for (let at = 0; at < row.length; at += 1) {
    const code = row[at] as number
    addVoteToPairs(sums, row.subarray(0, at), code >>> 2, (code & 3) - 1, sign)
  }
}
