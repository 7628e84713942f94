import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { addJob, defineJob } from '#platform/jobs'
import { defineRetention } from '#platform/retention'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import type { MailScan } from './mail-scan.ts'

/** Has mail looked at that waits for the virus scanner; may be repeated. */
export const scanMailJob = defineJob('scan-mail', z.looseObject({}))

/** Has the scanner look at these mails, as soon as it can; until then nothing of them is handed out. */
export async function askToScan(tx: Tx, rawIds: readonly string[]): Promise<void> {
  if (rawIds.length === 0) return
  await tx
    .insertInto('mail_scan')
    .values(rawIds.map((raw_id) => ({ raw_id, state: 'waiting' })))
    .onConflict((conflict) =>
      conflict.column('raw_id').doUpdateSet({ state: 'waiting', tried_at: null, is_away: false }),
    )
    .execute()
  await addJob(tx, scanMailJob, {}, { key: scanMailJob.name, queue: scanMailJob.name })
}

/** The same once more, of a mail that was looked at, for who may read it: the scanner may know better by now, or take what is larger. */
export async function scanMailAgain(
  tx: Tx,
  rawId: string,
  reader: Reader,
): Promise<{ kind: 'asked'; conversationId: string | null } | { kind: 'not-scanned' }> {
  const known = await tx
    .selectFrom('mail_scan')
    .innerJoin('received_raw as raw', 'raw.id', 'mail_scan.raw_id')
    .leftJoin('conversation', 'conversation.id', 'raw.conversation_id')
    .select('raw.conversation_id as conversationId')
    .where('raw_id', '=', rawId)
    .where('mail_scan.state', '=', 'done')
    .where(mayRead(reader, 'conversation.subject_id'))
    .executeTakeFirst()
  if (!known) return { kind: 'not-scanned' }
  await askToScan(tx, [rawId])
  return { kind: 'asked', ...known }
}

const foundSchema = z.record(z.string(), z.string())

/** What was said of some mails; those that nobody had looked at are not among them. */
export async function findMailScans(db: Db, rawIds: readonly string[]): Promise<Map<string, MailScan>> {
  if (rawIds.length === 0) return new Map()
  const rows = await db.selectFrom('mail_scan').selectAll().where('raw_id', 'in', rawIds).execute()
  return new Map(
    rows.map(({ raw_id, state, is_away: isAway, clean, found }): [string, MailScan] => [
      raw_id,
      state === 'waiting'
        ? { state: 'waiting', isAway }
        : { state: 'done', clean, found: foundSchema.parse(found) },
    ]),
  )
}

/** The same of one. */
export async function findMailScan(db: Db, rawId: string): Promise<MailScan | undefined> {
  return (await findMailScans(db, [rawId])).get(rawId)
}

/** How many mails wait for the scanner, and of how many of them it was away when they were tried. */
export async function examineMailScans(db: Db): Promise<{ waiting: number; away: number }> {
  const { rows } = await sql<{ waiting: number; away: number }>`
    select count(*)::integer as waiting, (count(*) filter (where is_away))::integer as away
    from mail_scan where state = 'waiting'`.execute(db)
  return rows[0] ?? { waiting: 0, away: 0 }
}

/** What had nothing to find, by what is in it and nothing else. */
export const scannedContent = defineRetention<Buffer>({
  kind: 'scanned-content',
  what: 'that the virus scanner found nothing in certain bytes, by their SHA-256',
  keptFor: { days: 7 },
  from: 'the scanner looked at them',
  ground:
    'What comes along with many mails is looked at once; a scanner learns, and looks again after a week.',
  table: 'scanned_content',
  key: 'sha256',
  isDue: ({ olderThan }) => sql<boolean>`scanned_at < ${olderThan}`,
})
