import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import { useTestDatabase } from '#testing'
import {
  changePromise,
  closeDossier,
  findDossierBySlug,
  listDossiers,
  listInputs,
  listPublicInputs,
  markInputsAnswered,
  placeInput,
  publishInputs,
  refuseInputs,
  registerInput,
} from './index.ts'
import { makeOpenDossier as makeDossierIn, now } from './testing.ts'

const database = useTestDatabase()

function inTransaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return database().db.transaction().execute(work)
}

const makeOpenDossier = (question?: string) => makeDossierIn(database().db, question)

test('a dossier keeps its promise, with every version and the reason for the change', async () => {
  const { dossier, by } = await makeOpenDossier()
  const promise = {
    level: 'coproduce' as const,
    statement: 'Wij maken het plan samen.',
    decidedBy: 'De gemeenteraad',
    answerOn: '2026-05-15',
    decisionOn: null,
    reasonForChange: '',
  }
  const change = { dossierId: dossier.id, by, now }
  expect(await inTransaction((tx) => changePromise(tx, promise, change))).toEqual({ kind: 'reason-missing' })
  const explained = { ...promise, reasonForChange: 'De raad vroeg om meer invloed.' }
  expect(await inTransaction((tx) => changePromise(tx, explained, change))).toEqual({
    kind: 'changed',
    version: 2,
  })
  const page = await findDossierBySlug(database().db, dossier.slug)
  expect(page?.promise).toMatchObject({ version: 2, level: 'coproduce', answer_on: '2026-05-15' })
  expect(page?.earlierPromises).toMatchObject([{ version: 1, level: 'advise' }])
})

test('two dossiers with one question get addresses of their own', async () => {
  const first = await makeOpenDossier('Waar komen de banken?')
  const second = await makeOpenDossier('Waar komen de banken?')
  expect([first.dossier.slug, second.dossier.slug]).toEqual([
    'waar-komen-de-banken',
    'waar-komen-de-banken-2',
  ])
})

test('a dossier cannot close while one published input has no answer', async () => {
  const { dossier } = await makeOpenDossier()
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
  const { dossier } = await makeOpenDossier()
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
  const { dossier } = await makeOpenDossier()
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
  const { dossier } = await makeOpenDossier()
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
      } as const
      const outcome = await registerInput(tx, { ...input, receivedAt: now })
      if (outcome.kind === 'registered') ids.push(outcome.inputId)
    }
    return ids
  })
  const { db } = database()
  expect((await listPublicInputs(db, dossier.id, { size: 10 })).rows).toEqual([])
  await inTransaction((tx) => publishInputs(tx, held.slice(0, 1), now))
  await inTransaction((tx) => refuseInputs(tx, held.slice(1)))
  expect((await listPublicInputs(db, dossier.id, { size: 10 })).rows).toMatchObject([{ body: 'Meer bomen.' }])
  expect(await inTransaction((tx) => closeDossier(tx, dossier.id, now))).toEqual({
    kind: 'inputs-unanswered',
    open: 1,
  })
})

test('lists are read in pages that neither skip nor repeat', async () => {
  const { dossier } = await makeOpenDossier()
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
  const { dossier } = await makeOpenDossier()
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

test('the list of dossiers says what is promised and which phase runs', async () => {
  const { dossier } = await makeOpenDossier('Waar mag de hond los?')
  const list = await listDossiers(database().db, {
    states: ['open'],
    today: '2026-04-01',
    page: { size: 50 },
  })
  expect(list.rows.find((row) => row.id === dossier.id)).toMatchObject({
    level: 'advise',
    phaseTitle: 'Uw advies',
    phaseEndsOn: '2026-04-28',
  })
})
