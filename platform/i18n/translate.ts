import { IntlMessageFormat } from 'intl-messageformat'
import { spellDays } from './day-words.ts'
import type { Locale } from './locale.ts'

/** Messages in ICU form, by key, once for each language; the compiler sees to it that none is missing. */
export type Catalog<Key extends string> = Record<Locale, Record<Key, string>>

export type Values = Record<string, string | number | Date>

/** Says a message in one language. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string

const made = new WeakMap<Catalog<string>, Map<string, Translate<string>>>()

/**
 * The translator of a language. A message is parsed when it is first said, and then kept for all pages and mails; one
 * without values is from then on a text.
 * @param timeZone  the time zone in which dates are written
 * @throws when a message asks for a value that is not given
 */
export function translatorOf<Key extends string>(
  catalog: Catalog<Key>,
  locale: Locale,
  timeZone = 'Europe/Amsterdam',
): Translate<Key> {
  const ofCatalog = made.get(catalog) ?? new Map<string, Translate<string>>()
  made.set(catalog, ofCatalog)
  const name = `${locale} ${timeZone}`
  const translate = ofCatalog.get(name) ?? createTranslator(catalog, locale, timeZone)
  ofCatalog.set(name, translate)
  return translate
}

function createTranslator(messages: Catalog<string>, locale: Locale, timeZone: string): Translate<string> {
  const sayings = new Map<string, (values?: Values) => string>()
  const tag = locale === 'nl' ? 'nl-NL' : 'en-GB'
  const parse = (text: string) => {
    const format = new IntlMessageFormat(text, tag, inZone(timeZone), { ignoreTag: true })
    const always = text.includes('{') ? undefined : String(format.format())
    return (values?: Values) => always ?? String(format.format(values))
  }
  return (key, values) => {
    let saying = sayings.get(key)
    if (!saying) {
      saying = parse(spellDays(messages[locale][key] ?? key, locale))
      sayings.set(key, saying)
    }
    return saying(values)
  }
}

function inZone(timeZone: string): ConstructorParameters<typeof IntlMessageFormat>[2] {
  const long = { timeZone, day: 'numeric', month: 'long', year: 'numeric' } as const
  return {
    // A style of the library's own is laid under ours: what it has and ours has not must be said.
    date: {
      short: { timeZone, day: 'numeric', month: 'long', year: undefined },
      brief: { timeZone, day: 'numeric', month: 'short' },
      long,
    },
    time: { short: { timeZone, hour: '2-digit', minute: '2-digit' } },
  }
}
