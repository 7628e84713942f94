import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishResponse } from '#domains/followup'
import { confirmAddress, registerInput, requestNotices, sealAddress } from '#domains/register'
import { addressSchema } from '#platform/address'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { type JobWorker, startJobWorker } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { foundTown, makeOpenDossier, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { createJobHandlers } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const secret = 's'.repeat(32)
const config = { ...readConfig({ WEERKLANK_URL: 'https://praat.example' }), secret }

let worker: JobWorker | undefined
let closeHandlers: (() => Promise<void>) | undefined

beforeAll(async () => {
  const { db, url } = database()
  const { handlers, close } = createJobHandlers({
    ...{ db, databaseUrl: database().url, config },
    ...{ clock: systemClock, log: silentLog },
  })
  worker = await startJobWorker({ databaseUrl: url, handlers, log: silentLog })
  closeHandlers = close
})

afterAll(async () => {
  await worker?.stop()
  await closeHandlers?.()
})

test('a response that is published is mailed by the worker to whoever asked, though its use case calls nobody', async () => {
  const { db } = database()
  await foundTown(db)
  const { id: dossierId, by, unitId } = await makeOpenDossier(db)
  const address = addressSchema.parse('nora@voorbeeld.example')
  await inTransaction(async (tx) => {
    const said = { kind: 'statement', channel: 'web', body: 'Een zebrapad, graag.' } as const
    const input = await registerInput(tx, { ...said, dossierId, receivedAt: now })
    if (input.kind !== 'registered') throw new Error(input.kind)
    const { inputId } = input
    const wish = { inputId, address, language: 'nl', secret, today, now } as const
    await requestNotices(tx, { ...wish, mayMail: async () => true })
    await confirmAddress(tx, { seal: sealAddress(address, secret), today })
    const target = { kind: 'inputs' as const, inputIds: [inputId] }
    const text = { verdict: 'adopted', reason: null, action: 'Het komt er.', why: 'Daarom.', unitId } as const
    await publishResponse(tx, { dossierId, target, text }, { by, now, today })
  })
  const listSubjects = async () =>
    (await db.selectFrom('outgoing_mail').select(['recipient', 'subject']).execute()).map(
      ({ recipient, subject }) => `${recipient}: ${subject}`,
    )
  await expect
    .poll(listSubjects)
    .toEqual(['nora@voorbeeld.example: U hebt antwoord: Hoe wordt het plein groener?'])
})
