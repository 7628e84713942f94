import type { Spoken } from '#web/http'

/**
 * The language of a text where it is not that of the page; an import may not know it. Its direction follows its letters:
 * people write in more languages than a page is in.
 */
export function langOf(c: Spoken, language: string | null | undefined): { dir: 'auto'; lang?: string } {
  if (!language || language === c.var.locale) return { dir: 'auto' }
  return { dir: 'auto', lang: language === 'und' ? '' : language }
}
