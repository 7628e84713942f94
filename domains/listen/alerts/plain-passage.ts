import { passageOf, type Spans, segmentsOf } from '#platform/text'

/** What leads elsewhere or reaches somebody: addresses of pages and of people, names with an @, long numbers. */
const REACHES = /\S*@\S+|(?:https?:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)+\/\S*|\+?\d[\d ()./-]{7,}\d/giu

/**
 * A text around what was looked for, on one line, for a mail without layout: what matched stands between asterisks. What leads
 * elsewhere or reaches a person is left out.
 * @param length  of the passage, in UTF-16 units; a longer text is cut between words
 */
export function plainPassage(text: string, spans: Spans, length: number): string {
  const passage = passageOf(text, spans, length)
  return segmentsOf(passage.text, passage.spans)
    .map(({ text: part, marked }) => (marked ? `*${part}*` : part))
    .join('')
    .replace(REACHES, '…')
    .replace(/\s+/g, ' ')
    .trim()
}
