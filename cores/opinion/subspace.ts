import {
  addToBlock,
  BLOCK,
  dot,
  dotsWithBlock,
  join,
  norm,
  normalise,
  pick,
  scale,
  squaresOf,
  subtract,
} from './block-vectors.ts'
import { symmetricEigen, symmetricEigenvalues } from './symmetric-eigen.ts'

/** Writes G · block to out, G symmetric and positive semi-definite. */
export type BlockOperator = (block: Float64Array, out: Float64Array) => void

/** Leading eigenvectors of a symmetric matrix. */
export interface LeadingVectors {
  /** descending; 0 beyond the rank of the matrix */
  readonly values: Float64Array
  /** unit length, or all zeros where the value is 0 */
  readonly vectors: readonly Float64Array[]
  /** those that follow, as far as they are known: where to look first once the matrix has changed a little */
  readonly further: readonly Float64Array[]
  /** how often the operator was applied */
  readonly passes: number
}

/** What to compute, where to start, and when to stop. */
export interface SubspaceOptions {
  /** how many leading vectors to find, at most 4 */
  readonly wanted: number
  /** start vectors, interleaved; a good guess saves passes */
  readonly start: Float64Array
  /** further vectors to begin with: those that followed when the matrix was nearly the same */
  readonly further?: readonly Float64Array[]
  /** largest residual ‖Gu − θu‖ as a share of the largest eigenvalue */
  readonly tolerance: number
  /** a residual may also be as large as this share of the distance to the neighbouring eigenvalues */
  readonly angle?: number
  /** the diagonal of the matrix; if given, it preconditions the residuals, which saves about one pass in nine */
  readonly diagonal?: Float64Array
  readonly maxPasses?: number
}

const LARGEST_BASIS = 64
const KEPT_AT_RESTART = 20
/** How many vectors after the wanted ones are kept. */
const FURTHER = 12
const NEGLIGIBLE = 1e-13
/** as a share of the original length */
const MUCH_SHORTER = 0.1

/** An orthonormal basis that only grows, its images under the operator, and its products with them. */
interface Basis {
  readonly n: number
  readonly vectors: Float64Array[]
  readonly images: Float64Array[]
  /** row i: products of vector i with images 0 … i */
  readonly products: Float64Array[]
}

/**
 * Leading eigenvectors by accelerated subspace iteration: the span of all iterates is kept, and the best vectors in it
 * are taken (Rayleigh–Ritz on a block Krylov space; Saad, Numerical Methods for Large Eigenvalue Problems, ch. 6). It
 * needs a third to a tenth of the passes of plain subspace iteration. O(n · basis) per pass besides the operator.
 */
export function leadingVectors(n: number, operator: BlockOperator, options: SubspaceOptions): LeadingVectors {
  const basis: Basis = { n, vectors: [], images: [], products: [] }
  const maxPasses = options.maxPasses ?? 1000
  const further = options.further ?? []
  for (let at = 0; at < further.length; at += BLOCK)
    extend(basis, join(further.slice(at, at + BLOCK), n), operator)
  let candidates = options.start.slice()
  for (let passes = 1 + Math.ceil(further.length / BLOCK); ; passes += 1) {
    const added = extend(basis, candidates, operator)
    const pairs = ritz(basis)
    if (added === 0) return harvestAll(basis, pairs, options.wanted, passes - 1)
    candidates = residualsOf(basis, pairs)
    if (passes >= maxPasses || isConverged(candidates, pairs, options))
      return harvestAll(basis, pairs, options.wanted, passes)
    if (options.diagonal) precondition(candidates, pairs, options.diagonal)
    if (basis.vectors.length + BLOCK > LARGEST_BASIS) restart(basis, pairs)
  }
}

/**
 * Leading vectors after a fixed number of passes, converged or not: for evidence, where an accuracy of one per cent is
 * enough.
 */
export function roughVectors(
  n: number,
  operator: BlockOperator,
  start: Float64Array,
  wanted: number,
  passes: number,
): LeadingVectors {
  const basis = krylov(n, operator, start, passes)
  return harvest(basis, ritz(basis), wanted, passes)
}

/** The same, but only the values. @returns `wanted` values, descending */
export function roughValues(
  n: number,
  operator: BlockOperator,
  start: Float64Array,
  wanted: number,
  passes: number,
): Float64Array {
  const basis = krylov(n, operator, start, passes)
  const values = symmetricEigenvalues(projected(basis), basis.vectors.length)
  return new Float64Array(wanted).map((_, k) => Math.max(values[k] ?? 0, 0))
}

