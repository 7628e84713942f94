import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { makeOpenDossier, now, today } from '#stories'
import { begin, transactionsOn, useTestDatabase } from '#testing'
import {
  closeDossier,
  markInputsAnswered,
  placeInput,
  publishDialogueInputs,
  publishInputs,
  refuseInputs,
  registerInput,
  reinstateInputs,
} from './index.ts'
import type { Input } from './input.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const later = new Date('2026-03-05T09:00:00Z')
const first = { now, today }
const second = { now: later, today: '2026-03-05' }

const register = (dossierId: string | undefined, dialogueId?: string) =>
  inTransaction(async (tx) => {
    const call = { kind: 'call', channel: 'phone', dossierId, dialogueId, held: true } as const
    const outcome = await registerInput(tx, { ...call, receivedAt: now })
    if (outcome.kind !== 'registered') throw new Error(outcome.kind)
    return outcome.inputId
  })

/** One input in each state that there is; the refused one was published before. */
async function sayInEachState(dossierId: string, dialogueId?: string) {
  const [held, published, refused, withdrawn] = [
    await register(dossierId, dialogueId),
    await register(dossierId, dialogueId),
    await register(dossierId, dialogueId),
    await register(dossierId, dialogueId),
  ]
  await inTransaction(async (tx) => {
    await publishInputs(tx, [published, refused, withdrawn], first)
    await refuseInputs(tx, [refused])
    await tx.updateTable('input').set({ state: 'withdrawn' }).where('id', '=', withdrawn).execute()
  })
  return [held, published, refused, withdrawn]
}

async function read(inputIds: string[]): Promise<Pick<Input, 'state' | 'published_at' | 'answered_at'>[]> {
  const rows = await database()
    .db.selectFrom('input')
    .select(['id', 'state', 'published_at', 'answered_at'])
    .where('id', 'in', inputIds)
    .execute()
  return inputIds.flatMap((id) => rows.filter((row) => row.id === id).map(({ id: _, ...row }) => row))
}

test('only what is held is published, and what was published keeps its time', async () => {
  const dossier = await makeOpenDossier(database().db)
  const dialogueId = newId()
  const expected = [
    { state: 'published', published_at: later },
    { state: 'published', published_at: now },
    { state: 'refused', published_at: now },
    { state: 'withdrawn', published_at: now },
  ]
  const ids = await sayInEachState(dossier.id)
  await inTransaction((tx) => publishInputs(tx, ids, second))
  expect(await read(ids)).toMatchObject(expected)
  const [other] = await sayInEachState(dossier.id)
  const ofDialogue = await sayInEachState(dossier.id, dialogueId)
  await inTransaction((tx) => publishDialogueInputs(tx, dialogueId, second))
  expect(await read(ofDialogue)).toMatchObject(expected)
  expect(await read([other ?? ''])).toMatchObject([{ state: 'held' }])
})

test('what somebody withdrew is not refused', async () => {
  const dossier = await makeOpenDossier(database().db)
  const ids = await sayInEachState(dossier.id)
  await inTransaction((tx) => refuseInputs(tx, ids))
  expect((await read(ids)).map(({ state }) => state)).toEqual(['refused', 'refused', 'refused', 'withdrawn'])
})

test('what was refused by mistake is published again, since when it was first', async () => {
  const dossier = await makeOpenDossier(database().db)
  const [held = '', ...others] = await sayInEachState(dossier.id)
  const never = await register(dossier.id)
  await inTransaction((tx) => refuseInputs(tx, [never]))
  await inTransaction((tx) => reinstateInputs(tx, [held, ...others, never], second))
  expect(await read([held, ...others, never])).toEqual([
    { state: 'held', published_at: null, answered_at: null },
    { state: 'published', published_at: now, answered_at: null },
    { state: 'published', published_at: now, answered_at: null },
    { state: 'withdrawn', published_at: now, answered_at: null },
    { state: 'published', published_at: later, answered_at: null },
  ])
})

test('in a dossier that is closed it needs no other answer, and keeps the one that it had', async () => {
  const closed = await makeOpenDossier(database().db)
  const open = await makeOpenDossier(database().db)
  const [answered, unanswered, elsewhere] = [
    await register(closed.id),
    await register(closed.id),
    await register(open.id),
  ]
  const ids = [answered, unanswered, elsewhere]
  await inTransaction(async (tx) => {
    await markInputsAnswered(tx, [answered], now)
    await refuseInputs(tx, ids)
    await closeDossier(tx, closed.id, now)
  })
  await inTransaction((tx) => reinstateInputs(tx, ids, second))
  expect((await read(ids)).map((one) => one.answered_at)).toEqual([now, later, null])
})

test('a dossier is not closed while something is published again in it', async () => {
  const { db } = database()
  const dossier = await makeOpenDossier(db)
  const inputId = await register(dossier.id)
  await inTransaction((tx) => refuseInputs(tx, [inputId]))
  const closing = await inTransaction(async (tx) => {
    await reinstateInputs(tx, [inputId], second)
    return begin(db, () => inTransaction((other) => closeDossier(other, dossier.id, later)))
  })
  expect(await closing.end).toEqual({ kind: 'inputs-unanswered', open: 1 })
})

test('nothing is registered or placed in a dossier that is being closed, or is closed', async () => {
  const { db } = database()
  const dossier = await makeOpenDossier(db)
  const inputId = await register(undefined)
  const call = { kind: 'call', channel: 'phone', dossierId: dossier.id, receivedAt: now } as const
  const [registering, placing] = await inTransaction(async (tx) => {
    expect(await closeDossier(tx, dossier.id, now)).toEqual({ kind: 'closed' })
    return [
      await begin(db, () => inTransaction((other) => registerInput(other, call)), 1),
      await begin(db, () => inTransaction((other) => placeInput(other, inputId, dossier.id)), 2),
    ] as const
  })
  expect(await registering.end).toEqual({ kind: 'dossier-closed' })
  expect(await placing.end).toEqual({ kind: 'dossier-closed' })
  expect(await inTransaction((tx) => placeInput(tx, inputId, dossier.id))).toEqual({ kind: 'dossier-closed' })
})

test('a dossier closes once, and a draft not at all; what is held, refused or withdrawn waits for no answer', async () => {
  const { db } = database()
  const dossier = await makeOpenDossier(db)
  const [, published = ''] = await sayInEachState(dossier.id)
  const close = () => inTransaction((tx) => closeDossier(tx, dossier.id, later))
  expect(await close()).toEqual({ kind: 'inputs-unanswered', open: 1 })
  await inTransaction((tx) => markInputsAnswered(tx, [published], now))
  await db.updateTable('dossier').set({ state: 'draft' }).where('id', '=', dossier.id).execute()
  expect(await close()).toEqual({ kind: 'not-open', state: 'draft' })
  await db.updateTable('dossier').set({ state: 'open' }).where('id', '=', dossier.id).execute()
  expect(await close()).toEqual({ kind: 'closed' })
  expect(await close()).toEqual({ kind: 'not-open', state: 'closed' })
})
