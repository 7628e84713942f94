import { type Axes, axesFrame, residualByCode, solveAxes } from './axes.ts'
import { gramOperator } from './gram-operator.ts'
import { countVotes, type VoteMatrix } from './vote-matrix.ts'

/** The plane of the compatible mode, MATH.md §2–§4, with our sign: +1 is agree. Arrays run over statements. */
export interface PolisSpace {
  readonly axes: Axes
  /** how many statements have votes: C */
  readonly columns: number
  /** of those, how many are overwritten with 0 for everybody (moderated out, or meta) */
  readonly zeroed: number
  /** x and y per participant, interleaved */
  readonly positions: Float64Array
  /** x and y per statement, interleaved: the position of somebody whose only vote is agree on it */
  readonly statementPositions: Float64Array
  readonly extremity: Float64Array
}

/** Components, positions and extremity as Polis computes them. O(votes) per pass. */
export function polisSpace(matrix: VoteMatrix): PolisSpace {
  const counts = countVotes(matrix)
  const frame = axesFrame(matrix, counts)
  const operator = gramOperator(matrix, residualByCode(frame.center, frame.open))
  const { axes } = solveAxes(operator, frame, { axes: 2 })
  const columns = counts.votes.reduce((sum, votes) => sum + (votes > 0 ? 1 : 0), 0)
  const zeroed = columns - frame.open.reduce((sum, isOpen) => sum + isOpen, 0)
  return projectPolis(matrix, { axes, columns, zeroed })
}

/** Projects participants and statements on given axes; MATH.md §4. O(votes). */
export function projectPolis(
  matrix: VoteMatrix,
  plane: Pick<PolisSpace, 'axes' | 'columns' | 'zeroed'>,
): PolisSpace {
  const statementPositions = projectStatements(plane.axes, plane.columns)
  const extremity = new Float64Array(statementPositions.length / 2).map((_, column) =>
    Math.hypot(statementPositions[2 * column], statementPositions[2 * column + 1]),
  )
  return { ...plane, positions: projectRows(matrix, plane), statementPositions, extremity }
}

function projectRows(
  matrix: VoteMatrix,
  plane: Pick<PolisSpace, 'axes' | 'columns' | 'zeroed'>,
): Float64Array {
  const { axes, columns, zeroed } = plane
  const residual = residualByCode(axes.center, axes.open)
  const [first, second] = axes.components
  const rows = matrix.participantIds.length
  const positions = new Float64Array(2 * rows)
  for (let row = 0; row < rows; row += 1) {
    let [x, y, seen] = [0, 0, zeroed]
    for (let at = matrix.rowStart[row]; at < matrix.rowStart[row + 1]; at += 1) {
      const code = matrix.codes[at]
      const column = code >>> 2
      x += residual[code] * first[column]
      y += residual[code] * second[column]
      seen += axes.open[column]
    }
    const scale = Math.sqrt(columns / Math.max(seen, 1))
    positions[2 * row] = scale * x
    positions[2 * row + 1] = scale * y
  }
  return positions
}

function projectStatements(axes: Axes, columns: number): Float64Array {
  const [first, second] = axes.components
  const scale = Math.sqrt(columns)
  const positions = new Float64Array(2 * axes.center.length)
  for (let column = 0; column < axes.center.length; column += 1) {
    const agree = scale * (1 - axes.center[column])
    positions[2 * column] = agree * first[column]
    positions[2 * column + 1] = agree * second[column]
  }
  return positions
}