/** A basis of all iterates, orthogonal enough for rough results. */
function krylov(n: number, operator: BlockOperator, start: Float64Array, passes: number): Basis {
  const basis: Basis = { n, vectors: [], images: [], products: [] }
  let candidates = start.slice()
  for (let pass = 0; pass < passes; pass += 1) {
    const added = extend(basis, candidates, operator)
    if (added === 0) break
    candidates = join(basis.images.slice(-added), n)
  }
  return basis
}

/** Adds the new directions in a block of candidates to the basis. @returns how many there are */
function extend(basis: Basis, candidates: Float64Array, operator: BlockOperator): number {
  normalise(candidates, basis.n)
  projectAll(basis, candidates)
  // Once is not enough, because the error of the basis would grow with each block; twice is (Parlett).
  projectAll(basis, candidates)
  const added = orthonormalise(basis, candidates)
  if (added.length === 0) return 0
  const block = join(added, basis.n)
  const out = new Float64Array(basis.n * BLOCK)
  operator(block, out)
  const first = basis.vectors.length - added.length
  added.forEach((_, k) => {
    basis.images.push(pick(out, k, basis.n))
    basis.products.push(new Float64Array(first + k + 1))
  })
  const dots = new Float64Array(2 * BLOCK)
  basis.vectors.forEach((vector, i) => {
    if (i % 2 === 0) dotsWithBlock(vector, basis.vectors[i + 1] ?? vector, out, dots)
    added.forEach((_, k) => {
      const product = basis.products[first + k]
      if (i < product.length) product[i] = dots[(i % 2) * BLOCK + k]
    })
  })
  return added.length
}

/** Makes all four vectors of a block orthogonal to the basis, two basis vectors at a time. */
function projectAll({ vectors }: Basis, block: Float64Array): void {
  const dots = new Float64Array(2 * BLOCK)
  for (let i = 0; i < vectors.length; i += 2) {
    const one = vectors[i]
    const two = vectors[i + 1]
    dotsWithBlock(one, two ?? one, block, dots)
    for (let slot = 0; slot < dots.length; slot += 1) dots[slot] = -dots[slot]
    if (!two) dots.fill(0, BLOCK)
    addToBlock(block, one, two ?? one, dots)
  }
}

/**
 * Gram–Schmidt within a block that is already orthogonal to the basis; drops vectors that are nothing but rounding
 * error.
 */
function orthonormalise(basis: Basis, candidates: Float64Array): Float64Array[] {
  const added: Float64Array[] = []
  for (let k = 0; k < BLOCK && basis.vectors.length < basis.n; k += 1) {
    const vector = pick(candidates, k, basis.n)
    let left = norm(vector)
    if (!(left > NEGLIGIBLE)) continue
    scale(vector, 1 / left)
    let kept = 1
    for (let round = 0; round < 2 && left > NEGLIGIBLE; round += 1) {
      // A vector that became much shorter has lost its precise orthogonality to the whole basis.
      const against = kept < MUCH_SHORTER ? basis.vectors : added
      for (const other of against) subtract(vector, other, dot(vector, other))
      const length = norm(vector)
      if (length > 0) scale(vector, 1 / length)
      kept *= length
      left *= length
    }
    if (!(left > NEGLIGIBLE)) continue
    basis.vectors.push(vector)
    added.push(vector)
  }
  return added
}

interface RitzPairs {
  readonly values: Float64Array
  readonly vectors: Float64Array
  readonly size: number
}

function ritz(basis: Basis): RitzPairs {
  const size = basis.vectors.length
  return { ...symmetricEigen(projected(basis), size), size }
}

/** The operator projected onto the basis. */
function projected(basis: Basis): Float64Array {
  const size = basis.vectors.length
  const small = new Float64Array(size * size)
  basis.products.forEach((row, i) => {
    row.forEach((value, j) => {
      small[i * size + j] = value
      small[j * size + i] = value
    })
  })
  return small
}

/** Residuals Gu − θu of the four leading pairs, as a block. */
function residualsOf(basis: Basis, pairs: RitzPairs): Float64Array<ArrayBuffer> {
  const block = new Float64Array(basis.n * BLOCK)
  const { size, vectors, values } = pairs
  const coefficients = new Float64Array(2 * BLOCK)
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < Math.min(size, BLOCK); k += 1) {
      coefficients[k] = vectors[i * size + k]
      coefficients[BLOCK + k] = -vectors[i * size + k] * values[k]
    }
    addToBlock(block, basis.images[i], basis.vectors[i], coefficients)
  }
  return block
}

