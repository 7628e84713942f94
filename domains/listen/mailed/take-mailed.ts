import { sql } from 'kysely'
import type { Tx } from '#db'
import { addJob } from '#platform/jobs'
import { understandMailedJob } from '../listen.jobs.ts'
import { insertRaw } from '../sources/source.store.ts'
import { mailKeyOf } from './mailed-address.ts'

/** A newsletter brings one a day, a busy list a hundred: whoever sends more floods us, and what is over is dropped. */
const MOST_A_DAY = 500
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Takes in mail that is for sources, in the transaction of whoever brings it; what it says is understood by a job. Mail for a source that is
 * stopped is taken and dropped: it is nobody's question.
 * @returns  the recipients that are none of ours
 */
export async function takeMailed(
  tx: Tx,
  { raw, to, now }: { raw: Buffer; to: readonly string[]; now: Date },
): Promise<string[]> {
  const keys = to.flatMap((recipient) => mailKeyOf(recipient) ?? [])
  if (keys.length === 0) return [...to]
  const sources = await tx
    .selectFrom('source_mail')
    .innerJoin('source', 'source.id', 'source_mail.source_id')
    .select(['source.id', 'key', 'stopped_at'])
    .where('key', 'in', keys)
    .orderBy('source.id')
    .execute()
  for (const { id, stopped_at } of sources)
    if (stopped_at === null && (await countToday(tx, id, now)) < MOST_A_DAY) await store(tx, id, raw, now)
  const known = new Set(sources.map(({ key }) => key))
  return to.filter((recipient) => !known.has(mailKeyOf(recipient) ?? ''))
}

async function countToday(tx: Tx, sourceId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from source_raw
    where source_id = ${sourceId}::uuid and fetched_at > ${new Date(now.getTime() - DAY_MS)}`.execute(tx)
  return rows[0]?.n ?? 0
}

async function store(tx: Tx, sourceId: string, raw: Buffer, now: Date): Promise<void> {
  const file = { url: '', contentType: 'message/rfc822', link: undefined, body: raw, fetchedAt: now }
  const rawId = await insertRaw(tx, sourceId, file)
  await addJob(tx, understandMailedJob, { rawId }, { key: `listen-mailed-${rawId}` })
}
