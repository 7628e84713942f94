import { expect, test } from 'vitest'
import { addressSchema } from '#platform/address'
import { makeOpenDossier, now, today } from '#stories'
import { begin, transactionsOn, useTestDatabase } from '#testing'
import { issueClaimCode, placeInput, registerInput, requestNotices } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const secret = 's'.repeat(32)

async function ask() {
  const said = await inTransaction((tx) =>
    registerInput(tx, { kind: 'question', channel: 'web', receivedAt: now }),
  )
  if (said.kind !== 'registered') throw new Error(said.kind)
  const { inputId } = said
  const address = addressSchema.parse('wie@voorbeeld.example')
  const wish = { inputId, address, language: 'nl', secret, now, today, mayMail: async () => false } as const
  return {
    inputId,
    giveCode: () => inTransaction((tx) => issueClaimCode(tx, { inputId, secret, now })),
    askForNotices: () => inTransaction((tx) => requestNotices(tx, wish)),
  }
}

/** The dossier that a claim code and a notice request name. */
async function readKept(inputId: string) {
  const { db } = database()
  const named = (table: 'claim_code' | 'notice_request') =>
    db.selectFrom(table).select('dossier_id').where('input_id', '=', inputId).execute()
  return [...(await named('claim_code')), ...(await named('notice_request'))].map((row) => row.dossier_id)
}

test('what is kept with an input goes along to the dossier that it is placed in, to another, and to none', async () => {
  const { db } = database()
  const { inputId, giveCode, askForNotices } = await ask()
  await giveCode()
  await askForNotices()
  expect(await readKept(inputId)).toEqual([null, null])
  const [first, second] = [await makeOpenDossier(db), await makeOpenDossier(db)]
  for (const place of [first.id, second.id, null]) {
    expect(await inTransaction((tx) => placeInput(tx, inputId, place))).toEqual({ kind: 'placed' })
    expect(await readKept(inputId)).toEqual([place, place])
  }
})

test('who asks for notices while the input is placed waits, and names the new dossier', async () => {
  const { db } = database()
  const { inputId, giveCode, askForNotices } = await ask()
  const dossier = await makeOpenDossier(db)
  const asking = await inTransaction(async (tx) => {
    await placeInput(tx, inputId, dossier.id)
    return [await begin(db, giveCode, 1), await begin(db, askForNotices, 2)]
  })
  await Promise.all(asking.map(({ end }) => end))
  expect(await readKept(inputId)).toEqual([dossier.id, dossier.id])
})
