import { CODES_PER_COLUMN } from './vote-code.ts'

/** Whether each id is greater than the one before it. */
export function isAscending(ids: Int32Array): boolean {
  return ids.every((id, at) => at === 0 || ids[at - 1] < id)
}

/** Whether two lists hold the same ids in the same places. */
export function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at])
}

/** A row of the table with its columns as they stand in the order of their ids; `rank` as `rankOf` gives it. */
export function canonicalRow(codes: Uint32Array, rank: Int32Array): Uint32Array {
  return codes.map((code) => rank[code >>> 2] * CODES_PER_COLUMN + (code & 3))
}
