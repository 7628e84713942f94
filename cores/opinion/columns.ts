import { CODES_PER_COLUMN } from './vote-code.ts'

/** Whether each id is greater than the one before it. */
export function isAscending(ids: Int32Array): boolean {
  return ids.every((id, at) => at === 0 || ids[at - 1] < id)
}

/** Whether two lists hold the same ids in the same places. */
export function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at])
}

/**
 * Where each column of a table stands among columns that are in the order of their ids.
 * @param tableColumns  by column in that order, its index in the table
 */
export function inverse(tableColumns: Int32Array): Int32Array {
  const rank = new Int32Array(tableColumns.length)
  tableColumns.forEach((index, column) => {
    rank[index] = column
  })
  return rank
}

/** A row of the table with its columns as they stand in the order of their ids; `rank` as `inverse` gives it. */
export function canonicalRow(codes: Uint32Array, rank: Int32Array): Uint32Array {
  return codes.map((code) => rank[code >>> 2] * CODES_PER_COLUMN + (code & 3))
}
