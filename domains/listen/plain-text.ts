/** Removes what no XML may hold, and no database text either. */
export function withoutIllegalCharacters(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
}

/** Single spaces, no empty lines, nothing that a database refuses. */
export function tidyText(text: string): string {
  return withoutIllegalCharacters(text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
