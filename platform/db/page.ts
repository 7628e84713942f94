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
  return { rows: rows.slice(0, size), next: writeCursor(keyOf(last)) }
}

/** The cursor that `readCursor` reads back. */
export function writeCursor(key: string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

const readers = {
  instant: (part: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(part) && isInCalendar(part),
  day: (part: string) => /^\d{4}-\d\d-\d\d$/.test(part) && isInCalendar(part),
  uuid: (part: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(part),
  number: (part: string) => /^-?\d{1,15}$/.test(part),
}

/** JavaScript reads 30 February as 2 March; PostgreSQL refuses it. */
function isInCalendar(text: string): boolean {
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, 10))
}

/**
 * Reads the sort key back from a cursor.
 * @param shape  what each part of the key is
 * @returns undefined where there is no cursor, or one that we did not make: the list then starts at the top
 */
export function readCursor(after: string | undefined, shape: (keyof typeof readers)[]): string[] | undefined {
  if (!after) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    if (!Array.isArray(key) || key.length !== shape.length) return undefined
    return shape.every((kind, at) => typeof key[at] === 'string' && readers[kind](key[at])) ? key : undefined
  } catch {
    return undefined
  }
}
