import { normalizeText } from '#platform/text'

/** What must hold of a conversation; null, or no words: anything. */
export type Conditions = {
  channel: string | null
  language: string | null
  /** One of them, a word or several in a row, was said. */
  words: readonly string[]
  /** Where the address of whoever asked ends, as `voorbeeld.nl`. */
  senderDomain: string | null
  subjectId: string | null
  unitId: string | null
}

/** What a rule says of a conversation; null: nothing. */
export type Effects = { setSubjectId: string | null; setUnitId: string | null; assignTo: string | null }

/** What is known of a conversation. */
export type Facts = {
  channel: string
  language: string
  /** What it is called and what was said first, as `readWords` gives it. */
  words: string
  senderDomain: string | null
  /** What it is about, and all that this lies in. */
  subjectIds: ReadonlySet<string>
  /** The unit that answers, and all that it lies in. */
  unitIds: ReadonlySet<string>
}

/** What is looked at of a text; what comes behind it is no question any more. */
export const LONGEST_LOOKED_AT = 20_000

const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** The words of a text, without capitals, with one space around each: in time that grows with its length. */
export function readWords(text: string): string {
  const words = normalizeText(text.slice(0, LONGEST_LOOKED_AT), 'NFKC').toLowerCase().match(WORD) ?? []
  return ` ${words.join(' ')} `
}

/**
 * Whether all conditions hold. Words are found whole, never as a pattern, so that no text makes it slow: linear in the text for each
 * of them.
 */
export function fits(rule: Conditions, facts: Facts): boolean {
  return (
    isAny(rule.channel, facts.channel) &&
    isAny(rule.language, facts.language) &&
    (rule.subjectId === null || facts.subjectIds.has(rule.subjectId)) &&
    (rule.unitId === null || facts.unitIds.has(rule.unitId)) &&
    (rule.senderDomain === null || isWithin(facts.senderDomain, rule.senderDomain)) &&
    (rule.words.length === 0 || rule.words.some((words) => facts.words.includes(readWords(words))))
  )
}

function isAny(wanted: string | null, found: string): boolean {
  return wanted === null || wanted === found
}

function isWithin(found: string | null, wanted: string): boolean {
  const domain = wanted.toLowerCase()
  return found !== null && (found === domain || found.endsWith(`.${domain}`))
}
