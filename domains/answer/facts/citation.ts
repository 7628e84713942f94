import { type Locale, translatorOf } from '#platform/i18n'
import { citationMessages } from './fact.messages.ts'
import type { FactState, FactVerdict } from './fact.ts'

/** A sheet that a text names by its address, and which version; undefined: whichever was public. */
export type Citation = { number: number; version: number | undefined }

/** What stands before and behind may be anything: people paste addresses into sentences. */
const ADDRESS = /\/(?:nl|en)\/facts\/([1-9]\d{0,8})(?!\d)(?:#v([1-9]\d{0,8})(?!\d))?/g

/** No reply names more. */
const MOST_CITED = 50

/** The sheets that a text names, each once, by what it says of it last. Linear in the length of the text. */
export function readCitations(text: string): Citation[] {
  const found = new Map<number, Citation>()
  for (const [, number, version] of text.matchAll(ADDRESS)) {
    const named = { number: Number(number), version: version === undefined ? undefined : Number(version) }
    found.delete(named.number)
    if (found.size < MOST_CITED) found.set(named.number, named)
  }
  return [...found.values()]
}

/** The path of a version of a sheet, without the language: `/facts/12#v2`. */
export function pathOfVersion({ number, version }: { number: number; version: number }): string {
  return `/facts/${number}#v${version}`
}

/** What a reply says of a sheet: the claim, what is so in a sentence, and where the rest stands. */
export function citeFact(
  fact: {
    number: number
    version: number
    claim: string
    verdict: FactVerdict
    answer: string
    state: Exclude<FactState, 'draft'>
  },
  { language, address }: { language: Locale; address: string },
): string {
  const said = fact.state === 'withdrawn' ? 'withdrawn' : fact.verdict
  // No day is told, so that the zone changes nothing.
  return translatorOf(
    citationMessages,
    language,
    'UTC',
  )(said, {
    ...{ claim: asSentence(fact.claim), answer: asSentence(fact.answer) },
    address: `${address}/${language}${pathOfVersion(fact)}`,
  })
}

/** With a full stop, where it ends without. */
function asSentence(text: string): string {
  return /[.?!…]["”’)]?$/.test(text) ? text : `${text}.`
}
