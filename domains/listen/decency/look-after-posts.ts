import { sql } from 'kysely'
import type { Tx } from '#db'
import { addJob } from '#platform/jobs'
import { lookAtPostJob } from '../listen.jobs.ts'

/** Posts that one round looks at; what is left over comes a minute later. */
const ROUND = 500
const ROUND_SECONDS = 60
/** Between two requests to a host that asks for nothing else. */
const USUAL_DELAY = 1

/**
 * Adds a job for each post whose turn it is to be looked at where it stands, in the queue of its host, behind the sources that are
 * asked there, and as far apart as the site asks.
 * @returns how many
 */
export async function lookAfterPosts(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ postId: string; host: string; turn: number; delay: number }>`
    select post_id as "postId", host, turn::int, delay from (
      select due.post_id, due.host, due.next_look_at, coalesce(source_site.crawl_delay, ${USUAL_DELAY}::real) as delay,
        row_number() over (partition by due.host order by due.next_look_at, due.post_id) as turn
      from (
        select post_id, host, next_look_at from post_look where next_look_at <= ${now}
        order by next_look_at, post_id limit ${10 * ROUND}
      ) due left join source_site using (host)
      where coalesce(source_site.asked_until, '-infinity') <= ${now}
    ) placed
    where turn <= greatest(1, floor(${ROUND_SECONDS} / delay))
    order by next_look_at, post_id limit ${ROUND}`.execute(tx)
  for (const { postId, host, turn, delay } of rows) {
    const runAt = new Date(now.getTime() + turn * delay * 1000)
    const key = `listen-look-${postId}`
    const options = { key, keepsWaiting: true, queue: `listen-host-${host}`, maxAttempts: 3, runAt }
    await addJob(tx, lookAtPostJob, { postId }, options)
  }
  return rows.length
}
