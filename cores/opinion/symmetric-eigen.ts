/** Eigenvalues with their vectors. */
export interface Eigen {
  /** descending */
  readonly values: Float64Array
  /** column k of the row-major n × n array belongs to values[k] */
  readonly vectors: Float64Array
}

/**
 * All eigenvalues and vectors of a small symmetric matrix: Householder tridiagonalisation, then QL with
 * implicit shifts (Bowdler, Martin, Reinsch and Wilkinson 1968, as in EISPACK's tred2 and tql2). O(n³).
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const v = matrix.slice(0, n * n)
  const d = new Float64Array(n)
  const e = new Float64Array(n)
  tridiagonalise(v, d, e, n)
  accumulate(v, d, e, n)
  diagonalise(v, d, e, n)
  return sortDescending(v, d, n)
}

/** All eigenvalues, descending, without the vectors: a fifth of the work. */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const v = matrix.slice(0, n * n)
  const d = new Float64Array(n)
  const e = new Float64Array(n)
  tridiagonalise(v, d, e, n)
  for (let j = 0; j < n; j += 1) d[j] = v[j * n + j]
  diagonalise(undefined, d, e, n)
  return d.sort().reverse()
}

function tridiagonalise(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let j = 0; j < n; j += 1) d[j] = v[(n - 1) * n + j]
  for (let i = n - 1; i > 0; i -= 1) {
    let scale = 0
    for (let k = 0; k < i; k += 1) scale += Math.abs(d[k])
    if (scale === 0) {
      e[i] = d[i - 1]
      for (let j = 0; j < i; j += 1) {
        d[j] = v[(i - 1) * n + j]
        v[i * n + j] = 0
        v[j * n + i] = 0
      }
      d[i] = 0
    } else {
      d[i] = reflect(v, d, e, n, i, scale)
    }
  }
}

function reflect(
  v: Float64Array,
  d: Float64Array,
  e: Float64Array,
  n: number,
  i: number,
  scale: number,
): number {
  let h = 0
  for (let k = 0; k < i; k += 1) {
    const x = d[k] / scale
    d[k] = x
    h += x * x
  }
  const f = d[i - 1]
  const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h)
  e[i] = scale * g
  h -= f * g
  d[i - 1] = f - g
  e.fill(0, 0, i)
  for (let j = 0; j < i; j += 1) {
    const x = d[j]
    v[j * n + i] = x
    let sum = e[j] + v[j * n + j] * x
    for (let k = j + 1; k < i; k += 1) {
      const w = v[k * n + j]
      sum += w * d[k]
      e[k] += w * x
    }
    e[j] = sum
  }
  applyReflection(v, d, e, n, i, h)
  return h
}

function applyReflection(
  v: Float64Array,
  d: Float64Array,
  e: Float64Array,
  n: number,
  i: number,
  h: number,
): void {
  let f = 0
  for (let j = 0; j < i; j += 1) {
    e[j] /= h
    f += e[j] * d[j]
  }
  const half = f / (h + h)
  for (let j = 0; j < i; j += 1) e[j] -= half * d[j]
  for (let j = 0; j < i; j += 1) {
    const x = d[j]
    const y = e[j]
    for (let k = j; k < i; k += 1) v[k * n + j] -= x * e[k] + y * d[k]
    d[j] = v[(i - 1) * n + j]
    v[i * n + j] = 0
  }
}

function accumulate(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let i = 0; i < n - 1; i += 1) {
    v[(n - 1) * n + i] = v[i * n + i]
    v[i * n + i] = 1
    const h = d[i + 1]
    if (h !== 0) unreflect(v, d, n, i, h)
    for (let k = 0; k <= i; k += 1) v[k * n + i + 1] = 0
  }
  for (let j = 0; j < n; j += 1) {
    d[j] = v[(n - 1) * n + j]
    v[(n - 1) * n + j] = 0
  }
  v[n * n - 1] = 1
  e[0] = 0
}

