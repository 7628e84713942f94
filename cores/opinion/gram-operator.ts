import { BLOCK } from './block-vectors.ts'
import { firstOfRow } from './pair-sums.ts'
import type { BlockOperator } from './subspace.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/**
 * XᵀX with X the residuals of the votes, from the votes at every pass.
 * @param residual vote minus column mean, by code; 0 for closed statements
 * @param weights how often each row counts; once where absent
 */
export function gramOperator(
  matrix: VoteMatrix,
  residual: Float64Array,
  weights?: Int32Array,
): BlockOperator {
  return (block, out) => {
    applyGram(matrix, residual, block, out, weights)
  }
}

/**
 * The same, but makes the matrix XᵀX first where that is cheaper for so many passes. The figures are nanoseconds, measured:
 * for a pair of votes while the matrix is made (more where it does not stay in cache), for a cell of the matrix in each
 * pass, and for a vote in each pass without it.
 */
export function gramOperatorFor(
  passes: number,
  matrix: VoteMatrix,
  residual: Float64Array,
  weights?: Int32Array,
): BlockOperator {
  const n = matrix.statementIds.length
  const made = countPairs(matrix) * (n <= MOST_IN_CACHE ? 1.2 : 4) + 1.8 * passes * n * n
  return made < 4.6 * passes * matrix.codes.length
    ? denseOperator(gramMatrix(matrix, residual, weights), n)
    : gramOperator(matrix, residual, weights)
}

/** A triangle of a megabyte. */
const MOST_IN_CACHE = 500

function countPairs({ rowStart }: VoteMatrix): number {
  let pairs = 0
  for (let row = 1; row < rowStart.length; row += 1)
    pairs += ((rowStart[row] as number) - (rowStart[row - 1] as number)) ** 2 / 2
  return pairs
}

/** The lower triangle of XᵀX itself, row after row. O(Σ votes² of a row). */
function gramMatrix(matrix: VoteMatrix, residual: Float64Array, weights?: Int32Array): Float64Array {
  const { rowStart, codes } = matrix
  const n = matrix.statementIds.length
  const gram = new Float64Array(firstOfRow(n))
  const starts = Int32Array.from({ length: n }, (_, j) => firstOfRow(j))
  const columns = new Int32Array(n)
  const values = new Float64Array(n)
  for (let row = 0; row < rowStart.length - 1; row += 1) {
    const weight = weights ? (weights[row] as number) : 1
    if (weight === 0) continue
    const from = rowStart[row] as number
    const length = (rowStart[row + 1] as number) - from
    for (let at = 0; at < length; at += 1) {
      const code = codes[from + at] as number
      columns[at] = code >>> 2
      values[at] = residual[code] as number
    }
    addPairs(gram, starts, columns, values, length, weight)
  }
  return gram
}

/** Adds the products of a row's values, four against the others at a time so that those are read a quarter as often. */
function addPairs(
  gram: Float64Array,
  starts: Int32Array,
  columns: Int32Array,
  values: Float64Array,
  length: number,
  weight: number,
): void {
  let done = 0
  for (; done + 3 < length; done += 4) {
    const p = starts[columns[done] as number] as number
    const q = starts[columns[done + 1] as number] as number
    const r = starts[columns[done + 2] as number] as number
    const s = starts[columns[done + 3] as number] as number
    const x = weight * (values[done] as number)
    const y = weight * (values[done + 1] as number)
    const z = weight * (values[done + 2] as number)
    const w = weight * (values[done + 3] as number)
    for (let other = 0; other < done; other += 1) {
      const k = columns[other] as number
      const value = values[other] as number
      gram[p + k] = (gram[p + k] as number) + x * value
      gram[q + k] = (gram[q + k] as number) + y * value
      gram[r + k] = (gram[r + k] as number) + z * value
      gram[s + k] = (gram[s + k] as number) + w * value
    }
    for (let at = done; at < done + 4; at += 1) addRun(gram, starts, columns, values, at, done, weight)
  }
  for (; done < length; done += 1) addRun(gram, starts, columns, values, done, 0, weight)
}

