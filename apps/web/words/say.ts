import { type Catalog, type Translate, translatorOf } from '#platform/i18n'
import type { Spoken } from '#web/http'

/** The messages of a catalog in the language of this request. */
export function say<Key extends string>(c: Spoken, catalog: Catalog<Key>): Translate<Key> {
  return translatorOf(catalog, c.var.locale, c.var.services.config.timeZone)
}
