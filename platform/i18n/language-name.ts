import type { Locale } from './locale.ts'

const names = new Map<Locale, Intl.DisplayNames>()

/** What a language is called in one of ours: `Dutch`, `Nederlands`; nothing for one that nobody knows (`und`). */
export function languageName(locale: Locale, language: string): string | undefined {
  if (language === 'und' || language === '') return undefined
  const known = names.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' })
  names.set(locale, known)
  return known.of(language)
}
