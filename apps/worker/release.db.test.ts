import { beforeEach, expect, test } from 'vitest'
import { closeDialogue, destroyDialogueKey, withdrawBackground } from '#domains/deliberate'
import { stopAllNotices, stopNotices } from '#domains/followup'
import { registerInput, requestNotices, sealAddress } from '#domains/register'
import { addressSchema } from '#platform/address'
import { readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { createSmtpTransport, deliverMail, queueMail } from '#platform/mail'
import { addTeller, makeAskingDialogue, makeOpenDialogue, makeOpenDossier, now, today } from '#stories'
import { startMailbox, transactionsOn, useTestDatabase } from '#testing'
import { forgetAll } from './retention.fixture.ts'
import { retentionHandlers } from './retention.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const at = { timeZone: 'Europe/Amsterdam', now }
const secret = 's'.repeat(32)

beforeEach(() => forgetAll(database().db))

async function proofs(): Promise<Record<string, number>> {
  const rows = await database().db.selectFrom('retention_proof').selectAll().execute()
  for (const row of rows) expect(row).toMatchObject({ day: today, ran_at: null })
  return Object.fromEntries(rows.map(({ kind, removed }) => [kind, removed]))
}

test('what a mail said is proven to be gone once it left or was refused, and not while it waits', async () => {
  const { db } = database()
  const mailbox = await startMailbox()
  const transport = createSmtpTransport(mailbox.url, 'praat@voorbeeld.example')
  const send = async () => {
    const mail = { to: 'wie@voorbeeld.example', subject: 'Antwoord', text: 'Dag.' }
    const id = await inTransaction((tx) => queueMail(tx, mail, { domain: 'praat.example', now }))
    await deliverMail(db, transport, id, now)
  }
  try {
    await send()
    expect(await proofs()).toEqual({ 'mail-text': 1 })
    mailbox.refuseWith(451)
    await expect(send()).rejects.toThrow()
    expect(await proofs()).toEqual({ 'mail-text': 1 })
    mailbox.refuseWith(550)
    await send()
    expect(await proofs()).toEqual({ 'mail-text': 2 })
  } finally {
    transport.close()
    await mailbox.stop()
  }
})

test('with a key that staff destroy, all that goes along is proven, once', async () => {
  const room = await makeOpenDialogue(database().db, { access: 'code' })
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  for (let n = 0; n < 2; n++) await inTransaction((tx) => destroyDialogueKey(tx, room.id, now))
  expect(await proofs()).toEqual({ 'dialogue-key': 1, roll: 1 })
})

test('what people told about themselves is proven to be gone when they take it back, or with the key', async () => {
  const { db } = database()
  const room = await makeAskingDialogue(db)
  const [pseudonym] = [
    await addTeller(db, room, [[1, 1]]),
    await addTeller(db, room, [
      [1, 2],
      [2, 1],
    ]),
  ]
  const takeBack = () =>
    inTransaction((tx) => withdrawBackground(tx, { dialogueId: room.id, pseudonym, now }))
  await takeBack()
  await takeBack()
  expect(await proofs()).toEqual({ 'background-answer': 1 })
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  await inTransaction((tx) => destroyDialogueKey(tx, room.id, now))
  expect(await proofs()).toEqual({ 'background-answer': 3, 'dialogue-key': 1 })
})

test('of contacts that are stopped it is proven how many went that day, and not when', async () => {
  const { id: dossierId } = await makeOpenDossier(database().db)
  const address = addressSchema.parse('wie@voorbeeld.example')
  const follow = () =>
    inTransaction(async (tx) => {
      const said = { dossierId, kind: 'question', channel: 'web', body: 'Komt er een bank?' } as const
      const outcome = await registerInput(tx, { ...said, receivedAt: now })
      if (outcome.kind !== 'registered') throw new Error(outcome.kind)
      const wish = { inputId: outcome.inputId, address, language: 'nl', secret, now, today } as const
      await requestNotices(tx, { ...wish, mayMail: async () => true })
      return outcome.inputId
    })
  const inputs = [await follow(), await follow(), await follow()]
  const stopFirst = () => inTransaction((tx) => stopNotices(tx, inputs[0] ?? '', at))
  await stopFirst()
  await stopFirst()
  expect(await proofs()).toEqual({ 'notice-contact': 1 })
  await inTransaction((tx) => stopAllNotices(tx, { seal: sealAddress(address, secret) }, at))
  expect(await proofs()).toEqual({ 'notice-contact': 3 })
})

test('the worker lets go of each kind by the clock, in a job that others do not hold up', async () => {
  const { db } = database()
  const config = { ...readConfig({}), secret }
  const handlers = retentionHandlers({
    db,
    databaseUrl: database().url,
    config,
    clock: { now: () => now },
    log: silentLog,
  })
  for (const handler of handlers) {
    expect(handler.cron).toMatch(/^[\d*/]+ /)
    await handler.run({}, { signal: new AbortController().signal })
  }
  const proven = await db.selectFrom('retention_proof').select(['kind', 'ran_at']).execute()
  expect(proven.map(({ kind }) => `let-go-of-${kind}`).sort()).toEqual(
    handlers.map(({ name }) => name).sort(),
  )
  expect(proven.every(({ ran_at }) => ran_at?.getTime() === now.getTime())).toBe(true)
})
