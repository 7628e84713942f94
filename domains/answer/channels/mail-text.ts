import { foldMail, htmlToText, type ReceivedMail, unfoldedText } from '#platform/received-mail'
import { cleanText } from '#platform/text'
import { LONGEST_TEXT } from '../conversations/question.schema.ts'

/** Characters of a mail that an entry holds: a book of forty pages. All of it stays in the mail as it came. */
export const LONGEST_BODY = 100_000
const LONGEST_LINE = 500

/** The text of a mail as an entry holds it, and whether some of it was left out. */
export function bodyOf(mail: Pick<ReceivedMail, 'text' | 'html'>): { body: string; isCut: boolean } {
  const text = mail.text?.trim() ? mail.text : htmlToText(mail.html ?? '')
  const body = cleanText(text.slice(0, LONGEST_BODY)).trim()
  return { body, isCut: text.length > LONGEST_BODY }
}

/** What its writer wrote now, without what was quoted; of one who only passes something on, all of it. */
export function writtenNow(body: string): string {
  return (unfoldedText(body, foldMail(body)) || body).slice(0, LONGEST_TEXT)
}

/** A text of a header, in one line, short enough for a row. */
export function headerText(text: string): string {
  return cleanText(text.slice(0, 4 * LONGEST_LINE))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_LINE)
}

/** What mail programs put before the subject of what they answer or pass on. */
const prefix =
  /^(?:(?:re|fwd?|fw|antw|antwoord|beantw|betr|wg|aw|doorst|tr|sv|vs|r|i)(?:\s*\[\d+\])?\s*:\s*)+/i

/** A subject without what says that it is an answer. */
export function bareSubject(subject: string): string {
  return headerText(subject).replace(prefix, '').trim()
}

const dutch =
  /\b(?:de|het|een|en|van|ik|niet|dat|die|voor|wij|jullie|mijn|heb|naar|ook|met|wordt|graag|geen)\b/gi
const english = /\b(?:the|and|of|to|is|that|you|for|not|with|this|have|my|are|we|please|would|your|from)\b/gi

/** In which of our languages somebody wrote, by its commonest words; what is in neither is answered in that of most. */
export function languageOf(text: string): 'nl' | 'en' {
  const start = text.slice(0, 5000)
  const count = (words: RegExp) => start.match(words)?.length ?? 0
  return count(english) > count(dutch) ? 'en' : 'nl'
}
