import { sql } from 'kysely'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import { addJob } from '#platform/jobs'
import { fingerprintMail } from '#platform/received-mail'
import { understandMailJob } from './channels.jobs.ts'

/** A mail as it came. */
export type IncomingMail = {
  raw: Uint8Array
  /** Who sent it and to whom it was delivered, where the server said so. */
  envelope?: { from: string; to: readonly string[] }
  /** When it reached the server, where that is known. */
  arrivedAt?: Date
}

/** The ids of what is new to the channel; the others it had already. */
export type StoredMail = { ids: string[]; duplicates: number }

/**
 * Takes mail over: stored as it came, in the transaction that moves whatever cursor it came by. Once that is committed,
 * nothing of it can be lost, and the same mail again is known. What it says is understood by a job.
 */
export async function receiveMail(
  tx: Tx,
  { channelId, mails, now }: { channelId: string; mails: readonly IncomingMail[]; now: Date },
): Promise<StoredMail> {
  if (mails.length === 0) return { ids: [], duplicates: 0 }
  // Keys of one moment are in no order of their own; mail is understood in the order in which it is given here.
  const ids = mails.map(newId).sort()
  const rows = mails.map(({ raw, envelope, arrivedAt }, at) => ({
    id: ids[at] ?? newId(),
    channel_id: channelId,
    fingerprint: Buffer.from(fingerprintMail(raw), 'hex'),
    raw: Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength),
    envelope_from: envelope?.from ?? null,
    envelope_to: [...(envelope?.to ?? [])],
    arrived_at: arrivedAt ?? null,
    stored_at: now,
  }))
  // In one order, so that two who bring the same mail wait for each other and never in a circle.
  const inOrder = rows.toSorted((a, b) => Buffer.compare(a.fingerprint, b.fingerprint))
  const stored = await tx
    .insertInto('received_raw')
    .values(inOrder)
    .onConflict((conflict) => conflict.columns(['channel_id', 'fingerprint']).doNothing())
    .returning('id')
    .execute()
  await rememberRecipients(tx, channelId, rows)
  if (stored.length > 0)
    await addJob(tx, understandMailJob, {}, { key: 'understand-mail', keepsWaiting: true })
  return { ids: stored.map(({ id }) => id), duplicates: rows.length - stored.length }
}

/** A copy to another address of ours is the same mail: that it came there too is kept. */
async function rememberRecipients(
  tx: Tx,
  channelId: string,
  rows: readonly { fingerprint: Buffer; envelope_to: string[] }[],
): Promise<void> {
  for (const { fingerprint, envelope_to: to } of rows.filter(({ envelope_to }) => envelope_to.length > 0))
    await sql`
      update received_raw set envelope_to = array(select distinct unnest(envelope_to || ${to}::text[]) order by 1)
      where channel_id = ${channelId} and fingerprint = ${fingerprint} and not envelope_to @> ${to}::text[]`.execute(
      tx,
    )
}
