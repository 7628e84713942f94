import { sql } from 'kysely'
import type { Tx } from '#db'
import { addJob } from '#platform/jobs'
import { ROBOTS_MS } from '../hosts/read-host.ts'
import { fetchSourceJob, readHostJob } from '../listen.jobs.ts'

/** Sources that one round adds; what is left over comes a minute later. */
const ROUND = 500
const ROUND_SECONDS = 60

/** Between two requests to a host that asks for nothing else. */
const USUAL_DELAY = 1

type Due = {
  id: string
  host: string
  /** Its place among those of its host, from 1. */
  turn: number
  /** Seconds between two requests to its host. */
  delay: number
  robotsAt: Date | null
}

/**
 * Adds a job for each source whose time has come. Those of one host follow each other as far apart as the site asks, and no more of
 * them are added than fit into a round; a host that wants longer pauses than that is left alone for as long.
 */
export async function fetchDueSources(tx: Tx, now: Date): Promise<number> {
  const due = await listDue(tx, now)
  for (const [host, sources] of Map.groupBy(due, (source) => source.host)) {
    const queue = `listen-host-${host}`
    const [first] = sources
    if (!first) continue
    if (first.robotsAt === null || now.getTime() - first.robotsAt.getTime() > ROBOTS_MS)
      await addJob(
        tx,
        readHostJob,
        { sourceId: first.id },
        { key: `listen-read-${host}`, queue, maxAttempts: 3 },
      )
    for (const { id, turn, delay } of sources) {
      const runAt = new Date(now.getTime() + (turn - 1) * delay * 1000)
      const options = { key: `listen-fetch-${id}`, keepsWaiting: true, queue, maxAttempts: 3, runAt }
      await addJob(tx, fetchSourceJob, { sourceId: id }, options)
    }
    if (first.delay > ROUND_SECONDS) await leaveAlone(tx, host, new Date(now.getTime() + first.delay * 1000))
  }
  return due.length
}

async function listDue(tx: Tx, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, host, turn::int, delay, robots_at as "robotsAt"
    from (
      select source.id, source.host, source.next_fetch_at, source_site.robots_at,
        coalesce(source_site.crawl_delay, ${USUAL_DELAY}::real) as delay,
        row_number() over (partition by source.host order by source.next_fetch_at, source.id) as turn
      from source left join source_site using (host)
      where source.stopped_at is null and source.next_fetch_at <= ${now}
        and coalesce(source_site.asked_until, '-infinity') <= ${now}
    ) as due
    where turn <= greatest(1, floor(${ROUND_SECONDS} / delay))
    order by next_fetch_at, id
    limit ${ROUND}`.execute(tx)
  return rows
}

async function leaveAlone(tx: Tx, host: string, until: Date): Promise<void> {
  await tx.updateTable('source_site').set({ asked_until: until }).where('host', '=', host).execute()
}
