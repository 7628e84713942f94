import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { makeOpenDossier as makeDossierIn, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  closeDossier,
  listInputs,
  listPublicInputs,
  markInputsAnswered,
  placeInput,
  publishInputs,
  refuseInputs,
  registerInput,
} from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const makeOpenDossier = (question?: string) => makeDossierIn(database().db, question ? { question } : {})

test('a dossier cannot close while one published input has no answer', async () => {
  const dossier = await makeOpenDossier()
  const said = await inTransaction((tx) =>
    registerInput(tx, {
      kind: 'question',
      channel: 'web',
      dossierId: dossier.id,
      body: 'Mag dat?',
      receivedAt: now,
    }),
  )
  if (said.kind !== 'registered') throw new Error(said.kind)
  expect(await inTransaction((tx) => closeDossier(tx, dossier.id, now))).toEqual({
    kind: 'inputs-unanswered',
    open: 1,
  })
  await inTransaction((tx) => markInputsAnswered(tx, [said.inputId], now))
  expect(await inTransaction((tx) => closeDossier(tx, dossier.id, now))).toEqual({ kind: 'closed' })
  const late = await inTransaction((tx) =>
    registerInput(tx, { kind: 'question', channel: 'web', dossierId: dossier.id, receivedAt: now }),
  )
  expect(late).toEqual({ kind: 'dossier-closed' })
})

test('nothing slips in while a dossier is being closed', async () => {
  const dossier = await makeOpenDossier()
  const outcomes = await Promise.all([
    ...Array.from({ length: 20 }, () =>
      inTransaction((tx) =>
        registerInput(tx, { kind: 'call', channel: 'phone', dossierId: dossier.id, receivedAt: now }),
      ),
    ),
    inTransaction((tx) => closeDossier(tx, dossier.id, now)),
  ])
  const closed = outcomes.some((outcome) => outcome.kind === 'closed')
  const registered = outcomes.filter((outcome) => outcome.kind === 'registered').length
  expect(closed ? registered : registered - 20).toBe(0)
})

test('the same post enters a dossier once, also when two people press at the same time', async () => {
  const dossier = await makeOpenDossier()
  const originId = newId()
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () =>
      inTransaction((tx) =>
        registerInput(tx, {
          kind: 'post',
          channel: 'feed',
          dossierId: dossier.id,
          originId,
          receivedAt: now,
        }),
      ),
    ),
  )
  expect(outcomes.filter((outcome) => outcome.kind === 'registered')).toHaveLength(1)
  expect(
    new Set(outcomes.map((outcome) => ('inputId' in outcome ? outcome.inputId : outcome.kind))).size,
  ).toBe(1)
})

test('what is held shows only once it is published, and what is refused needs no answer', async () => {
  const dossier = await makeOpenDossier()
  const held = await inTransaction(async (tx) => {
    const ids: string[] = []
    for (const body of ['Meer bomen.', 'Onzin.']) {
      const input = {
        kind: 'statement',
        channel: 'web',
        dossierId: dossier.id,
        body,
        held: true,
        isPublic: true,
        receivedOn: today,
      } as const
      const outcome = await registerInput(tx, { ...input, receivedAt: now })
      if (outcome.kind === 'registered') ids.push(outcome.inputId)
    }
    return ids
  })
  const { db } = database()
  const said = { dossierId: dossier.id, timeZone: 'Europe/Amsterdam', size: 10 }
  expect((await listPublicInputs(db, said)).rows).toEqual([])
  await inTransaction((tx) => publishInputs(tx, held.slice(0, 1), { now, today }))
  await inTransaction((tx) => refuseInputs(tx, held.slice(1)))
  expect((await listPublicInputs(db, said)).rows).toMatchObject([{ body: 'Meer bomen.' }])
  expect(await inTransaction((tx) => closeDossier(tx, dossier.id, now))).toEqual({
    kind: 'inputs-unanswered',
    open: 1,
  })
})

test('lists are read in pages that neither skip nor repeat', async () => {
  const dossier = await makeOpenDossier()
  await inTransaction(async (tx) => {
    for (let n = 0; n < 23; n++)
      await registerInput(tx, {
        kind: 'call',
        channel: 'phone',
        dossierId: dossier.id,
        receivedAt: new Date(+now + (n % 5)),
      })
  })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listInputs(
      database().db,
      { dossierId: dossier.id, unansweredOnly: true },
      { after, size: 10 },
    )
    seen.push(...page.rows.map((row) => row.id))
    after = page.next
  } while (after)
  expect(seen).toHaveLength(23)
  expect(new Set(seen).size).toBe(23)
})

test('a question that concerns no dossier can be placed in one later', async () => {
  const dossier = await makeOpenDossier()
  const said = await inTransaction((tx) =>
    registerInput(tx, { kind: 'question', channel: 'web', receivedAt: now }),
  )
  if (said.kind !== 'registered') throw new Error(said.kind)
  expect(await inTransaction((tx) => placeInput(tx, said.inputId, dossier.id))).toEqual({ kind: 'placed' })
  expect(await inTransaction((tx) => placeInput(tx, newId(), dossier.id))).toEqual({ kind: 'not-found' })
  expect(await inTransaction((tx) => placeInput(tx, said.inputId, newId()))).toEqual({
    kind: 'dossier-not-found',
  })
})
