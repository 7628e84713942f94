import type { Tx } from '#db'
import { recordEvent } from '#platform/events'
import { sourceStopped } from '../listen.events.ts'
import { leaveHub } from '../push/follow-hub.ts'

export type StopSourceOutcome = { kind: 'stopped' } | { kind: 'not-found' }

/** Stops listening to a source. Its posts stay until their time is up. */
export async function stopSource(tx: Tx, sourceId: string, now: Date): Promise<StopSourceOutcome> {
  const stopped = await tx
    .updateTable('source')
    .set({ stopped_at: now })
    .where('id', '=', sourceId)
    .where('stopped_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!stopped) return { kind: 'not-found' }
  await leaveHub(tx, stopped.id)
  await recordEvent(tx, { type: sourceStopped, subject: stopped, dossierId: null, at: now })
  return { kind: 'stopped' }
}
