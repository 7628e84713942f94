import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import { createPoster, type Poster } from '#platform/fetch'
import { addJob } from '#platform/jobs'
import { askHubJob } from '../listen.jobs.ts'

const HOUR_MS = 60 * 60 * 1000
/** What we ask for; a hub may choose otherwise. */
const LEASE_SECONDS = 10 * 24 * 60 * 60
/** Renewed when this share of it has passed. */
const RENEWED_AT = 0.8
/** A hub that does not answer, or did not come to ask whether it was us, is asked again after this. */
const AGAIN_MS = 6 * HOUR_MS

/** How a hub is asked, and where it finds us. */
export interface HubWeb {
  readonly poster: Poster
  /** The address of the site, without a slash behind it. */
  readonly site: string
}

/** What hubs are asked with; it says who we are, as what reads sources does. */
export function createHubWeb(site: { url: string; allowPrivateFetch: boolean }): HubWeb {
  const poster = createPoster({
    userAgent: `Weerklank (+${site.url}/nl/where-we-listen)`,
    allowPrivate: site.allowPrivateFetch,
    maxRedirects: 3,
  })
  return { poster, site: site.url }
}

export type AskHubOutcome = { kind: 'asked' } | { kind: 'not-taken' } | { kind: 'nothing-to-ask' }

/**
 * Asks the hub of a source to bring its news, again before what it granted ends, or to stop. Whatever it answers, the source is read by
 * ourselves as before.
 */
export async function askHub(
  db: Db,
  { poster, site }: HubWeb,
  { sourceId, clock }: { sourceId: string; clock: Clock },
): Promise<AskHubOutcome> {
  const now = clock.now()
  const push = await db
    .updateTable('source_push')
    .set({ asked_at: now })
    .where('source_id', '=', sourceId)
    .where('state', '!=', 'denied')
    .returningAll()
    .executeTakeFirst()
  if (!push) return { kind: 'nothing-to-ask' }
  const isEnding = push.state === 'ending'
  const form = new URLSearchParams({
    'hub.mode': isEnding ? 'unsubscribe' : 'subscribe',
    'hub.topic': push.topic,
    'hub.callback': `${site}/websub/${push.key}`,
    ...(isEnding ? {} : { 'hub.secret': push.secret, 'hub.lease_seconds': `${LEASE_SECONDS}` }),
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await poster({ url: push.hub, headers, body: form.toString() })
  if (!isEnding)
    await db.transaction().execute((tx) => askLater(tx, sourceId, new Date(now.getTime() + AGAIN_MS)))
  return { kind: answer.kind === 'fetched' ? 'asked' : 'not-taken' }
}

/** The next time that a hub is asked; a later thought takes the place of an earlier one. */
export async function askLater(tx: Tx, sourceId: string, runAt: Date): Promise<void> {
  await addJob(tx, askHubJob, { sourceId }, { key: `listen-hub-${sourceId}`, runAt })
}

/** When to ask again for what was granted until then. */
export function renewalOf(now: Date, leaseSeconds: number): Date {
  return new Date(now.getTime() + leaseSeconds * 1000 * RENEWED_AT)
}
