import { z } from 'zod'
import type { Db } from '#db'
import { newId } from '#platform/db'
import { defineJob } from '#platform/jobs'
import { forgetParticipants } from '../participants/forget-participants.ts'

/** How long after its end the participants of a dialogue can still be recognised by their browser, in days. */
export const KEY_KEPT_DAYS = 90

const DAY_MS = 24 * 60 * 60 * 1000

/** Destroys the keys of dialogues that ended long ago: clockwork, once a day. */
export const destroyOldKeysJob = defineJob('destroy-old-keys', z.looseObject({}))

/**
 * Destroys the keys of dialogues that have been closed as long as a key may be kept, or whose dossier was closed or last
 * day was as long ago, and writes down how many. Votes, counts and claim codes stay; nobody can be recognised as the one
 * who voted.
 */
export async function destroyOldKeys(db: Db, now: Date): Promise<number> {
  const olderThan = new Date(now.getTime() - KEY_KEPT_DAYS * DAY_MS)
  return db.transaction().execute(async (tx) => {
    const ended = await tx
      .selectFrom('dialogue')
      .innerJoin('entrance', 'entrance.id', 'dialogue.id')
      .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
      .select('dialogue.id')
      .where((eb) =>
        eb.or([
          eb.and([eb('dialogue.state', '=', 'closed'), eb('dialogue.closed_at', '<', olderThan)]),
          // Nobody closed it; even so, its dossier was closed, or its last day was, as long ago.
          eb('dossier.closed_at', '<', olderThan),
          eb.and([
            eb('dialogue.state', '=', 'open'),
            eb('closes_on', '<', olderThan.toISOString().slice(0, 10)),
          ]),
        ]),
      )
      .where('entrance.key', 'is not', null)
      .forNoKeyUpdate(['dialogue', 'entrance'])
      .execute()
    const ids = ended.map(({ id }) => id)
    await forgetParticipants(tx, ids, now)
    const removed = ended.length
    const run = { kind: 'dialogue-key', older_than: olderThan, removed, ran_at: now }
    await tx
      .insertInto('retention_run')
      .values({ id: newId(), ...run })
      .execute()
    return removed
  })
}
