import { BLOCK } from './block-vectors.ts'
import { firstOfRow } from './pair-sums.ts'
import type { BlockOperator } from './subspace.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/**
 * XᵀX, where X holds the residuals of the votes, computed from the votes at every pass.
 * @param residual vote minus column mean, by code; 0 for closed statements
 * @param weights how often each row counts; once when absent
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
 * The same, but computes the matrix XᵀX first when that is cheaper for this many passes. The figures are measured
 * nanoseconds: per pair of votes while the matrix is computed (more when it does not stay in cache), per cell of the
 * matrix in each pass, and per vote in each pass without the matrix.
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

/** With this many statements the triangle takes a megabyte. */
const MOST_IN_CACHE = 500

function countPairs({ rowStart }: VoteMatrix): number {
  let pairs = 0
  for (let row = 1; row < rowStart.length; row += 1) pairs += (rowStart[row] - rowStart[row - 1]) ** 2 / 2
  return pairs
}

/** The lower triangle of XᵀX itself, row after row. O(Σ over rows of votes²). */
function gramMatrix(matrix: VoteMatrix, residual: Float64Array, weights?: Int32Array): Float64Array {
  const { rowStart, codes } = matrix
  const n = matrix.statementIds.length
  const gram = new Float64Array(firstOfRow(n))
  const starts = Int32Array.from({ length: n }, (_, j) => firstOfRow(j))
  const columns = new Int32Array(n)
  const values = new Float64Array(n)
  for (let row = 0; row < rowStart.length - 1; row += 1) {
    const weight = weights ? weights[row] : 1
    if (weight === 0) continue
    const from = rowStart[row]
    const length = rowStart[row + 1] - from
    for (let at = 0; at < length; at += 1) {
      const code = codes[from + at]
      columns[at] = code >>> 2
      values[at] = residual[code]
    }
    addPairs(gram, starts, columns, values, length, weight)
  }
  return gram
}

/**
 * Adds the products of a row's values, four at a time against the others, so that the others are read a quarter as
 * often.
 */
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
    const p = starts[columns[done]]
    const q = starts[columns[done + 1]]
    const r = starts[columns[done + 2]]
    const s = starts[columns[done + 3]]
    const x = weight * values[done]
    const y = weight * values[done + 1]
    const z = weight * values[done + 2]
    const w = weight * values[done + 3]
    for (let other = 0; other < done; other += 1) {
      const k = columns[other]
      const value = values[other]
      gram[p + k] += x * value
      gram[q + k] += y * value
      gram[r + k] += z * value
      gram[s + k] += w * value
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
  const base = starts[columns[at]]
  const x = weight * values[at]
  for (let other = from; other <= at; other += 1) {
    const k = base + columns[other]
    gram[k] += x * values[other]
  }
}

/**
 * out = XᵀX · block, where X holds the residuals. Row by row: first the four products with the row, then what they add
 * to the columns, while the row is still in cache.
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
    const to = rowStart[row + 1]
    const weight = weights ? weights[row] : 1
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
    const code = codes[at]
    const r = residual[code]
    const j = code & ~3
    y0 += r * block[j]
    y1 += r * block[j + 1]
    y2 += r * block[j + 2]
    y3 += r * block[j + 3]
  }
  y0 *= weight
  y1 *= weight
  y2 *= weight
  y3 *= weight
  for (let at = from; at < to; at += 1) {
    const code = codes[at]
    const r = residual[code]
    const j = code & ~3
    out[j] += r * y0
    out[j + 1] += r * y1
    out[j + 2] += r * y2
    out[j + 3] += r * y3
  }
}

/**
 * A symmetric matrix times a block. Each number is read once and used for its row and its column; two rows are
 * processed at once, so that sums in the other columns are written half as often.
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
  const p = block[own]
  const q = block[own + 1]
  const r = block[own + 2]
  const s = block[own + 3]
  const t = block[own + 4]
  const u = block[own + 5]
  const v = block[own + 6]
  const w = block[own + 7]
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let h = 0
  for (let k = 0, at = 0; k < j; k += 1, at += BLOCK) {
    const x = lower[first + k]
    const y = lower[second + k]
    const k0 = block[at]
    const k1 = block[at + 1]
    const k2 = block[at + 2]
    const k3 = block[at + 3]
    a += x * k0
    b += x * k1
    c += x * k2
    d += x * k3
    e += y * k0
    f += y * k1
    g += y * k2
    h += y * k3
    out[at] += x * p + y * t
    out[at + 1] += x * q + y * u
    out[at + 2] += x * r + y * v
    out[at + 3] += x * s + y * w
  }
  const x = lower[first + j]
  const y = lower[second + j]
  const z = lower[second + j + 1]
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
    const x = block[own + slot]
    let sum = lower[first + j] * x
    for (let k = 0, at = slot; k < j; k += 1, at += BLOCK) {
      const value = lower[first + k]
      sum += value * block[at]
      out[at] += value * x
    }
    out[own + slot] = sum
  }
}
