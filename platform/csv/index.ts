/** A cell of a CSV file; null and undefined are empty. */
export type CsvCell = string | number | boolean | null | undefined

/**
 * Writes one record as RFC 4180 wants it, with a line feed. Cells are as they are: right for programs that read it.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => quoted(String(cell ?? ''))).join(',')}\n`
}

/**
 * Writes one record for people who will open it in a spreadsheet: a text that starts like a formula gets an
 * apostrophe before it, so that what a stranger wrote is shown and never run. So does what follows a semicolon, a tab
 * or a new line in it: where commas are in numbers, as in Dutch, spreadsheets split a line at semicolons, quoted or not.
 */
export function spreadsheetLine(cells: readonly CsvCell[]): string {
  return csvLine(cells.map((cell) => (typeof cell === 'string' ? unarmed(cell) : cell)))
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** White space is taken in one piece, with or without a formula behind it: no line of it is looked at twice. */
function unarmed(text: string): string {
  return text.replace(/(^(?!;)|[;\t\r\n])(["\s]*)([=+\-@＝＋－＠])?/g, (piece, start, space, formula) =>
    formula === undefined ? piece : `${start}'${space}${formula}`,
  )
}
