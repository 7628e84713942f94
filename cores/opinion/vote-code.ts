/** +1 agree, 0 pass, −1 disagree. */
export type Vote = -1 | 0 | 1

/**
 * A stored vote is one word: column · 4 + vote + 1. So one look-up per vote finds whatever belongs to "this vote on
 * this statement" (a residual, a running sum), and sorting words sorts by column.
 */
export const CODES_PER_COLUMN = 4

/** The code of a vote on the statement in this column. */
export function encodeVote(column: number, vote: Vote): number {
  return column * CODES_PER_COLUMN + vote + 1
}

/** The column of the statement that was voted on. */
export function columnOf(code: number): number {
  return code >>> 2
}

/** The vote itself. */
export function voteOf(code: number): Vote {
  return ((code & 3) - 1) as Vote
}

/** Whether a number is a vote. */
export function isVote(value: number): value is Vote {
  return value === 1 || value === 0 || value === -1
}

const HIGHEST_ID = 2_147_483_647

/** Guards the door: ids are whole numbers that fit in 31 bits. */
export function checkId(kind: 'participant' | 'statement', id: number): void {
  if (!Number.isInteger(id) || id < 0 || id > HIGHEST_ID)
    throw new RangeError(`${kind} ${id} is not a whole number from 0 to ${HIGHEST_ID}`)
}

/** Guards the door: a vote is −1, 0 or 1. */
export function checkVote(vote: number, participant: number, statement: number): asserts vote is Vote {
  if (!isVote(vote))
    throw new RangeError(
      `vote ${vote} of participant ${participant} on statement ${statement} is not 1 (agree), 0 (pass) or -1 (disagree)`,
    )
}
