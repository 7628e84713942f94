import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import type { Db } from '#db'
import { sendReply } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { foundTown, hire } from '#stories'
import type { ImapServer } from '../../testing/imap-server.ts'
import { findFreePort } from '../../testing/ports.ts'
import { startMoodyMailServer } from './mail-server.ts'
import { Service } from './service.ts'

export type MailKillsOptions = {
  db: Db
  databaseUrl: string
  kills: number
  draw: () => number
  /** Where mail is in a mailbox too; without one it comes by LMTP alone. */
  imap?: ImapServer | undefined
}

/** What was told to those who sent mail, held against what is there. */
export type MailKillsReport = {
  kills: number
  /** Mails that we said were ours, and mails that were put in a mailbox. */
  delivered: number
  inMailbox: number
  stored: number
  lost: string[]
  doubled: string[]
  /** Replies that staff were told were sent, and mails of ours that arrived, in all and again under one Message-ID. */
  replied: number
  arrived: number
  repeated: number
  answeredTwice: string[]
  /** Mails of ours that never arrived. */
  unsent: string[]
  /** Who got no receipt: its limit of five a day counts those that a kill undid. */
  withoutReceipt: number
  stuck: string[]
}

const SECRET = 'pT7vXq2LmR9sKd4WzBf8HcJ1nGy6UoEa'
const site = { url: 'https://praat.example', secret: SECRET, timeZone: 'Europe/Amsterdam' }
const DELIVERED_TO = 'info@voorbeeld.example'
const READ_FROM = 'balie@voorbeeld.example'
/** After a worker is there again. */
const LONGEST_LIFE_MS = 3000
const WORKERS = 2
const MAIL_SERVERS = 3
/** Of the kills, so many fall while a worker may still be starting. */
const WHILE_STARTING = 0.2
/** What gets no further for so long is stuck: what a killed worker held is free after half a minute. */
const STUCK_AFTER_MS = 90_000
const BETWEEN_MAILS_MS = 150

/** Kills one of two workers so many times while mail comes in by all ways and staff answer it. */
export async function killWhileMailFlows(options: MailKillsOptions): Promise<MailKillsReport> {
  const { db, databaseUrl, kills, draw, imap } = options
  await foundTown(db)
  const [smtp, lmtpPort] = [await startMoodyMailServer(), await findFreePort()]
  const environment = {
    DATABASE_URL: databaseUrl,
    WEERKLANK_SECRET: SECRET,
    WEERKLANK_LOG_LEVEL: 'silent',
    SMTP_URL: smtp.url,
    LMTP_LISTEN: `127.0.0.1:${lmtpPort}`,
    LMTP_ADDRESSES: DELIVERED_TO,
    ...(imap ? { IMAP_URLS: `${READ_FROM}=${imap.url('balie')}` } : {}),
  }
  const workers = Array.from(
    { length: WORKERS },
    (_, at) => new Service({ name: `worker ${at + 1}`, command: 'worker', environment }),
  )
  const over = new AbortController()
  const flow = { db, signal: over.signal, acknowledged: [], replied: [] } satisfies Flow
  const delivering = Promise.all(Array.from({ length: MAIL_SERVERS }, () => deliverOn(flow, lmtpPort)))
  const flowing = [imap ? appendOn(flow, imap) : 0, answerOn(flow)]
  await killOften(workers, kills, draw)
  over.abort()
  const [delivered, [inMailbox = 0]] = await Promise.all([delivering, Promise.all(flowing)])
  const isSettled = await settle(flow)
  await Promise.all(workers.map((worker) => worker.stop()))
  smtp.stop()
  return {
    ...{ kills, delivered: delivered.reduce((sum, many) => sum + many, 0), inMailbox },
    ...(await judge(db, flow, smtp.taken)),
    stuck: [...workers.flatMap(({ failures }) => failures), ...(isSettled ? [] : ['mail still waits'])],
  }
}

/** Kills one of some workers so many times, at moments that chance draws, each after it was started again. */
export async function killOften(
  workers: readonly Service[],
  kills: number,
  draw: () => number,
): Promise<void> {
  const killedAt = new Map<Service, number>()
  for (let kill = 0; kill < kills; kill++) {
    const worker = workers[Math.floor(draw() * workers.length)]
    if (!worker) throw new Error('no worker')
    while (worker.starts <= (killedAt.get(worker) ?? 0)) await sleep(10)
    const isEarly = draw() < WHILE_STARTING
    while (!worker.isReady && !isEarly) {
      if (worker.failures.length > 0) throw new Error(worker.failures.join('\n'))
      await sleep(10)
    }
    await sleep(LONGEST_LIFE_MS * draw())
    killedAt.set(worker, worker.starts)
    worker.kill('SIGKILL')
  }
}

type Flow = { db: Db; signal: AbortSignal; acknowledged: string[]; replied: string[] }

let written = 0

/** A mail of somebody who writes once, so that all that reaches them is about it. */
function writeNext(way: string): { name: string; raw: string } {
  const name = `${way}-${++written}`
  const lines = [
    `Message-ID: <${name}@elders.example>`,
    `From: ${name}@elders.example`,
    `Date: ${new Date().toUTCString()}`,
    `Subject: Tegel ${name}`,
  ]
  return { name, raw: `${lines.join('\r\n')}\r\n\r\nDe tegel van ${name} ligt los.\r\n` }
}

