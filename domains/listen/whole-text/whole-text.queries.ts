import { sql } from 'kysely'
import type { Db } from '#db'

/** How the reading of pages goes, of the posts of the last thirty days. */
export interface WholeTextState {
  /** Posts whose text is that of their page. */
  readonly read: number
  readonly waiting: number
  /** Why pages gave nothing, the most frequent first. */
  readonly unread: readonly { readonly problem: string; readonly n: number }[]
}

const RECENT_MS = 30 * 24 * 60 * 60 * 1000

/** How the reading of the pages of a source goes. */
export async function findWholeText(db: Db, sourceId: string, now: Date): Promise<WholeTextState> {
  const from = new Date(now.getTime() - RECENT_MS)
  const read = await db
    .selectFrom('post')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('source_id', '=', sourceId)
    .where('published_at', '>=', from)
    .where('is_whole', '=', true)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ problem: string | null; isWaiting: boolean; n: number }>`
    select problem, next_try_at is not null as "isWaiting", count(*)::int as n from post_page
    where source_id = ${sourceId}::uuid and (next_try_at is not null or tried_at >= ${from})
    group by 1, 2 order by n desc, 1`.execute(db)
  return {
    read: read.n,
    waiting: rows.filter((row) => row.isWaiting).reduce((sum, { n }) => sum + n, 0),
    unread: rows.flatMap(({ problem, isWaiting, n }) =>
      problem === null || isWaiting ? [] : [{ problem, n }],
    ),
  }
}
