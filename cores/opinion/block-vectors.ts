/** Vectors travel in blocks of four, interleaved (entry j of vector k at 4j + k): one pass over the votes serves all. */
export const BLOCK = 4

/** Up to four vectors as a block; what is missing is 0. */
export function join(vectors: readonly Float64Array[], n: number): Float64Array<ArrayBuffer> {
  const block = new Float64Array(n * BLOCK)
  vectors.forEach((vector, k) => {
    for (let j = 0; j < n; j += 1) block[j * BLOCK + k] = vector[j] as number
  })
  return block
}

/** Vector k of a block. */
export function pick(block: Float64Array, k: number, n: number): Float64Array {
  const vector = new Float64Array(n)
  for (let j = 0; j < n; j += 1) vector[j] = block[j * BLOCK + k] as number
  return vector
}

/** Brings all four vectors to length 1, those of length 0 excepted. */
export function normalise(block: Float64Array, n: number): void {
  const factors = squaresOf(block).map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0))
  for (let at = 0; at < n * BLOCK; at += 1) block[at] = (block[at] as number) * (factors[at & 3] as number)
}

/** Products of two vectors with the four of a block, to `out`: the first one's, then the second's. */
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
    const x = one[j] as number
    const y = two[j] as number
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
  out[0] = a
  out[1] = b
  out[2] = c
  out[3] = d
  out[4] = e
  out[5] = f
  out[6] = g
  out[7] = h
}

/** Adds two vectors to a block, each as often as `weights` says for each of the four. */
export function addToBlock(
  block: Float64Array,
  one: Float64Array,
  two: Float64Array,
  weights: Float64Array,
): void {
  const a = weights[0] as number
  const b = weights[1] as number
  const c = weights[2] as number
  const d = weights[3] as number
  const e = weights[4] as number
  const f = weights[5] as number
  const g = weights[6] as number
  const h = weights[7] as number
  for (let j = 0, at = 0; j < one.length; j += 1, at += BLOCK) {
    const x = one[j] as number
    const y = two[j] as number
    block[at] = (block[at] as number) + (a * x + e * y)
    block[at + 1] = (block[at + 1] as number) + (b * x + f * y)
    block[at + 2] = (block[at + 2] as number) + (c * x + g * y)
    block[at + 3] = (block[at + 3] as number) + (d * x + h * y)
  }
}

/** Squared lengths of the four vectors of a block. */
export function squaresOf(block: Float64Array): Float64Array {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let at = 0; at < block.length; at += BLOCK) {
    a += (block[at] as number) * (block[at] as number)
    b += (block[at + 1] as number) * (block[at + 1] as number)
    c += (block[at + 2] as number) * (block[at + 2] as number)
    d += (block[at + 3] as number) * (block[at + 3] as number)
  }
  return Float64Array.of(a, b, c, d)
}

/** The product of two vectors, with four sums side by side, which do not wait for one another. */
export function dot(a: Float64Array, b: Float64Array): number {
  let p = 0
  let q = 0
  let r = 0
  let s = 0
  let j = 0
  for (; j + 3 < a.length; j += 4) {
    p += (a[j] as number) * (b[j] as number)
    q += (a[j + 1] as number) * (b[j + 1] as number)
    r += (a[j + 2] as number) * (b[j + 2] as number)
    s += (a[j + 3] as number) * (b[j + 3] as number)
  }
  for (; j < a.length; j += 1) p += (a[j] as number) * (b[j] as number)
  return p + q + (r + s)
}

/** Euclidean length. */
export function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}

/** Multiplies a vector by a factor, in place. */
export function scale(a: Float64Array, factor: number): void {
  for (let j = 0; j < a.length; j += 1) a[j] = (a[j] as number) * factor
}

/** Takes `factor` times b out of a. */
export function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let j = 0; j < a.length; j += 1) a[j] = (a[j] as number) - (b[j] as number) * factor
}
