/** A request for part of a list: at most `size` rows after the row that the cursor names. */
export type PageRequest = { after?: string | undefined; size: number }

/** Part of a list, and the cursor of the next part where there is one. */
export type Page<Row> = { rows: Row[]; next: string | undefined }

/**
 * Makes a page from one row more than was asked for: that row only tells that there is a next page.
 * @param keyOf  the values that the list is sorted by, as text
 */
export function pageOf<Row>(rows: Row[], size: number, keyOf: (row: Row) => string[]): Page<Row> {
  const last = rows[size - 1]
  if (rows.length <= size || last === undefined) return { rows, next: undefined }
  return { rows: rows.slice(0, size), next: Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') }
}

/**
 * Reads the sort key back from a cursor.
 * @returns undefined where there is no cursor, or one that we did not make: the list then starts at the top
 */
export function readCursor(after: string | undefined, parts: number): string[] | undefined {
  if (!after) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    if (!Array.isArray(key) || key.length !== parts) return undefined
    return key.every((part) => typeof part === 'string') ? key : undefined
  } catch {
    return undefined
  }
}
