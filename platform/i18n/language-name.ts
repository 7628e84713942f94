import type { Locale } from './locale.ts'

const names = new Map<Locale, Intl.DisplayNames>()

/**
 * What a language is called in one of ours: `Dutch`, `Nederlands`; nothing for one that nobody knows (`und`), or whose tag
 * nobody can read: strangers write it in their feeds.
 */
export function languageName(locale: Locale, language: string): string | undefined {
  if (language === '' || /^und\b/i.test(language)) return undefined
  const known = names.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' })
  names.set(locale, known)
  try {
    return known.of(language)
  } catch {
    return undefined
  }
}

/** Whether a text reads as one in that language: `nl-NL` and `nl-BE` are Dutch. */
export function isIn(locale: Locale, language: string): boolean {
  return language.toLowerCase().split('-')[0] === locale
}
