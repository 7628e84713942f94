import type { Spoken } from '#web/http'
import { Icon } from '#web/ui'
import { languageSentence, originalOf, type Read } from './language.ts'

/**
 * Under a text that is not in the language of the page, or that is a translation: says so.
 * @param of  the text, or anything that is written in one language
 * @param around  what it stands in: what was said of that already is not said again
 * @param path  the page on which the original can be read, without its language
 */
export function LanguageNote({
  c,
  of,
  around,
  path,
}: {
  c: Spoken
  of: Read
  around?: Read | undefined
  path?: string
}) {
  const sentence = languageSentence(c, of)
  if (!sentence || sentence === (around && languageSentence(c, around))) return null
  const original = path === undefined ? undefined : originalOf(c, of, path)
  return (
    <p class="wk-small wk-soft wk-language">
      <Icon name="translate" /> {sentence}
      {original && (
        <>
          {'. '}
          <a href={original.href}>{original.label}</a>
        </>
      )}
    </p>
  )
}
