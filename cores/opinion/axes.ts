import { BLOCK } from './block-vectors.ts'
import { gramOperator, gramOperatorFor } from './gram-operator.ts'
import { hash32 } from './seeded-random.ts'
import { type BlockOperator, leadingVectors, roughVectors } from './subspace.ts'
import { CODES_PER_COLUMN } from './vote-code.ts'
import {
  countVotes,
  meanVotes,
  openColumns,
  type StatementCounts,
  takeRows,
  type VoteMatrix,
} from './vote-matrix.ts'

/** Nobody reads a map with more axes, and a position on it would need more than three numbers. */
export const MAX_AXES = 3

/** The directions along which votes differ most. Arrays run over the matrix' statements. */
export interface Axes {
  readonly statementIds: Int32Array
  /** mean vote per statement, 0 where closed or without votes */
  readonly center: Float64Array
  /** 1 where the statement counts: voted on, not moderated out, not meta */
  readonly open: Uint8Array
  /** unit vectors, strongest first; all zeros beyond the rank of the votes */
  readonly components: readonly Float64Array[]
  /** sums of squares along the axes */
  readonly values: Float64Array
  /** share of the total sum of squares, 0 … 1 */
  readonly explained: Float64Array
}

/** How to look for axes; every option has a default. */
export interface AxesOptions {
  /** how many axes, 1 to 3; default 3 */
  readonly axes?: number
  /** start from these instead of from scratch */
  readonly warm?: readonly Float64Array[]
  /** the vectors that followed those, for fewer passes */
  readonly further?: readonly Float64Array[]
  /** stop after this many passes, converged or not; default: go on to a residual of 1e-11 */
  readonly passes?: number
  /** how often each row counts; once when absent */
  readonly weights?: Int32Array
}

/**
 * ‖Gu − θu‖ as a share of the largest value, or ANGLE of the distance to the next: for the accuracy this gives, see
 * MATH.md §10.
 */
const TIGHT = 1e-11
const ANGLE = 2e-10
/** The usual number of passes; used only to choose the cheaper operator. */
const COLD_PASSES = 12
const WARM_PASSES = 8

/**
 * Axes of the mean-imputed, centred votes without ever making them dense: an imputed cell minus its column mean is 0,
 * so a product needs only the votes (MATH.md §10). O(votes) per pass for 8 to 40 passes, or O(votes²) per row once.
 */
export function findAxes(matrix: VoteMatrix, counts = countVotes(matrix), options: AxesOptions = {}): Axes {
  const frame = axesFrame(matrix, counts)
  const residual = residualByCode(frame.center, frame.open)
  const isLarge = matrix.codes.length > LARGE
  const warm = options.warm ?? (isLarge ? guessFromSample(matrix, residual, frame) : undefined)
  const passes = options.passes ?? (warm ? WARM_PASSES : COLD_PASSES)
  const operator = gramOperatorFor(passes, matrix, residual, options.weights)
  return solveAxes(operator, frame, warm ? { ...options, warm } : options).axes
}

/** With at least this many votes, starting from a sixteenth of the people saves more passes than it costs. */
const LARGE = 500_000
const SAMPLED = 2 ** 28

/**
 * Four leading vectors of the people with the lowest hashed ids, accurate to about one per cent: a starting point, not
 * a result.
 */
function guessFromSample(
  matrix: VoteMatrix,
  residual: Float64Array,
  frame: AxesFrame,
): readonly Float64Array[] {
  const rows = matrix.participantIds
    .map((_, row) => row)
    .filter((row) => hash32(matrix.participantIds[row]) < SAMPLED)
  if (rows.length < frame.statementIds.length) return []
  return leadingVectors(frame.statementIds.length, gramOperator(takeRows(matrix, rows), residual), {
    wanted: BLOCK,
    start: startBlock(frame, undefined),
    tolerance: 1e-2,
    maxPasses: 8,
  }).vectors
}

/** The frame in which axes are computed. Arrays run over statements. */
export interface AxesFrame {
  readonly statementIds: Int32Array
  /** mean vote, 0 where closed */
  readonly center: Float64Array
  /** 1 where the statement shapes the axes */
  readonly open: Uint8Array
  /** sum of squares per statement */
  readonly diagonal: Float64Array
  /** the trace: total sum of squares */
  readonly total: number
}

/** Axes, and where to begin once votes have changed. */
export interface SolvedAxes {
  readonly axes: Axes
  /** the vectors that follow; none where the axes were found quickly without them */
  readonly further: readonly Float64Array[]
}

