import { sql } from 'kysely'
import type { Tx } from '#db'
import type { FeedItem } from '../feeds/parsed-feed.ts'

/** Pages that one file of a source asks for; of an archive of a thousand, the newest. */
const MOST_OF_A_FILE = 50

/** A post of which the page says more than its feed. */
export interface CutPost {
  readonly postId: string
  readonly item: Pick<FeedItem, 'url' | 'html' | 'text'>
  readonly publishedAt: Date
  /** Whether the text of its page before an edit stands in its place, until the page is read again. */
  readonly keepsPage: boolean
}

/** Lets the pages of posts be read; one that was read before is read again. */
export async function askForPages(
  tx: Tx,
  { sourceId, cut, now }: { sourceId: string; cut: readonly CutPost[]; now: Date },
): Promise<void> {
  // A file may hold a post twice: the last counts, as for its words.
  const last = [...new Map(cut.map((post) => [post.postId, post])).values()]
  const newestFirst = last.toSorted((a, b) => +b.publishedAt - +a.publishedAt)
  const asked = newestFirst.filter(({ keepsPage }, at) => keepsPage || at < MOST_OF_A_FILE)
  const rows = asked.flatMap(({ postId, item, keepsPage }) => {
    const url = URL.parse(item.url ?? '')
    if (!url) return []
    const said = keepsPage ? { html: item.html, body: item.text } : { html: null, body: null }
    const again = { next_try_at: now, tries: 0, problem: null, tried_at: null }
    return [{ post_id: postId, source_id: sourceId, host: url.host, ...again, ...said }]
  })
  if (rows.length === 0) return
  await tx
    .insertInto('post_page')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('post_id').doUpdateSet(({ ref }) => ({
        host: ref('excluded.host'),
        next_try_at: ref('excluded.next_try_at'),
        tries: 0,
        problem: null,
        tried_at: null,
        html: ref('excluded.html'),
        body: ref('excluded.body'),
      })),
    )
    .execute()
}

/** A host that asks to be left alone is left alone by all that is read there. */
export async function leaveHostAlone(tx: Tx, host: string, until: Date): Promise<void> {
  await tx
    .updateTable('source_site')
    .set({ asked_until: sql<Date>`greatest(asked_until, ${until}::timestamptz)` })
    .where('host', '=', host)
    .execute()
}