/** The products of one value with those from `from` up to itself. */
function addRun(
  gram: Float64Array,
  starts: Int32Array,
  columns: Int32Array,
  values: Float64Array,
  at: number,
  from: number,
  weight: number,
): void {
  const base = starts[columns[at] as number] as number
  const x = weight * (values[at] as number)
  for (let other = from; other <= at; other += 1) {
    const k = base + (columns[other] as number)
    gram[k] = (gram[k] as number) + x * (values[other] as number)
  }
}

/**
 * out = XᵀX · block with X the residuals. Row by row: first the four products with the row, then their
 * return to the columns, while the row is still in cache.
 */
function applyGram(
  matrix: VoteMatrix,
  residual: Float64Array,
  block: Float64Array,
  out: Float64Array,
  weights: Int32Array | undefined,
): void {
  const { rowStart, codes } = matrix
  out.fill(0)
  const rows = rowStart.length - 1
  let from = 0
  for (let row = 0; row < rows; row += 1) {
    const to = rowStart[row + 1] as number
    const weight = weights ? (weights[row] as number) : 1
    if (weight > 0) gramRow(codes, from, to, residual, block, out, weight)
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
  weight: number,
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
  y0 *= weight
  y1 *= weight
  y2 *= weight
  y3 *= weight
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

/**
 * A symmetric matrix times a block. Each number is read once and serves its row and its column; two rows go at once, so
 * that what they add to the other columns is written half as often.
 * @param lower its lower triangle, row after row
 */
export function denseOperator(lower: Float64Array, n: number): BlockOperator {
  return (block, out) => {
    for (let j = 0; j + 1 < n; j += 2) applyTwoRows(lower, j, block, out)
    if (n % 2 === 1) applyLastRow(lower, n - 1, block, out)
  }
}

function applyTwoRows(lower: Float64Array, j: number, block: Float64Array, out: Float64Array): void {
  const first = firstOfRow(j)
  const second = first + j + 1
  const own = j * BLOCK
  const p = block[own] as number
  const q = block[own + 1] as number
  const r = block[own + 2] as number
  const s = block[own + 3] as number
  const t = block[own + 4] as number
  const u = block[own + 5] as number
  const v = block[own + 6] as number
  const w = block[own + 7] as number
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let h = 0
  for (let k = 0, at = 0; k < j; k += 1, at += BLOCK) {
    const x = lower[first + k] as number
    const y = lower[second + k] as number
    const k0 = block[at] as number
    const k1 = block[at + 1] as number
    const k2 = block[at + 2] as number
    const k3 = block[at + 3] as number
    a += x * k0
    b += x * k1
    c += x * k2
    d += x * k3
    e += y * k0
    f += y * k1
    g += y * k2
    h += y * k3
    out[at] = (out[at] as number) + (x * p + y * t)
    out[at + 1] = (out[at + 1] as number) + (x * q + y * u)
    out[at + 2] = (out[at + 2] as number) + (x * r + y * v)
    out[at + 3] = (out[at + 3] as number) + (x * s + y * w)
  }
  const x = lower[first + j] as number
  const y = lower[second + j] as number
  const z = lower[second + j + 1] as number
  out[own] = a + x * p + y * t
  out[own + 1] = b + x * q + y * u
  out[own + 2] = c + x * r + y * v
  out[own + 3] = d + x * s + y * w
  out[own + 4] = e + y * p + z * t
  out[own + 5] = f + y * q + z * u
  out[own + 6] = g + y * r + z * v
  out[own + 7] = h + y * s + z * w
}

function applyLastRow(lower: Float64Array, j: number, block: Float64Array, out: Float64Array): void {
  const first = firstOfRow(j)
  const own = j * BLOCK
  for (let slot = 0; slot < BLOCK; slot += 1) {
    const x = block[own + slot] as number
    let sum = (lower[first + j] as number) * x
    for (let k = 0, at = slot; k < j; k += 1, at += BLOCK) {
      const value = lower[first + k] as number
      sum += value * (block[at] as number)
      out[at] = (out[at] as number) + value * x
    }
    out[own + slot] = sum
  }
}
