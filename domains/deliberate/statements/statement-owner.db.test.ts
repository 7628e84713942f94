import { expect, test } from 'vitest'
import { decideAppeal, listRefusals, lodgeAppeal } from '#domains/moderation'
import { testTextOwner } from '#domains/moderation/testing'
import { closeDossier, findInput } from '#domains/register'
import { hire, makeOpenDialogue, now, type OpenDialogue, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  closeDialogue,
  listReplaced,
  listResults,
  moderateStatement,
  proposeStatement,
  requestRemoval,
  reviseStatements,
  settleRemoval,
  statementOwner,
} from '../index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const later = new Date('2026-03-05T09:00:00Z')
const owners = { statement: statementOwner }

async function propose(room: OpenDialogue, text: string) {
  const proposal = {
    dialogueId: room.id,
    pseudonym: room.newPerson(),
    text,
    channel: 'web',
    now,
    today,
  } as const
  const proposed = await inTransaction((tx) => proposeStatement(tx, proposal))
  if (!('inputId' in proposed)) throw new Error(proposed.kind)
  return proposed
}

testTextOwner({
  database,
  stage: async () => {
    const { db } = database()
    const room = await makeOpenDialogue(db)
    return {
      owner: statementOwner,
      dossierId: room.dossierId,
      addText: async (words) => {
        const { number, inputId } = await propose(room, words)
        return { key: { kind: 'statement', spaceId: room.id, number }, inputId }
      },
      isShown: async ({ number }) => (await listResults(db, room.id)).some((one) => one.number === number),
    }
  },
})

/** Asks for a second look at the refusal of a statement, which a colleague overturns. */
async function overturn(inputId: string): Promise<void> {
  await inTransaction((tx) => lodgeAppeal(tx, owners, { inputId, words: 'Toch wel.', now, today }))
  const id = (await listRefusals(database().db, inputId)).at(-1)?.appeal?.id ?? ''
  const decision = { outcome: 'overturned', explanation: 'Omdat.' } as const
  const { by } = await hire(database().db, { name: 'Samir' })
  const outcome = await inTransaction((tx) =>
    decideAppeal(tx, owners, id, decision, { by, now: later, today }),
  )
  expect(outcome).toEqual({ kind: 'overturned' })
}

test('overturned in a dossier that is closed meanwhile, the input counts as answered', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const { number, inputId } = await propose(room, 'De wethouder moet naar het plein komen.')
  const refuse = { kind: 'refuse', reason: 'insulting', explanation: '' } as const
  const key = { dialogueId: room.id, number }
  await inTransaction((tx) => moderateStatement(tx, key, refuse, { by: room.by, now, today }))
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await inTransaction((tx) => closeDossier(tx, room.dossierId, now))).toEqual({ kind: 'closed' })
  await overturn(inputId)
  expect(await findInput(db, inputId)).toMatchObject({ state: 'published', answered_at: later })
})

test('what was published at once cannot be appealed against', async () => {
  const room = await makeOpenDialogue(database().db, { moderation: 'light' })
  const { inputId } = await propose(room, 'Er komt een fontein.')
  const appeal = { inputId, words: 'Toch.', now, today }
  expect(await inTransaction((tx) => lodgeAppeal(tx, owners, appeal))).toEqual({ kind: 'not-refused' })
})

test('a statement that has a newer version comes back as replaced: it can be read, and is not asked', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { moderation: 'light' })
  const { number, inputId } = await propose(room, 'Er komt een fontein.')
  const key = { dialogueId: room.id, number }
  const revision = { kind: 'corrected', dialogueId: room.id, reason: 'Te kort.' } as const
  const texts = ['Er komt een grote fontein.']
  await inTransaction((tx) =>
    reviseStatements(tx, { ...revision, statements: [number], texts }, { by: room.by, now, today }),
  )
  const why = { reason: 'unclear', explanation: '' } as const
  const { by: second } = await hire(db, { name: 'Samir' })
  await inTransaction((tx) => requestRemoval(tx, key, why, { by: room.by, now, today }))
  await inTransaction((tx) => settleRemoval(tx, key, 'confirmed', { by: second, now, today }))
  expect(await listReplaced(db, room.id)).toEqual([])
  await overturn(inputId)
  expect(await listReplaced(db, room.id)).toMatchObject([{ number }])
  expect((await listResults(db, room.id)).map((one) => one.number)).not.toContain(number)
})
