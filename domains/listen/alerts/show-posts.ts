import type { Query } from '#cores/watch'
import type { Db } from '#db'
import type { ToldPost } from '#domains/letters'
import { selectWritten } from '../posts/written-post.ts'
import { placesIn } from '../watches/marks-of.ts'
import { plainPassage } from './plain-passage.ts'

/** Of a watch so many posts are shown in a mail, and the others counted. */
export const MOST_SHOWN = 5
const LONGEST_TITLE = 150
const LONGEST_PASSAGE = 200

/** Posts as a mail shows them, in the order of their ids. */
export async function showPosts(
  db: Db,
  postIds: readonly string[],
  query: Query | undefined,
): Promise<ToldPost[]> {
  if (postIds.length === 0) return []
  const posts = await selectWritten(db).where('post.id', 'in', postIds).execute()
  const byId = new Map(posts.map((post) => [post.id, post]))
  return postIds.flatMap((postId) => {
    const post = byId.get(postId)
    if (!post) return []
    const { titleSpans, bodySpans } = query ? placesIn(query, post) : { titleSpans: [], bodySpans: [] }
    return {
      ...{ postId, source: plainPassage(post.source, [], LONGEST_TITLE), url: webAddress(post.url) },
      title: plainPassage(post.title, titleSpans, LONGEST_TITLE),
      passage: plainPassage(post.body, bodySpans, LONGEST_PASSAGE),
    }
  })
}

const LONGEST_ADDRESS = 500

/** An address that a mail can hold and a browser opens. */
function webAddress(url: string | null): string | null {
  const read = url === null ? null : URL.parse(url)
  const isWeb = read?.protocol === 'https:' || read?.protocol === 'http:'
  return read && isWeb && read.href.length <= LONGEST_ADDRESS ? read.href : null
}
