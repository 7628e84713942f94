import { type Catalog, createTranslator, type Locale, type Translate } from '#platform/i18n'
import type { WebContext } from '#web/http'

const made = new WeakMap<object, Map<string, Translate<string>>>()

/** The messages of a catalog in the language of this request. */
export function say<Key extends string>(c: WebContext, catalog: Catalog<Key>): Translate<Key> {
  return sayIn(c.var.locale, catalog, c.var.services.config.timeZone)
}

/** The messages of a catalog in a language; parsed messages are kept. */
export function sayIn<Key extends string>(
  locale: Locale,
  catalog: Catalog<Key>,
  timeZone: string,
): Translate<Key> {
  const byLocale = made.get(catalog) ?? new Map<string, Translate<string>>()
  made.set(catalog, byLocale)
  const known = byLocale.get(locale)
  if (known) return known
  const translate = createTranslator(catalog, locale, timeZone)
  byLocale.set(locale, translate as Translate<string>)
  return translate
}
