import { inspect } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mailbox, startMailbox, useTestDatabase } from '#testing'
import {
  createSmtpTransport,
  deliverMail,
  discardMail,
  mailRecipients,
  type OutgoingMail,
  queueMail,
  wakeWaitingMail,
} from './index.ts'

const database = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.stop())

const queue = (mail: OutgoingMail) =>
  database()
    .db.transaction()
    .execute((tx) => queueMail(tx, mail, { domain: 'praat.example', now }))

async function deliver(id: string): Promise<void> {
  const transport = createSmtpTransport(mailbox.url, 'Gemeente <praat@voorbeeld.example>')
  await deliverMail(database().db, transport, id, now).finally(() => transport.close())
}

const findMail = (id: string) =>
  database().db.selectFrom('outgoing_mail').selectAll().where('id', '=', id).executeTakeFirst()

test('a queued mail arrives with its headers, once', async () => {
  const stopUrl = 'https://praat.example/stop/1'
  const id = await queue({ to: 'wie@voorbeeld.example', subject: 'Antwoord', text: 'Dag.', stopUrl })
  await deliver(id)
  await deliver(id)
  expect(mailbox.received).toHaveLength(1)
  const [mail] = mailbox.received
  const headers = Object.fromEntries(mail?.headers.map((header) => [header.key, header.value]) ?? [])
  expect(headers).toMatchObject({
    'list-unsubscribe': `<${stopUrl}>`,
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
  })
  expect(mail?.envelopeFrom).toBe('praat@voorbeeld.example')
  const kept = { state: 'sent', sent_at: now, attempts: 1, body_text: '', headers: {} }
  expect(await findMail(id)).toMatchObject(kept)
  expect(JSON.stringify(await findMail(id))).not.toContain('/stop/1')
})

test('a server that says "later" is tried again, and one that says "never" is not', async () => {
  const id = await queue({ to: 'later@voorbeeld.example', subject: 'Antwoord', text: 'Dag.' })
  mailbox.refuseWith(451)
  await expect(deliver(id)).rejects.toThrow()
  expect(await findMail(id)).toMatchObject({ state: 'waiting', attempts: 1 })
  mailbox.refuseWith(550)
  await deliver(id)
  mailbox.refuseWith(undefined)
  expect(await findMail(id)).toMatchObject({ state: 'refused', attempts: 2 })
})

/** A database that writes nothing of the outbox, such as one with a full disk, until it is told to. */
async function refuseToWrite(what: string): Promise<() => Promise<unknown>> {
  const { db } = database()
  await sql
    .raw(`create function refuse_to_write() returns trigger language plpgsql as
    $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$`)
    .execute(db)
  await sql
    .raw(`create trigger refuse_to_write before update on outgoing_mail for each row
    when (${what}) execute function refuse_to_write()`)
    .execute(db)
  return () => sql.raw('drop function refuse_to_write cascade').execute(db)
}

test('while the database writes nothing, no mail leaves that would leave again', async () => {
  const before = mailbox.received.length
  const id = await queue({ to: 'vol@voorbeeld.example', subject: 'Antwoord', text: 'Dag.' })
  const writeAgain = await refuseToWrite('true')
  for (let times = 0; times < 3; times++) await expect(deliver(id)).rejects.toThrow()
  expect(mailbox.received).toHaveLength(before)
  await writeAgain()
  await deliver(id)
  expect(mailbox.received).toHaveLength(before + 1)
})

test('a mail that a server took is noted as sent as soon as the database writes again, and leaves once', async () => {
  const before = mailbox.received.length
  const id = await queue({ to: 'net@voorbeeld.example', subject: 'Antwoord', text: 'Dag.' })
  const writeAgain = await refuseToWrite("new.state = 'sent'")
  const delivered = deliver(id)
  await expect.poll(() => mailbox.received.length).toBe(before + 1)
  await writeAgain()
  await delivered
  await deliver(id)
  expect(mailbox.received).toHaveLength(before + 1)
  expect(await findMail(id)).toMatchObject({ state: 'sent' })
})

test('a discarded mail leaves nothing, and is not sent', async () => {
  const before = mailbox.received.length
  const id = await queue({ to: 'weg@voorbeeld.example', subject: 'Antwoord', text: 'Dag.' })
  await database()
    .db.transaction()
    .execute((tx) => discardMail(tx, [id]))
  await deliver(id)
  expect(mailbox.received).toHaveLength(before)
  expect(await findMail(id)).toBeUndefined()
})

test('what a job says of a mail that failed names nobody', async () => {
  const id = await queue({ to: 'geheim@voorbeeld.example', subject: 'Antwoord', text: 'Dag.' })
  mailbox.refuseWith(451)
  const error: unknown = await deliver(id).catch((thrown: unknown) => thrown)
  mailbox.refuseWith(undefined)
  expect((await findMail(id))?.last_error).toContain('451')
  expect(String(error)).toContain(id)
  expect(inspect(error, { depth: null })).not.toMatch(/geheim|voorbeeld/)
})

test('mail that waits gets a new job only when it has none left', async () => {
  const { db } = database()
  const id = await queue({ to: 'wacht@voorbeeld.example', subject: 'Antwoord', text: 'Dag.' })
  const later = '2030-01-01T00:00:00Z'
  const jobOf = async () =>
    (
      await sql<{ attempts: number; run_at: Date }>`
        select attempts, run_at from graphile_worker.jobs where key = ${`send-mail:${id}`}`.execute(db)
    ).rows
  const spend = (attempts: number) =>
    sql`update graphile_worker._private_jobs set attempts = ${attempts}, run_at = ${later}::timestamptz
      where key = ${`send-mail:${id}`}`.execute(db)
  await spend(7)
  await wakeWaitingMail(db)
  expect(await jobOf()).toEqual([{ attempts: 7, run_at: new Date(later) }])
  await spend(25)
  expect(await wakeWaitingMail(db)).toBe(1)
  expect(await jobOf()).toMatchObject([{ attempts: 0 }])
})

test('who got a mail is forgotten after a month; that it was sent stays', async () => {
  const { db } = database()
  const sent = await queue({ to: 'sanne@voorbeeld.example', subject: 'Re: Mijn stoep', text: 'Dag.' })
  await deliver(sent)
  const waiting = await queue({ to: 'joris@voorbeeld.example', subject: 'Antwoord', text: 'Dag.' })
  const day = 24 * 60 * 60 * 1000
  await mailRecipients.remove(db, new Date(now.getTime() + 29 * day))
  expect(await findMail(sent)).toMatchObject({ recipient: 'sanne@voorbeeld.example' })
  await mailRecipients.remove(db, new Date(now.getTime() + 31 * day))
  expect(await findMail(sent)).toMatchObject({ recipient: '', subject: '', state: 'sent', sent_at: now })
  expect(await findMail(waiting)).toMatchObject({ recipient: 'joris@voorbeeld.example' })
})
