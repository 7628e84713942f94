import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mailbox, startMailbox, useTestDatabase } from '#testing'
import { createSmtpTransport, deliverMail, discardMail, type OutgoingMail, queueMail } from './index.ts'

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
  expect(await findMail(id)).toMatchObject({ state: 'sent', sent_at: now, attempts: 0 })
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
