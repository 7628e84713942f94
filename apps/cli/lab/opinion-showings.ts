import type { ShowingFindings, Showings } from '#cores/opinion'
import { UnusableFile } from '../run/usable-file.ts'
import { columnOf, inShort, readCsv, timeUnit, toId, toInstant, toNumber } from './opinion-files.ts'

/** Where somebody had not voted yet. */
const NOBODY = -1

/** Reads what was shown: timestamp, comment-id, voter-id (empty for whoever had not voted yet), propensity. */
export function readShowings(file: string): Showings {
  const csv = readCsv(file)
  const names = ['timestamp', 'comment-id', 'voter-id', 'propensity'] as const
  const [time = 0, statement = 0, participant = 0, propensity = 0] = names.map((name) => columnOf(csv, name))
  const perUnit = timeUnit(csv, time)
  const rows = csv.records.map((cells, row) => {
    const line = row + 2
    const isNobody = (cells[participant] ?? '').trim() === ''
    const at = toNumber(cells[time], file, line, 'timestamp') * perUnit
    return {
      time: toInstant(at, file, line, cells[time]),
      statement: toId(cells[statement], file, line, 'comment-id'),
      participant: isNobody ? NOBODY : toId(cells[participant], file, line, 'voter-id'),
      propensity: toPropensity(cells[propensity], file, line),
    }
  })
  return {
    participants: Int32Array.from(rows, (row) => row.participant),
    statements: Int32Array.from(rows, (row) => row.statement),
    propensities: Float64Array.from(rows, (row) => row.propensity),
    times: Float64Array.from(rows, (row) => row.time),
  }
}

function toPropensity(text: string | undefined, file: string, line: number): number {
  const value = toNumber(text, file, line, 'propensity')
  if (value > 0 && value <= 1) return value
  throw new UnusableFile(
    `${file}, line ${line}: propensity is ${inShort(text ?? '')}, not above 0 and at most 1`,
  )
}

/** Agreement with weights beside without, as it stands in the result; null where no file says what was shown. */
export function showingsInResult(found: ShowingFindings | undefined, id: (column: number) => number) {
  if (!found) return null
  const { drawn, chosen, unknown, clipped, axes, statements } = found
  return {
    ...{ drawn, chosen, unknown, clipped },
    axes: Array.from(axes),
    statements: Object.fromEntries(
      statements.map(({ column, weightedAgrees, weightedDisagrees, ...one }) => [
        id(column),
        { ...one, weightedVotes: { A: weightedAgrees, D: weightedDisagrees, S: one.votes } },
      ]),
    ),
  }
}
