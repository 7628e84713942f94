import { setImmediate as nextTurn } from 'node:timers/promises'
import { dutchRoot, wordsOf } from '#cores/text'
import { QUERY_LIMITS } from '#cores/watch'
import { countSlips } from '#platform/text'
import type { WrittenPost } from '../posts/written-post.ts'

/** Words that were seen in posts and are akin to one that is asked for, with in how many posts; the most common first. */
export type Relatives = {
  word: string
  /** Longer words of which it is a part, which it does not find by itself. */
  longer: SeenWord[]
  /** One slip away from it. */
  alike: SeenWord[]
}

export type SeenWord = { word: string; posts: number }

const MOST_POSTS = 1000
const MOST_WORDS = 10
const MOST_RELATIVES = 6
/** A shorter word is one slip away from half the language. */
const SHORTEST_ALIKE = 5
const AT_ONCE = 100

/** Looks through some posts for words that are akin to those of a query. */
export async function listRelatives(
  asked: readonly string[],
  posts: readonly Pick<WrittenPost, 'title' | 'body'>[],
): Promise<Relatives[]> {
  const words = asked.filter((word) => word.length >= QUERY_LIMITS.openLetters).slice(0, MOST_WORDS)
  if (words.length === 0) return []
  const seen = await countWords(posts.slice(0, MOST_POSTS))
  const roots = new Set(asked.map(dutchRoot))
  const others = [...seen].filter(([word]) => !roots.has(dutchRoot(word)))
  return words
    .map((word) => ({
      word,
      longer: mostCommon(others.filter(([other]) => other.length > word.length && other.includes(word))),
      alike: word.length < SHORTEST_ALIKE ? [] : mostCommon(others.filter(([other]) => isAlike(word, other))),
    }))
    .filter(({ longer, alike }) => longer.length + alike.length > 0)
}

function isAlike(word: string, other: string): boolean {
  if (Math.abs(word.length - other.length) > 1 || other.includes(word)) return false
  return countSlips(word, other) === 1
}

async function countWords(
  posts: readonly Pick<WrittenPost, 'title' | 'body'>[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [at, { title, body }] of posts.entries()) {
    if (at % AT_ONCE === 0) await nextTurn()
    for (const word of new Set(wordsOf(`${title}\n${body}`).map(({ folded }) => folded)))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

function mostCommon(words: readonly [string, number][]): SeenWord[] {
  return words
    .map(([word, posts]) => ({ word, posts }))
    .sort((a, b) => b.posts - a.posts || a.word.localeCompare(b.word))
    .slice(0, MOST_RELATIVES)
}
