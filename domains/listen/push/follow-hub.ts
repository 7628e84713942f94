import { randomBytes } from 'node:crypto'
import type { Tx } from '#db'
import { addJob } from '#platform/jobs'
import { hubInHeader } from '../feeds/hub.ts'
import type { ParsedFeed } from '../feeds/parsed-feed.ts'
import { askHubJob } from '../listen.jobs.ts'

/**
 * Follows the hub that a file names, in its header before in its text. A hub that is followed already is left as it is; a file that
 * names none ends nothing, since what a hub brings need not name it.
 */
export async function followHub(
  tx: Tx,
  sourceId: string,
  { raw, feed }: { raw: { url: string; link: string | null }; feed: Pick<ParsedFeed, 'hub'> },
): Promise<void> {
  const found = hubInHeader(raw.link, raw.url) ?? feed.hub
  if (!found) return
  const [key, secret] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const afresh = { ...found, key, secret, state: 'asked' as const, asked_at: null, lease_until: null }
  const followed = await tx
    .insertInto('source_push')
    .values({ source_id: sourceId, ...afresh })
    .onConflict((conflict) =>
      conflict
        .column('source_id')
        .doUpdateSet(afresh)
        .where(({ or, eb }) =>
          or([
            eb('source_push.hub', '!=', found.hub),
            eb('source_push.topic', '!=', found.topic),
            eb('source_push.state', '=', 'ending'),
          ]),
        ),
    )
    .returning('source_id')
    .executeTakeFirst()
  if (followed) await addJob(tx, askHubJob, { sourceId }, { key: `listen-hub-${sourceId}` })
}

/** Follows the hub of a source no longer: what it brings is taken by nobody from now on, and it is asked to stop. */
export async function leaveHub(tx: Tx, sourceId: string): Promise<void> {
  const left = await tx
    .updateTable('source_push')
    .set({ state: 'ending' })
    .where('source_id', '=', sourceId)
    .returning('source_id')
    .executeTakeFirst()
  if (left) await addJob(tx, askHubJob, { sourceId }, { key: `listen-hub-${sourceId}` })
}
