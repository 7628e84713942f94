import type { FeedItem } from '../feeds/parsed-feed.ts'

/** A text of fewer characters may be the beginning of an article, whatever it ends in. */
const SHORT = 400
/** As far as the end of a text is looked at. */
const TAIL = 300

/** As weblogs end each excerpt: it says where it came from, and nothing of what is in it. */
const WHERE_FROM =
  /\b(?:The post|Het bericht)\s[^\n]{1,250}(?:appeared first on|verscheen eerst op)\s[^\n]*$/i
const GOES_ON = /(?:…|\.{3}|\[(?:…|\.{3}|&hellip;)\])[\s»>→)\]]*$/u
const READ_ON =
  /\b(?:lees (?:hier )?(?:verder|meer)|verder lezen|meer lezen|lees (?:het )?(?:hele|volledige) (?:artikel|bericht)|read (?:more|on|the (?:full|rest))|continue reading|keep reading|weiterlesen|mehr lesen|lire la suite)\b(?:[^\n.!?]|\.(?=\S)){0,100}[\s.…»>→)\]]*$/iu

/**
 * Whether a feed gives no more of an article than its beginning. Where that is not certain it counts as cut: its page then says the same
 * and no more.
 */
export function isCut({ url, text }: Pick<FeedItem, 'url' | 'text'>): boolean {
  if (url === undefined) return false
  const said = text.trim()
  if (said.length < SHORT) return true
  const tail = said.slice(-TAIL)
  const end = tail.replace(WHERE_FROM, '').trimEnd()
  return GOES_ON.test(end) || READ_ON.test(end) || end !== tail
}

/** Fewer words than this of a post prove nothing. */
const FEWEST_WORDS = 3
const SHARE = 0.5

/**
 * Whether a page is about what a feed said of it. A wall of cookies, or a page that says that the article moved, says other words.
 */
export function isOfPost(
  post: { title: string; text: string },
  page: { title: string; text: string },
): boolean {
  const words = wordsOf(`${post.title}\n${post.text}`)
  if (words.size < FEWEST_WORDS) return true
  const there = wordsOf(`${page.title}\n${page.text}`)
  const shared = [...words].filter((word) => there.has(word)).length
  return shared >= words.size * SHARE
}

/** The longer words of a text: the short ones are the same everywhere. */
function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]{4,}/gu) ?? [],
  )
}
