import { BLOCK, type BlockOperator } from './subspace.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/**
 * XᵀX with X the residuals of the votes, from the votes at every pass. (Making the matrix first takes 3.5 ns a pair of
 * votes, a pass 6.6 ns a vote: even for rows of thirty votes and six passes the votes win.)
 * @param residual vote minus column mean, by code; 0 for closed statements
 */
export function gramOperator(matrix: VoteMatrix, residual: Float64Array): BlockOperator {
  return (block, out) => {
    applyGram(matrix, residual, block, out)
  }
}

/**
 * out = XᵀX · block with X the residuals. Row by row: first the four products with the row, then their
 * return to the columns, while the row is still in cache.
 */
function applyGram(matrix: VoteMatrix, residual: Float64Array, block: Float64Array, out: Float64Array): void {
  const { rowStart, codes } = matrix
  out.fill(0)
  const rows = rowStart.length - 1
  let from = 0
  for (let row = 0; row < rows; row += 1) {
    const to = rowStart[row + 1] as number
    gramRow(codes, from, to, residual, block, out)
    from = to
  }
}

function gramRow(
  codes: Uint32Array,
  from: number,
  to: number,
  residual: Float64Array,
  block: Float64Array,
  out: Float64Array,
): void {
  let y0 = 0
  let y1 = 0
  let y2 = 0
  let y3 = 0
  for (let at = from; at < to; at += 1) {
    const code = codes[at] as number
    const r = residual[code] as number
    const j = code & ~3
    y0 += r * (block[j] as number)
    y1 += r * (block[j + 1] as number)
    y2 += r * (block[j + 2] as number)
    y3 += r * (block[j + 3] as number)
  }
  for (let at = from; at < to; at += 1) {
    const code = codes[at] as number
    const r = residual[code] as number
    const j = code & ~3
    out[j] = (out[j] as number) + r * y0
    out[j + 1] = (out[j + 1] as number) + r * y1
    out[j + 2] = (out[j + 2] as number) + r * y2
    out[j + 3] = (out[j + 3] as number) + r * y3
  }
}

/** Two rows at a time, so that the block is read half as often. */
export function denseOperator(matrix: Float64Array, n: number): BlockOperator {
  return (block, out) => {
    for (let j = 0; j + 1 < n; j += 2) twoRows(matrix, n, j, block, out)
    if (n % 2 === 1) oneRow(matrix, n, n - 1, block, out)
  }
}

function twoRows(matrix: Float64Array, n: number, j: number, block: Float64Array, out: Float64Array): void {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let h = 0
  const first = j * n
  const second = first + n
  for (let k = 0, at = 0; k < n; k += 1, at += BLOCK) {
    const x = matrix[first + k] as number
    const y = matrix[second + k] as number
    const p = block[at] as number
    const q = block[at + 1] as number
    const r = block[at + 2] as number
    const s = block[at + 3] as number
    a += x * p
    b += x * q
    c += x * r
    d += x * s
    e += y * p
    f += y * q
    g += y * r
    h += y * s
  }
  const to = j * BLOCK
  out[to] = a
  out[to + 1] = b
  out[to + 2] = c
  out[to + 3] = d
  out[to + 4] = e
  out[to + 5] = f
  out[to + 6] = g
  out[to + 7] = h
}

function oneRow(matrix: Float64Array, n: number, j: number, block: Float64Array, out: Float64Array): void {
  const row = j * n
  out.fill(0, j * BLOCK, (j + 1) * BLOCK)
  for (let k = 0, at = 0; k < n; k += 1, at += BLOCK)
    for (let slot = 0; slot < BLOCK; slot += 1)
      out[j * BLOCK + slot] =
        (out[j * BLOCK + slot] as number) + (matrix[row + k] as number) * (block[at + slot] as number)
}
