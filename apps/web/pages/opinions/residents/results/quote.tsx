import type { Translate, Values } from '#platform/i18n'
import type { WebContext } from '#web/http'
import { langOf } from '#web/words'
import { shorten } from '../place/own-place.ts'

type Quoted = { text: string; language: string }

/** Stands in a message where a statement comes: no statement can hold it. */
const PLACE = '\uE000'

/**
 * A sentence with a statement in it, which keeps its own language. The message has the statement as `{text}`.
 * @param most  a longer statement is cut
 */
export function withQuote<Key extends string>(
  c: WebContext,
  t: Translate<Key>,
  { key, values = {}, quoted, most = 160 }: { key: Key; values?: Values; quoted: Quoted; most?: number },
) {
  const [before, after] = t(key, { ...values, text: PLACE }).split(PLACE)
  const words = shorten(quoted.text, most)
  return (
    <>
      {before}
      <span {...langOf(c, quoted.language)}>{words}</span>
      {after}
    </>
  )
}
