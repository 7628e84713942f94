import { expect, test } from 'vitest'
import { makeOpenDossier as makeDossierIn, now } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { changePromise, findDossierBySlug, listDossiers } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const makeOpenDossier = (question?: string) => makeDossierIn(database().db, question ? { question } : {})

test('a dossier keeps its promise, with every version and the reason for the change', async () => {
  const dossier = await makeOpenDossier()
  const promise = {
    level: 'coproduce' as const,
    statement: 'Wij maken het plan samen.',
    decidedBy: 'De gemeenteraad',
    answerOn: '2026-05-15',
    decisionOn: null,
    reasonForChange: '',
  }
  const change = { dossierId: dossier.id, by: dossier.by, now }
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
  expect([first.slug, second.slug]).toEqual(['waar-komen-de-banken', 'waar-komen-de-banken-2'])
})

test('the list of dossiers says what is promised and which phase runs', async () => {
  const dossier = await makeOpenDossier('Waar mag de hond los?')
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