/** Delivers as a mail server does: what was not taken is offered again, until it is. */
async function deliverOn({ signal, acknowledged }: Flow, port: number): Promise<number> {
  let many = 0
  while (!signal.aborted) {
    const { name, raw } = writeNext('lmtp')
    const envelope = { from: `${name}@elders.example`, to: [DELIVERED_TO] }
    while (!(await offer(port, envelope, raw))) await sleep(50)
    acknowledged.push(name)
    many++
    await sleep(BETWEEN_MAILS_MS)
  }
  return many
}

async function offer(port: number, envelope: { from: string; to: string[] }, raw: string): Promise<boolean> {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })
  try {
    const { accepted } = await transport.sendMail({ envelope, raw })
    return accepted.length > 0
  } catch {
    return false
  } finally {
    transport.close()
  }
}

async function appendOn({ signal, acknowledged }: Flow, imap: ImapServer): Promise<number> {
  let many = 0
  while (!signal.aborted) {
    const { name, raw } = writeNext('imap')
    await imap.append('balie', raw)
    acknowledged.push(name)
    many++
    await sleep(BETWEEN_MAILS_MS)
  }
  return many
}

/** Answers what comes in, each conversation once. */
async function answerOn({ db, signal, replied }: Flow): Promise<number> {
  const { by } = await hire(db, {
    ...{ name: 'Ann', email: 'ann@voorbeeld.example', role: 'responder', unit: 'Klantcontact' },
  })
  while (!signal.aborted) {
    const open = await db
      .selectFrom('conversation')
      .innerJoin('mail_message as mail', 'mail.conversation_id', 'conversation.id')
      .select(['conversation.id', 'last_seq', 'mail.message_id'])
      .where('status', '=', 'open')
      .limit(5)
      .execute()
    for (const { id, last_seq, message_id } of open) {
      const now = new Date()
      const turn = {
        conversationId: id,
        by,
        seen: last_seq,
        now,
        today: now.toISOString().slice(0, 10),
        timeZone: 'UTC',
      }
      const reply = { body: 'Wij komen langs.', answersInput: false }
      const letterhead = letterheadOf({ name: 'Gemeente Voorbeeld' }, site)
      const { kind } = await db.transaction().execute((tx) => sendReply(tx, turn, reply, letterhead))
      if (kind === 'sent') replied.push(nameOf(message_id))
    }
    await sleep(30)
  }
  return replied.length
}

const nameOf = (messageId: string | null) => messageId?.replace(/@.*/, '') ?? ''

/** Waits until all is stored and understood, and all that is to leave has left; or until none of it gets any further. */
async function settle({ db, acknowledged }: Flow): Promise<boolean> {
  let [left, since] = [Number.POSITIVE_INFINITY, performance.now()]
  while (performance.now() - since < STUCK_AFTER_MS) {
    const { rows } = await sql<{ many: number }>`
      select ${acknowledged.length}::bigint - (select count(*) from received_raw where state <> 'new')
        + (select count(*) from outgoing_mail where state = 'waiting') as many`.execute(db)
    const now = rows[0]?.many ?? 0
    if (now < left) [left, since] = [now, performance.now()]
    if (now <= 0) return true
    await sleep(200)
  }
  return false
}

/** Holds what was told against what is there. */
async function judge(db: Db, { acknowledged, replied }: Flow, taken: ReadonlyMap<string, string[]>) {
  const rows = await db.selectFrom('mail_message').select('message_id').execute()
  const byName = Map.groupBy(rows, ({ message_id }) => nameOf(message_id))
  const raws = await db.selectFrom('received_raw').select('raw').execute()
  const isStored = new Set(raws.map(({ raw }) => /Message-ID: <([^@]+)/.exec(String(raw))?.[1]))
  const stored = raws.length
  const outbox = await db.selectFrom('outgoing_mail').select('message_id').execute()
  const receipts = await db
    .selectFrom('conversation_entry')
    .select('seq')
    .where('kind', '=', 'receipt')
    .execute()
  const idsTo = new Map([...taken].map(([address, ids]) => [nameOf(address), new Set(ids)]))
  const everTaken = new Set([...taken.values()].flat())
  const isReplied = new Set(replied)
  const arrived = [...taken.values()].flat().length
  return {
    ...{ stored, replied: replied.length, arrived, withoutReceipt: stored - receipts.length },
    lost: acknowledged.filter((name) => !isStored.has(name)),
    doubled: [
      ...acknowledged.filter((name) => (byName.get(name)?.length ?? 0) > 1),
      ...(stored > acknowledged.length ? [`${stored} stored for ${acknowledged.length} sent`] : []),
    ],
    repeated: arrived - everTaken.size,
    // A receipt and a reply, and no more.
    answeredTwice: acknowledged.filter(
      (name) => (idsTo.get(name)?.size ?? 0) > (isReplied.has(name) ? 2 : 1),
    ),
    unsent: outbox.flatMap(({ message_id: id }) => (everTaken.has(id) ? [] : [id])),
  }
}
