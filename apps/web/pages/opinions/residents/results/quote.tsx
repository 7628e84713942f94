import type { Translate, Values } from '#platform/i18n'
import type { WebContext } from '#web/http'
import { inPlace, langOf, PLACE } from '#web/words'
import { shorten } from '../place/own-place.ts'

type Quoted = { text: string; language: string }

/**
 * A sentence with a statement in it, which keeps its own language. The message has the statement as `{text}`.
 * @param most  a longer statement is cut
 */
export function withQuote<Key extends string>(
  c: WebContext,
  t: Translate<Key>,
  { key, values = {}, quoted, most = 160 }: { key: Key; values?: Values; quoted: Quoted; most?: number },
) {
  const words = shorten(quoted.text, most)
  return inPlace(t(key, { ...values, text: PLACE }), <span {...langOf(c, quoted.language)}>{words}</span>)
}
