import type { Db } from '#db'
import {
  countFates,
  type MailDesk,
  openChannel,
  receiptByHandle,
  receiveMail,
  understandMail,
} from '#domains/answer'
import { systemClock } from '#platform/clock'
import { createLimits } from '#platform/limits'
import { createMailReader } from '#platform/received-mail'
import { listMailFiles, readMailFile } from './mail-files.ts'
import { UnusableFile } from './usable-file.ts'
import { type CommandContext, withDatabase } from './with-database.ts'

/** What came of mail that was taken in. */
export type IngestResult = {
  read: number
  stored: number
  duplicates: number
  placed: number
  held: number
  newConversations: number
  seconds: number
}

/** Mails, and bytes of them, in one transaction. */
const AT_ONCE = 200
const MOST_BYTES = 50_000_000

/** Takes mail from files into a channel, and understands it; what is there already changes nothing. */
export async function ingest(
  paths: readonly string[],
  { channel }: { channel: string },
): Promise<IngestResult> {
  const begun = performance.now()
  const { files, leftOut } = listMailFiles(paths)
  if (leftOut.length > 0)
    console.error(
      `${leftOut.length} files do not begin as mail does, and were left out; name one to take it in: ${leftOut.slice(0, 3).join(', ')}`,
    )
  const totals = await withDatabase((context) => ingestFiles(context, { files, channel }))
  return { ...totals, seconds: Math.round(performance.now() - begun) / 1000 }
}

async function ingestFiles(
  context: CommandContext,
  { files, channel }: { files: readonly string[]; channel: string },
): Promise<Omit<IngestResult, 'seconds'>> {
  const { db, config, secret, databaseUrl } = context
  await context.found()
  await using open = new AsyncDisposableStack()
  const [reader, limits] = [createMailReader(), createLimits(databaseUrl, secret)]
  open.defer(reader.close)
  open.defer(limits.close)
  const desk: MailDesk = {
    ...{ db, reader, site: { ...config, secret }, clock: systemClock },
    mayMail: async (handle) => (await limits.count(receiptByHandle, handle)).kind === 'allowed',
    onFault: (error, rawId) =>
      console.error(`The mail ${rawId} is held, because of a fault of ours: ${error}`),
  }
  const channelId = await findChannel(db, channel)
  const totals = { read: 0, stored: 0, duplicates: 0, placed: 0, held: 0, newConversations: 0 }
  for await (const raws of inBatches(files)) {
    const now = systemClock.now()
    const stored = await db
      .transaction()
      .execute((tx) => receiveMail(tx, { channelId, mails: raws.map((raw) => ({ raw })), now }))
    const fates = await understandAll(desk, stored.ids)
    totals.read += raws.length
    totals.stored += stored.ids.length
    totals.duplicates += stored.duplicates
    totals.placed += fates.placed
    totals.held += fates.held
    totals.newConversations += fates.newConversations
  }
  return totals
}

async function findChannel(db: Db, name: string): Promise<string> {
  try {
    const { id } = await db.transaction().execute((tx) => openChannel(tx, { name, now: systemClock.now() }))
    return id
  } catch (error) {
    if (error instanceof RangeError) throw new UnusableFile(error.message, { cause: error })
    throw error
  }
}

/** A worker beside us may understand some of them. */
async function understandAll(desk: MailDesk, ids: readonly string[]) {
  for (;;) {
    await understandMail(desk)
    const fates = await countFates(desk.db, ids)
    if (fates.placed + fates.held >= ids.length) return fates
  }
}

async function* inBatches(files: readonly string[]): AsyncGenerator<Buffer[]> {
  let [batch, bytes]: [Buffer[], number] = [[], 0]
  for (const file of files)
    for await (const raw of readMailFile(file)) {
      batch.push(raw)
      bytes += raw.byteLength
      if (batch.length < AT_ONCE && bytes < MOST_BYTES) continue
      yield batch
      ;[batch, bytes] = [[], 0]
    }
  if (batch.length > 0) yield batch
}
