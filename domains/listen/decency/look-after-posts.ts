import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#db'
import { addJob } from '#platform/jobs'
import { lookAtPostJob, readWholeTextJob } from '../listen.jobs.ts'

/** Posts that one round looks at; what is left over comes a minute later. */
const ROUND = 500
const ROUND_SECONDS = 60
/** Between two requests to a host that asks for nothing else. */
const USUAL_DELAY = 1

/**
 * Adds a job for each post whose turn it is to be looked at where it stands, or whose page is to be read for its whole text: in the queue of
 * its host, behind the sources that are asked there, and as far apart as the site asks.
 * @returns how many
 */
export async function lookAfterPosts(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ postId: string; host: string; turn: number; delay: number; isRead: boolean }>`
    select post_id as "postId", host, turn::int, delay, is_read as "isRead" from (
      select due.*, coalesce(source_site.crawl_delay, ${USUAL_DELAY}::real) as delay,
        row_number() over (partition by due.host order by due.due_at, due.post_id) as turn
      from (${selectDue(now)}) due left join source_site using (host)
      where coalesce(source_site.asked_until, '-infinity') <= ${now}
    ) placed
    where turn <= greatest(1, floor(${ROUND_SECONDS} / delay))
    order by due_at, post_id limit ${ROUND}`.execute(tx)
  for (const { postId, host, turn, delay, isRead } of rows) {
    const runAt = new Date(now.getTime() + turn * delay * 1000)
    const job = isRead ? readWholeTextJob : lookAtPostJob
    const key = isRead ? `listen-whole-text-${postId}` : `listen-look-${postId}`
    await addJob(
      tx,
      job,
      { postId },
      { key, keepsWaiting: true, queue: `listen-host-${host}`, maxAttempts: 3, runAt },
    )
  }
  return rows.length
}

/** Of each kind the oldest: more than a round takes, since many may be of one host. */
export function selectDue(now: Date): RawBuilder<unknown> {
  return sql`
    (select post_id, host, next_look_at as due_at, false as is_read from post_look where next_look_at <= ${now}
    order by next_look_at, post_id limit ${10 * ROUND})
    union all
    (select post_id, host, next_try_at, true from post_page where next_try_at <= ${now}
    order by next_try_at, post_id limit ${10 * ROUND})`
}
