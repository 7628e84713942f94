import type { Showings } from './showings.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/**
 * Which statements were shown to whom, by row and column of a matrix. What came before the log begins counts as shown, and
 * so does somebody's first answer where its statement was shown to somebody who had not voted yet.
 */
export class ShownTo {
  readonly #keys = new Set<number>()
  readonly #statements: number

  constructor(matrix: VoteMatrix, showings: Showings) {
    const { participantIds, statementIds } = matrix
    const { participants, statements } = showings
    const rowOf = new Map(Array.from(participantIds, (id, row) => [id, row]))
    const columnOf = new Map(Array.from(statementIds, (id, column) => [id, column]))
    this.#statements = statementIds.length
    const toNewcomers = new Set<number>()
    for (let at = 0; at < participants.length; at += 1) {
      const [row, column] = [rowOf.get(participants[at]), columnOf.get(statements[at])]
      if (column === undefined) continue
      if (participants[at] < 0) toNewcomers.add(column)
      if (row !== undefined) this.#keys.add(row * this.#statements + column)
    }
    this.#addUnlogged(matrix, earliest(showings.times), toNewcomers)
  }

  #addUnlogged(
    { rowStart, codes, times }: VoteMatrix,
    begins: number,
    toNewcomers: ReadonlySet<number>,
  ): void {
    if (!times) return
    for (let row = 0; row < rowStart.length - 1; row += 1) {
      let first = rowStart[row]
      for (let at = first; at < rowStart[row + 1]; at += 1) {
        if (times[at] < begins) this.#keys.add(row * this.#statements + (codes[at] >>> 2))
        if (times[at] < times[first]) first = at
      }
      const column = codes[first] >>> 2
      if (toNewcomers.has(column)) this.#keys.add(row * this.#statements + column)
    }
  }

  has(row: number, column: number): boolean {
    return this.#keys.has(row * this.#statements + column)
  }
}

function earliest(times: Float64Array): number {
  return times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)
}
