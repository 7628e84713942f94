import type { Showings } from './showings.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** Which statements were shown to whom, by row and column of a matrix. */
export class ShownTo {
  readonly #keys: Set<number>
  readonly #statements: number

  constructor({ participantIds, statementIds }: VoteMatrix, { participants, statements }: Showings) {
    const rowOf = new Map(Array.from(participantIds, (id, row) => [id, row]))
    const columnOf = new Map(Array.from(statementIds, (id, column) => [id, column]))
    this.#statements = statementIds.length
    this.#keys = new Set()
    for (let at = 0; at < participants.length; at += 1) {
      const [row, column] = [rowOf.get(participants[at]), columnOf.get(statements[at])]
      if (row !== undefined && column !== undefined) this.#keys.add(row * this.#statements + column)
    }
  }

  has(row: number, column: number): boolean {
    return this.#keys.has(row * this.#statements + column)
  }
}
