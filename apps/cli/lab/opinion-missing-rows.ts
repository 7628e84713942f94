import type { VoteMatrix, VoteRow } from '#cores/opinion'

/** What of an answer tells about rows; the server's sign is −1 = agree. */
interface AnswerAboutRows {
  readonly tids: readonly number[]
  readonly 'user-vote-counts': Readonly<Record<string, number>>
  readonly pca: { readonly center: readonly number[] }
  readonly 'base-clusters': { readonly members: readonly (readonly number[])[] }
}

/** Participants whom a server's answer counts, and whose votes the folder lacks. */
export interface MissingRows {
  readonly participants: readonly number[]
  /** how many votes the server counts of them together */
  readonly votes: number
  /** whether one of them is in a group, so that what is said of groups depends on them as well */
  readonly areGrouped: boolean
  /** their votes, where the answer leaves no doubt about them */
  readonly workedOut: readonly VoteRow[] | undefined
}

/** @param matrix with the votes that there are */
export function findMissingRows(matrix: VoteMatrix, answer: AnswerAboutRows): MissingRows | undefined {
  const known = new Set(matrix.participantIds)
  const missing = Object.entries(answer['user-vote-counts'])
    .filter(([id, votes]) => votes > 0 && !known.has(Number(id)))
    .map(([id, votes]) => ({ id: Number(id), votes }))
  const [first, ...more] = missing
  if (!first) return undefined
  const ids = missing.map(({ id }) => id)
  return {
    participants: ids,
    votes: missing.reduce((sum, { votes }) => sum + votes, 0),
    areGrouped: answer['base-clusters'].members.some((members) => ids.some((id) => members.includes(id))),
    workedOut: more.length === 0 ? workOut(matrix, answer, first) : undefined,
  }
}

/** Centres are printed with 15 digits or more. */
const WHOLE = 1e-9

/**
 * One missing row follows from the means of the columns: a mean moves by a vote, and tells which one. It is taken only
 * when it has as many votes as the server counts, and none that the columns leave open.
 */
function workOut(
  matrix: VoteMatrix,
  answer: AnswerAboutRows,
  missing: { id: number; votes: number },
): VoteRow[] | undefined {
  const sums = sumColumns(matrix)
  const rows: VoteRow[] = []
  for (const [at, statement] of answer.tids.entries()) {
    const own = sums.get(statement) ?? { sum: 0, votes: 0 }
    const mean = -(answer.pca.center[at] ?? Number.NaN)
    if (Math.abs(mean - own.sum / Math.max(own.votes, 1)) < WHOLE) continue
    const exact = mean * (own.votes + 1) - own.sum
    const vote = Math.round(exact)
    if (Math.abs(vote) > 1 || !(Math.abs(exact - vote) < WHOLE)) return undefined
    rows.push({ participant: missing.id, statement, vote })
  }
  return rows.length === missing.votes ? rows : undefined
}

/** As the server sees them: what is moderated out or meta is 0 for everybody. */
function sumColumns(matrix: VoteMatrix): Map<number, { sum: number; votes: number }> {
  const columns = Array.from(matrix.statementIds, () => ({ sum: 0, votes: 0 }))
  for (const code of matrix.codes) {
    const column = columns[code >>> 2]
    if (!column) continue
    column.votes += 1
    if (matrix.status[code >>> 2] === 0) column.sum += (code & 3) - 1
  }
  return new Map(columns.map((column, at) => [matrix.statementIds[at] ?? -1, column]))
}
