/**
 * Vectors travel in blocks of four, interleaved (entry j of vector k at 4j + k): one pass over the votes serves all
 * four.
 */
export const BLOCK = 4

/** Up to four vectors as a block; missing vectors are 0. */
export function join(vectors: readonly Float64Array[], n: number): Float64Array<ArrayBuffer> {
  const block = new Float64Array(n * BLOCK)
  vectors.forEach((vector, k) => {
    for (let j = 0; j < n; j += 1) block[j * BLOCK + k] = vector[j]
  })
  return block
}

/** Vector k of a block. */
export function pick(block: Float64Array, k: number, n: number): Float64Array {
  const vector = new Float64Array(n)
  for (let j = 0; j < n; j += 1) vector[j] = block[j * BLOCK + k]
  return vector
}

/** Scales all four vectors to length 1, except those of length 0. */
export function normalise(block: Float64Array, n: number): void {
  const factors = squaresOf(block).map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0))
  for (let at = 0; at < n * BLOCK; at += 1) block[at] *= factors[at & 3]
}

/**
 * Dot products of two vectors with the four of a block, written to `out`: first those of `one`, then those of `two`.
 */
export function dotsWithBlock(
  one: Float64Array,
  two: Float64Array,
  block: Float64Array,
  out: Float64Array,
): void {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let h = 0
  for (let j = 0, at = 0; j < one.length; j += 1, at += BLOCK) {
    const x = one[j]
    const y = two[j]
    const p = block[at]
    const q = block[at + 1]
    const r = block[at + 2]
    const s = block[at + 3]
    a += x * p
    b += x * q
    c += x * r
    d += x * s
    e += y * p
    f += y * q
    g += y * r
    h += y * s
  }
  out[0] = a
  out[1] = b
  out[2] = c
  out[3] = d
  out[4] = e
  out[5] = f
  out[6] = g
  out[7] = h
}

/** Adds multiples of two vectors to each of the four of a block: four coefficients for `one`, then four for `two`. */
export function addToBlock(
  block: Float64Array,
  one: Float64Array,
  two: Float64Array,
  coefficients: Float64Array,
): void {
  const a = coefficients[0]
  const b = coefficients[1]
  const c = coefficients[2]
  const d = coefficients[3]
  const e = coefficients[4]
  const f = coefficients[5]
  const g = coefficients[6]
  const h = coefficients[7]
  for (let j = 0, at = 0; j < one.length; j += 1, at += BLOCK) {
    const x = one[j]
    const y = two[j]
    block[at] += a * x + e * y
    block[at + 1] += b * x + f * y
    block[at + 2] += c * x + g * y
    block[at + 3] += d * x + h * y
  }
}

/** Squared lengths of the four vectors of a block. */
export function squaresOf(block: Float64Array): Float64Array {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let at = 0; at < block.length; at += BLOCK) {
    a += block[at] * block[at]
    b += block[at + 1] * block[at + 1]
    c += block[at + 2] * block[at + 2]
    d += block[at + 3] * block[at + 3]
  }
  return Float64Array.of(a, b, c, d)
}

/** The dot product of two vectors, in four independent sums that the processor can compute in parallel. */
export function dot(a: Float64Array, b: Float64Array): number {
  let p = 0
  let q = 0
  let r = 0
  let s = 0
  let j = 0
  for (; j + 3 < a.length; j += 4) {
    p += a[j] * b[j]
    q += a[j + 1] * b[j + 1]
    r += a[j + 2] * b[j + 2]
    s += a[j + 3] * b[j + 3]
  }
  for (; j < a.length; j += 1) p += a[j] * b[j]
  return p + q + (r + s)
}

/** Euclidean length. */
export function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}

/** Multiplies a vector by a factor, in place. */
export function scale(a: Float64Array, factor: number): void {
  for (let j = 0; j < a.length; j += 1) a[j] *= factor
}

/** Subtracts `factor` times b from a, in place. */
export function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let j = 0; j < a.length; j += 1) a[j] -= b[j] * factor
}
