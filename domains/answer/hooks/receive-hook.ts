import type { Tx } from '#db'
import { newId } from '#platform/db'
import { addJob } from '#platform/jobs'
import { type HookFault, readHook } from './hook-message.ts'
import { understandHooksJob } from './hooks.jobs.ts'

/** A hook whose signature was verified. */
export type IncomingHook = {
  /** The channel, by its name in the settings, and whether answers go back by it. */
  channel: { name: string; takesAnswers: boolean }
  id: string
  raw: Uint8Array
}

export type ReceiveHookOutcome =
  /** Kept: it becomes entries whatever happens next. Or it was kept before, and changes nothing. */
  | { kind: 'received' | 'known' }
  /** Kept too, so that staff see that something came: sent again under the same id, put right, it is taken in place of this one. */
  | { kind: 'held'; faults: HookFault[] }

/** Takes a hook over: stored as it came, before anybody understands it. The same again, even at once, changes nothing. */
export async function receiveHook(
  tx: Tx,
  { channel, id: hookId, raw }: IncomingHook,
  now: Date,
): Promise<ReceiveHookOutcome> {
  const channelId = await openHookChannel(tx, channel, now)
  const read = readHook(raw)
  const [fault] = read.kind === 'wrong' ? read.faults : []
  const kept = {
    ...{ raw: Buffer.from(raw), stored_at: now },
    ...(fault
      ? { state: 'held' as const, reason: `${fault.path} ${fault.problem}`.trim() }
      : { state: 'new' as const, reason: null }),
  }
  const stored = await tx
    .insertInto('received_hook')
    .values({ id: newId(), channel_id: channelId, hook_id: hookId, ...kept })
    .onConflict((conflict) =>
      conflict.columns(['channel_id', 'hook_id']).doUpdateSet(kept).where('received_hook.state', '=', 'held'),
    )
    .returning('id')
    .executeTakeFirst()
  if (!stored) return { kind: 'known' }
  if (read.kind === 'wrong') return { kind: 'held', faults: read.faults }
  await addJob(tx, understandHooksJob, {}, { key: 'understand-hooks', keepsWaiting: true })
  return { kind: 'received' }
}

async function openHookChannel(
  tx: Tx,
  { name, takesAnswers }: IncomingHook['channel'],
  now: Date,
): Promise<string> {
  const known = await tx
    .selectFrom('channel')
    .select(['id', 'takes_answers'])
    .where('name', '=', name)
    .where('kind', '=', 'hook')
    .executeTakeFirst()
  // Asked first, so that what one channel sends at once does not wait for each other.
  if (known?.takes_answers === takesAnswers) return known.id
  const channel = { id: newId(), name, kind: 'hook' as const, made_at: now, takes_answers: takesAnswers }
  const { id } = await tx
    .insertInto('channel')
    .values(channel)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ takes_answers: takesAnswers }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
