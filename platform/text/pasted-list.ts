/** What stands before an entry and is none of its words: a bullet, a number with a point or a bracket, a box to tick. */
const BULLET = /^(?:[•·‣⁃▪▫■□●○◦◆➢➤→✓✔*\-–—]|\[[ xX]?\]|\(?\d{1,3}[.)]|[a-zA-Z][)])[ \t\u00A0]+(?=\S)/u

/** Quotation marks that stand around a whole entry, as they open and close. */
const QUOTES = ['""', "''", '“”', '„”', '„“', '‘’', '‚’', '«»', '»«']

/** One cell that a spreadsheet put quotation marks around, up to what ends it. */
const QUOTED_CELL = /"((?:[^"]|"")*)"(?=\s*(?:[;\t\n]|$))[^\S\n\t]*/y

/** Shorter pieces between semicolons are parts of a sentence. */
const SHORTEST_PIECE = 10

/**
 * The entries of a list as people paste it, one to a line: out of a text with bullets or numbers, out of a column of a
 * spreadsheet, or out of a CSV file whose cells are divided by semicolons. Quotation marks around an entry, what counts it
 * and empty cells are left out. A semicolon within a sentence stays.
 */
export function readPastedList(pasted: string): string[] {
  return splitCells(pasted).map(tidyEntry).filter(isEntry)
}

/** One line without the bullet or number before it, and the quotation marks around it. */
export function tidyEntry(line: string): string {
  let entry = line.replace(/\s+/g, ' ').trim()
  for (let before = ''; before !== entry; ) {
    before = entry
    entry = unquoted(entry.replace(BULLET, '').trim())
  }
  return entry
}

function unquoted(entry: string): string {
  const pair = QUOTES.find(
    ([open, close]) => entry.length > 2 && entry.startsWith(open ?? '') && entry.endsWith(close ?? ''),
  )
  if (!pair) return entry
  const inner = entry.slice(1, -1)
  return [...pair].some((mark) => inner.includes(mark)) ? entry : inner.trim()
}

/** A cell with a number alone, or with nothing that is read, counts the others. */
function isEntry(entry: string): boolean {
  return /\p{L}/u.test(entry)
}

function splitCells(pasted: string): string[] {
  const cells: string[] = []
  let at = 0
  while (at < pasted.length) {
    const quoted = quotedCellAt(pasted, at)
    if (quoted) {
      cells.push(quoted.text)
      at = quoted.end + 1
      continue
    }
    const end = endOfCell(pasted, at)
    cells.push(...splitAtSemicolons(pasted.slice(at, end)))
    at = end + 1
  }
  return cells
}

function quotedCellAt(pasted: string, at: number): { text: string; end: number } | undefined {
  QUOTED_CELL.lastIndex = at
  const found = QUOTED_CELL.exec(pasted)
  return found ? { text: (found[1] ?? '').replaceAll('""', '"'), end: at + found[0].length } : undefined
}

/** At a tab, a new line, or a semicolon with a quoted cell behind it. */
function endOfCell(pasted: string, from: number): number {
  const rest = pasted.slice(from).search(/[\t\n]|;(?=\s*"(?:[^"\n]|"")*"\s*(?:[;\t\n]|$))/)
  return rest < 0 ? pasted.length : from + rest
}

/** A semicolon before a space and a small letter is one of a sentence; behind a number that counts the line it never is. */
const SEMICOLON = /;(?!\s+\p{Ll})|(?<=^\s*\d+\s*);/u

/** Semicolons divide where a number stands before the first, where one ends the line, or where each piece is a sentence of its own. */
function splitAtSemicolons(line: string): string[] {
  const pieces = line.split(SEMICOLON).map((piece) => piece.trim())
  if (pieces.length === 1) return pieces
  const filled = pieces.filter((piece) => piece !== '')
  const isRow = /^\d+$/.test(pieces[0] ?? '') || pieces.includes('')
  return isRow || areSentences(filled) ? filled : [line]
}

/** Of two, the first has to end as a sentence does: a name or a number may stand behind a semicolon. */
function areSentences(pieces: string[]): boolean {
  const ended = pieces.slice(0, -1).every((piece) => /[.!?…]["'”’»]?$/u.test(piece))
  const starts = ended ? /^["'“„‘«]?[\p{Lu}\p{N}]/u : /^["'“„‘«]?\p{Lu}/u
  return (
    (ended || pieces.length > 2) &&
    pieces.every((piece) => piece.length >= SHORTEST_PIECE && starts.test(piece))
  )
}
