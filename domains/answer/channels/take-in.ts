import { createHash } from 'node:crypto'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import type { DeliveredMail, FetchedMail } from '#platform/mailbox'
import { readTrace } from '#platform/received-mail'
import { openChannel } from './channel.ts'
import { type IncomingMail, receiveMail } from './receive-mail.ts'

/** Takes in mail that was fetched from the mailbox of a channel; the same again changes nothing. */
export async function takeFetched(
  tx: Tx,
  { channel, mails, now }: { channel: string; mails: readonly FetchedMail[]; now: Date },
): Promise<void> {
  const { id: channelId } = await openChannel(tx, { name: channel, now })
  const incoming = mails.flatMap((mail): IncomingMail[] =>
    mail.kind === 'fetched' ? [{ raw: mail.raw, ...traced(mail.raw), ...arrival(mail.arrivedAt) }] : [],
  )
  await receiveMail(tx, { channelId, mails: incoming, now })
  for (const mail of mails) if (mail.kind === 'left') await holdLeft(tx, { channelId, mail, now })
}

function arrival(arrivedAt: Date | undefined): Pick<IncomingMail, 'arrivedAt'> {
  return arrivedAt ? { arrivedAt } : {}
}

/** The envelope, as the server wrote it on the mail. */
function traced(raw: Buffer): Pick<IncomingMail, 'envelope'> {
  const { returnPath, deliveredTo } = readTrace(raw)
  return returnPath === null ? {} : { envelope: { from: returnPath, to: deliveredTo } }
}

/** A mail that stays with its server is held, with its header: staff see that it is there, and where to read it. */
async function holdLeft(
  tx: Tx,
  { channelId, mail, now }: { channelId: string; mail: FetchedMail & { kind: 'left' }; now: Date },
): Promise<void> {
  const { uid, bytes, arrivedAt, header, reason } = mail
  const known = `${bytes} ${arrivedAt?.toISOString()} ${header.byteLength > 0 ? '' : uid} `
  await tx
    .insertInto('received_raw')
    .values({
      ...{ id: newId(), channel_id: channelId, raw: header, left_bytes: bytes },
      fingerprint: createHash('sha256').update(known).update(header).digest(),
      ...{ arrived_at: arrivedAt ?? null, stored_at: now, state: 'held', reason: `left-${reason}` },
    })
    .onConflict((conflict) => conflict.columns(['channel_id', 'fingerprint']).doNothing())
    .execute()
}

/** The channel that takes mail for an address: its own, else the one without what stands behind a +. */
export function channelOfRecipient(recipient: string, addresses: readonly string[]): string | undefined {
  const whole = recipient.toLowerCase()
  const without = whole.replace(/^([^+@]+)\+[^@]*@/, '$1@')
  return addresses.find((one) => one === whole) ?? addresses.find((one) => one === without)
}

/**
 * Takes in mail that a mail server delivers, in each channel that it is for. It was said when that server took it, which may
 * be days ago.
 */
export async function takeDelivered(
  tx: Tx,
  { raw, from, to }: DeliveredMail,
  { addresses, now }: { addresses: readonly string[]; now: Date },
): Promise<void> {
  const { takenAt } = readTrace(raw)
  const isPast = takenAt !== null && takenAt <= now
  const byChannel = Map.groupBy(to, (recipient) => channelOfRecipient(recipient, addresses))
  for (const [channel, recipients] of [...byChannel].sort()) {
    if (channel === undefined) continue
    const { id: channelId } = await openChannel(tx, { name: channel, now })
    const mail = { raw, envelope: { from, to: recipients }, ...arrival(isPast ? takenAt : undefined) }
    await receiveMail(tx, { channelId, mails: [mail], now })
  }
}