/**
 * The angle of a vector to the true one is at most its residual divided by the distance to the neighbouring values
 * (Davis and Kahan 1970).
 */
function isConverged(residuals: Float64Array, pairs: RitzPairs, options: SubspaceOptions): boolean {
  const { values } = pairs
  const bound = options.tolerance * Math.max(values[0], 0)
  const gap = (k: number) => (k < 0 ? Number.POSITIVE_INFINITY : (values[k] ?? 0) - (values[k + 1] ?? 0))
  const squares = squaresOf(residuals)
  return squares.subarray(0, options.wanted).every((square, k) => {
    const near = Math.min(gap(k - 1), gap(k))
    return Math.sqrt(square) <= Math.max(bound, (options.angle ?? 0) * near)
  })
}

const LEAST_SHIFT = 0.02
const SHIFT = 0.05

/**
 * Divides each residual by the distance between the matrix' diagonal and the vector's value (Davidson 1975), slightly
 * enlarged. With the exact distance, a diagonal matrix would return the vector itself, and the basis would not grow.
 */
function precondition(block: Float64Array, pairs: RitzPairs, diagonal: Float64Array): void {
  const largest = pairs.values[0]
  if (!(largest > 0)) return
  for (let k = 0; k < BLOCK; k += 1) {
    const shift = (pairs.values[k] ?? 0) + SHIFT * largest
    for (let j = 0, at = k; j < diagonal.length; j += 1, at += BLOCK)
      block[at] /= Math.max(shift - diagonal[j], LEAST_SHIFT * largest)
  }
}

function restart(basis: Basis, pairs: RitzPairs): void {
  const vectors = ritzVectors(basis.vectors, pairs, 0, KEPT_AT_RESTART)
  const images = ritzVectors(basis.images, pairs, 0, KEPT_AT_RESTART)
  const products = vectors.map((_, k) => {
    const row = new Float64Array(k + 1)
    row[k] = pairs.values[k]
    return row
  })
  basis.vectors.splice(0, Number.POSITIVE_INFINITY, ...vectors)
  basis.images.splice(0, Number.POSITIVE_INFINITY, ...images)
  basis.products.splice(0, Number.POSITIVE_INFINITY, ...products)
}

function harvest(basis: Basis, pairs: RitzPairs, wanted: number, passes: number): LeadingVectors {
  const values = new Float64Array(wanted)
  const largest = pairs.size > 0 ? pairs.values[0] : 0
  const found = ritzVectors(basis.vectors, pairs, 0, wanted)
  const vectors = Array.from({ length: wanted }, (_, k) => {
    const value = pairs.values[k] ?? 0
    const vector = found[k]
    if (!vector || value <= largest * 1e-12 || value <= 0) return new Float64Array(basis.n)
    values[k] = value
    scale(vector, 1 / norm(vector))
    return vector
  })
  return { values, vectors, further: [], passes }
}

function harvestAll(basis: Basis, pairs: RitzPairs, wanted: number, passes: number): LeadingVectors {
  const found = harvest(basis, pairs, wanted, passes)
  return { ...found, further: ritzVectors(basis.vectors, pairs, wanted, wanted + FURTHER) }
}

/** Ritz vectors number `from` up to before `to`, or what the same sums make of the images; fewer where the basis is small. */
function ritzVectors(
  parts: readonly Float64Array[],
  { vectors, size }: RitzPairs,
  from: number,
  to: number,
): Float64Array[] {
  const n = parts[0]?.length ?? 0
  const found: Float64Array[] = []
  const coefficients = new Float64Array(2 * BLOCK)
  for (let first = from; first < Math.min(to, size); first += BLOCK) {
    const count = Math.min(BLOCK, to - first, size - first)
    const block = new Float64Array(n * BLOCK)
    for (let i = 0; i < size; i += 2) {
      const one = parts[i]
      const two = parts[i + 1]
      for (let k = 0; k < count; k += 1) {
        coefficients[k] = vectors[i * size + first + k]
        coefficients[BLOCK + k] = two ? vectors[(i + 1) * size + first + k] : 0
      }
      addToBlock(block, one, two ?? one, coefficients)
    }
    for (let k = 0; k < count; k += 1) found.push(pick(block, k, n))
  }
  return found
}