function unreflect(v: Float64Array, d: Float64Array, n: number, i: number, h: number): void {
  for (let k = 0; k <= i; k += 1) d[k] = v[k * n + i + 1] / h
  for (let j = 0; j <= i; j += 1) {
    let g = 0
    for (let k = 0; k <= i; k += 1) g += v[k * n + i + 1] * v[k * n + j]
    for (let k = 0; k <= i; k += 1) v[k * n + j] -= g * d[k]
  }
}

function diagonalise(v: Float64Array | undefined, d: Float64Array, e: Float64Array, n: number): void {
  e.copyWithin(0, 1, n)
  e[n - 1] = 0
  const negligible = Number.EPSILON * largestOf(d, e)
  let shift = 0
  for (let l = 0; l < n; l += 1) {
    for (let m = endOfBlock(e, l, negligible); m > l; m = endOfBlock(e, l, negligible))
      shift += implicitStep(v, d, e, n, l, m)
    d[l] += shift
    e[l] = 0
  }
}

/**
 * The largest value of the whole matrix. EISPACK takes the largest so far; when many rows are 0 they come first, and
 * then nothing would be negligible.
 */
function largestOf(d: Float64Array, e: Float64Array): number {
  return d.reduce((largest, value, l) => Math.max(largest, Math.abs(value) + Math.abs(e[l])), 0)
}

/** Determined before every step, because a step across an entry that has become 0 would divide by 0. */
function endOfBlock(e: Float64Array, l: number, negligible: number): number {
  let m = l
  while (Math.abs(e[m]) > negligible) m += 1
  return m
}

/** One implicit QL step on the block l … m. @returns the shift it used */
function implicitStep(
  v: Float64Array | undefined,
  d: Float64Array,
  e: Float64Array,
  n: number,
  l: number,
  m: number,
): number {
  const before = d[l]
  const p = (d[l + 1] - before) / (2 * e[l])
  const r = p < 0 ? -Math.hypot(p, 1) : Math.hypot(p, 1)
  d[l] = e[l] / (p + r)
  d[l + 1] = e[l] * (p + r)
  const below = d[l + 1]
  const h = before - d[l]
  for (let i = l + 2; i < n; i += 1) d[i] -= h
  chase(v, d, e, { n, l, m, below })
  return h
}

function chase(
  v: Float64Array | undefined,
  d: Float64Array,
  e: Float64Array,
  block: { n: number; l: number; m: number; below: number },
): void {
  const { n, l, m, below } = block
  let p = d[m]
  let [c, c2, c3, s, s2] = [1, 1, 1, 0, 0]
  const after = e[l + 1]
  for (let i = m - 1; i >= l; i -= 1) {
    c3 = c2
    c2 = c
    s2 = s
    const g = c * e[i]
    const h = c * p
    const r = Math.sqrt(p * p + e[i] * e[i])
    e[i + 1] = s * r
    s = e[i] / r
    c = p / r
    p = c * d[i] - s * g
    d[i + 1] = h + s * (c * g + s * d[i])
    if (v) rotate(v, n, i, c, s)
  }
  p = (-s * s2 * c3 * after * e[l]) / below
  e[l] = s * p
  d[l] = c * p
}

function rotate(v: Float64Array, n: number, i: number, c: number, s: number): void {
  for (let k = 0; k < n; k += 1) {
    const at = k * n + i
    const x = v[at]
    const y = v[at + 1]
    v[at + 1] = s * x + c * y
    v[at] = c * x - s * y
  }
}

function sortDescending(v: Float64Array, d: Float64Array, n: number): Eigen {
  const order = Array.from(d.keys()).sort((a, b) => d[b] - d[a])
  const values = Float64Array.from(order, (from) => d[from])
  const vectors = new Float64Array(n * n)
  order.forEach((from, to) => {
    for (let k = 0; k < n; k += 1) vectors[k * n + to] = v[k * n + from]
  })
  return { values, vectors }
}
