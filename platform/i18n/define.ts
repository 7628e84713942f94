import type { Catalog } from './translate.ts'

/**
 * Writes down the messages of one part of the product, Dutch first. The compiler refuses an English list that lacks
 * a message or has one more.
 */
export function defineMessages<const Key extends string>(
  nl: Record<Key, string>,
  en: Record<NoInfer<Key>, string>,
): Catalog<Key> {
  return { nl, en }
}
