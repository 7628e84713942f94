import type { Written } from '#domains/translation'
import { isIn, isLocale, languageName } from '#platform/i18n'
import { pathIn, type Spoken } from '#web/http'
import { languageMessages } from './language.messages.ts'
import { say } from './say.ts'

/** An import may not know in which language something is. */
const UNKNOWN = 'und'

/**
 * The language of a text where it is not that of the page; an import may not know it. Its direction follows its letters:
 * people write in more languages than a page is in.
 */
export function langOf(c: Spoken, language: string | null | undefined): { dir: 'auto'; lang?: string } {
  if (!language || language === c.var.locale) return { dir: 'auto' }
  return { dir: 'auto', lang: language === UNKNOWN ? '' : language }
}

/** Anything that is written in one language, or that nobody knows the language of. */
export type Read = { language: string | null | undefined; translated?: Written['translated'] }

/** In which residents write most, and one for a text of which nobody knows it. */
export const writtenLanguages = [
  'nl',
  'en',
  'ar',
  'de',
  'es',
  'fr',
  'pl',
  'ro',
  'ti',
  'tr',
  'uk',
  'zh',
  UNKNOWN,
]

/** The languages that staff choose from when they put right in which one a text is, its own first. */
export function languageOptions(c: Spoken, own: string): { value: string; label: string }[] {
  return [...new Set([own, ...writtenLanguages])].map((value) => ({
    value,
    label: languageName(c.var.locale, value) ?? say(c, languageMessages)('unknown'),
  }))
}

/** Says that a text is in another language than the page, or that it is a translation; nothing where neither is so. */
export function languageSentence(c: Spoken, { language, translated }: Read): string | undefined {
  const t = say(c, languageMessages)
  if (translated) {
    const from = languageName(c.var.locale, translated.from)
    return from && t(translated.byMachine ? 'byMachine' : 'translated', { language: from })
  }
  if (!language || isIn(c.var.locale, language)) return undefined
  const name = languageName(c.var.locale, language)
  return name && t('foreign', { language: name })
}

/** The page on which a translated text stands as it was written, where there is one in that language. */
export function originalOf(c: Spoken, { translated }: Read, path: string) {
  if (!translated || !isLocale(translated.from)) return undefined
  return { href: pathIn(translated.from, path), label: say(c, languageMessages)('original') }
}
