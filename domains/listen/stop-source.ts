import type { Tx } from '#db'

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
  return stopped ? { kind: 'stopped' } : { kind: 'not-found' }
}
