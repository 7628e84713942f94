import { cleanText } from '#platform/text'

/** Removes what no XML may hold. */
export function withoutIllegalCharacters(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
}

/** Single spaces, no empty lines, nothing that shows nothing. */
export function tidyText(text: string): string {
  return cleanText(text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
