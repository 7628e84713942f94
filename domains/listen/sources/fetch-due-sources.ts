import { sql } from 'kysely'
import type { Tx } from '#db'
import { addJobs } from '#platform/jobs'
import { ROBOTS_MS } from '../hosts/read-host.ts'
import { fetchSourceJob, readHostJob } from '../listen.jobs.ts'

/** Sources that one round adds; what is left over comes a minute later. */
const ROUND = 5000
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
  // In one order, so that two rounds at once wait for each other rather than in a circle.
  const due = (await listDue(tx, now)).sort((a, b) =>
    a.host === b.host ? a.turn - b.turn : a.host < b.host ? -1 : 1,
  )
  const shared = ({ host }: Due) => ({ queue: `listen-host-${host}`, maxAttempts: 3 })
  const first = due.filter(({ turn }) => turn === 1)
  const unread = first.filter(({ robotsAt }) => !robotsAt || now.getTime() - robotsAt.getTime() > ROBOTS_MS)
  await addJobs(
    tx,
    readHostJob,
    unread.map((one) => ({
      ...{ payload: { sourceId: one.id }, key: `listen-read-${one.host}` },
      ...shared(one),
    })),
  )
  await addJobs(
    tx,
    fetchSourceJob,
    due.map((one) => ({
      ...{ payload: { sourceId: one.id }, key: `listen-fetch-${one.id}`, keepsWaiting: true },
      ...{ runAt: new Date(now.getTime() + (one.turn - 1) * one.delay * 1000) },
      ...shared(one),
    })),
  )
  await leaveAlone(
    tx,
    first.filter(({ delay }) => delay > ROUND_SECONDS),
    now,
  )
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

/** Hosts that want longer pauses than a round lasts. */
async function leaveAlone(tx: Tx, due: readonly Due[], now: Date): Promise<void> {
  if (due.length === 0) return
  await sql`
    update source_site set asked_until = ${now}::timestamptz + left_alone.delay * interval '1 second'
    from unnest(${due.map(({ host }) => host)}::text[], ${due.map(({ delay }) => delay)}::real[]) left_alone (host, delay)
    where source_site.host = left_alone.host`.execute(tx)
}
