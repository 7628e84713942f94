/** A request for part of a list: at most `size` rows after the row that the cursor names. */
export type PageRequest = {
  after?: string | undefined
  size: number
}
/** Part of a list, and the cursor of the next part where there is one. */
export type Page<Row> = {
  rows: Row[]
  next: string | undefined
}
/**
 * Makes a page from one row more than was asked for: that row only tells that there is a next page.
 * @param keyOf  the values that the list is sorted by, as text
 */
export declare function pageOf<Row>(rows: Row[], size: number, keyOf: (row: Row) => string[]): Page<Row>
declare const readers: {
  instant: (part: string) => boolean
  day: (part: string) => boolean
  uuid: (part: string) => boolean
  number: (part: string) => boolean
}
/**
 * Reads the sort key back from a cursor.
 * @param shape  what each part of the key is
 * @returns undefined where there is no cursor, or one that we did not make: the list then starts at the top
 */
export declare function readCursor(
  after: string | undefined,
  shape: (keyof typeof readers)[],
): string[] | undefined