/** With at least this many passes, beginning with further vectors saves more of them than it costs. */
const SLOW = 16

/** Leading eigenvectors of an operator as axes with canonical signs. */
export function solveAxes(operator: BlockOperator, frame: AxesFrame, options: AxesOptions): SolvedAxes {
  const wanted = options.axes ?? MAX_AXES
  const n = frame.statementIds.length
  const start = startBlock(frame, options.warm)
  const found =
    options.passes === undefined
      ? leadingVectors(n, operator, {
          wanted,
          start,
          further: options.further ?? [],
          tolerance: TIGHT,
          angle: ANGLE,
          diagonal: frame.diagonal,
        })
      : roughVectors(n, operator, start, wanted, options.passes)
  for (const component of found.vectors) makeSignCanonical(component)
  const axes = {
    statementIds: frame.statementIds,
    center: frame.center,
    open: frame.open,
    components: found.vectors,
    values: found.values,
    explained: found.values.map((value) => (frame.total > 0 ? value / frame.total : 0)),
  }
  return { axes, further: found.passes < SLOW ? [] : found.further }
}

/** Means and sums of squares of the open statements. O(statements). */
export function axesFrame(
  { statementIds, status }: Pick<VoteMatrix, 'statementIds' | 'status'>,
  counts: StatementCounts,
): AxesFrame {
  const open = openColumns({ status }, counts)
  const center = meanVotes(counts).map((mean, column) => (open[column] === 1 ? mean : 0))
  return { statementIds, center, open, ...squaresAbout(counts, center, open) }
}

/** Vote minus column mean, by code; 0 for closed statements. */
export function residualByCode(center: Float64Array, open: Uint8Array): Float64Array {
  const residual = new Float64Array(center.length * CODES_PER_COLUMN)
  for (let column = 0; column < center.length; column += 1) {
    if (open[column] !== 1) continue
    for (let vote = -1; vote <= 1; vote += 1)
      residual[column * CODES_PER_COLUMN + vote + 1] = vote - center[column]
  }
  return residual
}

/** Sum of squares about the mean, per statement: agrees + disagrees − votes · mean². 0 for closed statements. */
function columnSquares(counts: StatementCounts, center: Float64Array, open: Uint8Array): Float64Array {
  return center.map((mean, column) => {
    if (open[column] !== 1) return 0
    const extremes = counts.agrees[column] + counts.disagrees[column]
    return extremes - counts.votes[column] * mean * mean
  })
}

/** Sums of squares about the column means: per statement, and in total. */
export function squaresAbout(
  counts: StatementCounts,
  center: Float64Array,
  open: Uint8Array,
): Pick<AxesFrame, 'diagonal' | 'total'> {
  const diagonal = columnSquares(counts, center, open)
  return {
    diagonal,
    total: Math.max(
      diagonal.reduce((sum, square) => sum + square, 0),
      0,
    ),
  }
}

/**
 * A little of every direction is mixed into a warm start: a start inside an invariant subspace would never leave it,
 * and would miss an axis that has become stronger elsewhere.
 */
const MIXED_IN = 1e-5

/** Start vectors from a hash of the statement ids, so that they are a function of the votes alone. */
export function startBlock(
  frame: Pick<AxesFrame, 'statementIds' | 'open'>,
  warm: readonly Float64Array[] | undefined,
): Float64Array {
  const n = frame.statementIds.length
  const block = new Float64Array(n * BLOCK)
  for (let j = 0; j < n; j += 1) {
    if (frame.open[j] !== 1) continue
    for (let k = 0; k < BLOCK; k += 1) {
      const known = warm?.[k]
      const mixed = hash32(frame.statementIds[j] * BLOCK + k) / 2147483648 - 1
      block[j * BLOCK + k] = known ? known[j] + MIXED_IN * mixed : mixed
    }
  }
  return block
}

const SAME_LOADING = 1 - 1e-9

/** The largest loading becomes positive; if several are equally large, the first decides. */
export function makeSignCanonical(component: Float64Array): void {
  let largest = 0
  for (const loading of component) largest = Math.max(largest, Math.abs(loading))
  const decisive = component.find((loading) => Math.abs(loading) >= largest * SAME_LOADING)
  if (decisive === undefined || decisive >= 0) return
  for (let j = 0; j < component.length; j += 1) component[j] = 0 - component[j]
}
