import type { Locale } from '#platform/i18n'

/** Words of the organisation, or a statement, in another language than they were written in. */
export type Translation = { original: string; language: Locale; text: string; byMachine: boolean }

/** What readers are told of a text that they read in translation. */
export type Translated = { from: string; byMachine: boolean }

/** Something that was written in one language, or is read in translation. */
export type Written = { language: string; translated?: Translated | undefined }

/**
 * Gives something in a language, where all that is said in it was translated into it; else as it was written, so that no
 * two languages stand in one text.
 * @param fields  where its words are; those that are empty need no translation
 */
export function inLanguage<Row extends Written>(
  row: Row,
  fields: readonly (keyof Row)[],
  language: Locale,
  translations: readonly Translation[],
): Row {
  if (row.language === language || translations.length === 0) return row
  const known = byOriginal(translations, language)
  const words = fields.map((field) => [field, row[field]] as const).filter(([, text]) => Boolean(text))
  const found = words.flatMap(([field, text]) => {
    const one = known.get(String(text))
    return one ? [[field, one] as const] : []
  })
  if (found.length === 0 || found.length < words.length) return row
  const byMachine = found.some(([, one]) => one.byMachine)
  const texts = Object.fromEntries(found.map(([field, one]) => [field, one.text]))
  return { ...row, ...texts, language, translated: { from: row.language, byMachine } }
}

const read = new WeakMap<readonly Translation[], Map<Locale, ReadonlyMap<string, Translation>>>()

/** Read once, however many statements ask. */
function byOriginal(
  translations: readonly Translation[],
  language: Locale,
): ReadonlyMap<string, Translation> {
  const inLanguages = read.get(translations) ?? new Map<Locale, ReadonlyMap<string, Translation>>()
  read.set(translations, inLanguages)
  const known =
    inLanguages.get(language) ??
    new Map(translations.filter((one) => one.language === language).map((one) => [one.original, one]))
  inLanguages.set(language, known)
  return known
}
