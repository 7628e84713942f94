import { languageName } from '#platform/i18n'
import { withoutTracking } from '../feeds/canonical-address.ts'
import { textToHtml } from '../feeds/clean-html.ts'
import { readMoment } from '../feeds/moment.ts'
import { type FeedItem, languageTag, webAddress } from '../feeds/parsed-feed.ts'
import { tidyText } from '../feeds/plain-text.ts'
import { asWebAddress } from '../sources/source.ts'

/** What staff type of a post, or a spreadsheet says: all as text, and all but the words may be empty. */
export type TypedPost = Record<CapturedField, string>

export const capturedFields = ['address', 'title', 'text', 'date', 'language'] as const
export type CapturedField = (typeof capturedFields)[number]

export type CaptureFault =
  | 'not-an-address'
  | 'missing'
  | 'too-long'
  | 'not-a-date'
  | 'in-the-future'
  | 'not-a-language'

export type ReadPostOutcome =
  | { kind: 'post'; post: FeedItem }
  | { kind: 'wrong'; faults: Partial<Record<CapturedField, CaptureFault>> }

/** Characters that a post may have; what is longer is a report, and its summary says what it is about. */
export const LONGEST_CAPTURED = { address: 2000, title: 500, text: 100_000 }

/** The languages that are spoken most in the Netherlands, by their tags; another may be given by its own. */
export const captureLanguages = ['nl', 'en', 'fy', 'ar', 'tr', 'pl', 'de', 'fr', 'es', 'uk', 'ro', 'bg']

/**
 * A post as somebody typed it. A date without a time is the beginning of that day there; an empty language is that of its words.
 * @param here.timeZone  of dates that say none
 */
export function readTypedPost(typed: TypedPost, here: { now: Date; timeZone: string }): ReadPostOutcome {
  const title = tidyText(typed.title).replaceAll('\n', ' ')
  const text = tidyText(typed.text)
  const url = typed.address.trim() === '' ? undefined : readWebAddress(typed.address)
  const publishedAt = readDate(typed.date, here.timeZone)
  const language = readLanguage(typed.language)
  const faults = {
    ...faultIf('address', typed.address.length > LONGEST_CAPTURED.address, 'too-long'),
    ...faultIf('address', url === undefined && typed.address.trim() !== '', 'not-an-address'),
    ...faultIf('title', title.length > LONGEST_CAPTURED.title, 'too-long'),
    ...faultIf('text', title === '' && text === '', 'missing'),
    ...faultIf('text', text.length > LONGEST_CAPTURED.text, 'too-long'),
    ...faultIf('date', publishedAt === undefined && typed.date.trim() !== '', 'not-a-date'),
    ...faultIf('date', publishedAt !== undefined && publishedAt > here.now, 'in-the-future'),
    ...faultIf('language', language === undefined && typed.language.trim() !== '', 'not-a-language'),
  }
  if (Object.keys(faults).length > 0) return { kind: 'wrong', faults }
  const words = { title, text, html: textToHtml(text) }
  const rest = { guid: undefined, updatedAt: undefined, attachments: [] }
  return { kind: 'post', post: { ...words, url, publishedAt, language, ...rest } }
}

function faultIf(field: CapturedField, isWrong: boolean, fault: CaptureFault) {
  return isWrong ? { [field]: fault } : {}
}

/** A public address as people paste it, without what says who sent them; undefined for anything else. */
export function readWebAddress(written: string): string | undefined {
  if (/\s/.test(written.trim())) return undefined
  const address = webAddress(asWebAddress(written.trim()))
  const url = address === undefined ? null : URL.parse(address)
  if (!url?.hostname.includes('.') || url.username !== '' || url.password !== '') return undefined
  return withoutTracking(url.href)
}

function readDate(written: string, timeZone: string): Date | undefined {
  const day = written.trim()
  return readMoment(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day} 00:00` : day, timeZone)
}

/** By its tag, or as it is called in Dutch or English. */
function readLanguage(written: string): string | undefined {
  const said = written.trim().toLowerCase()
  const named = captureLanguages.find((tag) =>
    (['nl', 'en'] as const).some((locale) => languageName(locale, tag)?.toLowerCase() === said),
  )
  if (named !== undefined) return named
  const tag = languageTag(said)
  return tag !== undefined && languageName('en', tag) !== tag ? tag : undefined
}
