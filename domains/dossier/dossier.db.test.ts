import { expect, test } from 'vitest'
import { listTranslations, translate } from '#domains/translation'
import { makeOpenDossier as makeDossierIn, now } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  changeDossier,
  changedDossierSchema,
  changePromise,
  discardDossier,
  findDossierBySlug,
  listDossiers,
  makeDossier,
  newDossierSchema,
  stampOf,
  stampOfPromise,
} from './index.ts'

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

const phases = [{ title: 'Uw advies', startsOn: '2026-03-01', endsOn: '2026-05-10' }]

function changeOf({ unit_id: unitId }: { unit_id: string }, change: object) {
  const text = { question: 'Waar komen de bomen?', summary: 'Er is ruimte.', language: 'nl', unitId, phases }
  return changedDossierSchema.parse({ ...text, ...change })
}

test('an open dossier says what it said before, until when, and why it changed; its address stays', async () => {
  const dossier = await makeOpenDossier('Waar komen de palen?')
  const who = { dossierId: dossier.id, by: dossier.by, now }
  const change = (text: object) => inTransaction((tx) => changeDossier(tx, changeOf(dossier, text), who))
  expect(await change({})).toEqual({ kind: 'reason-missing' })
  const reasonForChange = 'Palen bleken niet te mogen.'
  expect(await change({ reasonForChange })).toEqual({ kind: 'changed', slug: dossier.slug })
  expect(await change({ reasonForChange: 'Nog eens.' })).toEqual({ kind: 'unchanged' })
  await change({ area: 'Centrum', reasonForChange: 'Dit ontbrak.' })

  const page = await findDossierBySlug(database().db, dossier.slug)
  expect(page?.dossier).toMatchObject({ question: 'Waar komen de bomen?', area: 'Centrum' })
  expect(page?.phases).toMatchObject([{ title: 'Uw advies', ends_on: '2026-05-10' }])
  expect(page?.earlierTexts).toMatchObject([
    { version: 2, question: 'Waar komen de bomen?', area: '', reason_for_change: 'Dit ontbrak.' },
    { version: 1, question: 'Waar komen de palen?', reason_for_change: reasonForChange, changed_at: now },
  ])
  expect(page?.earlierTexts[1]?.phases).toContainEqual(expect.objectContaining({ endsOn: '2026-04-28' }))
})

test('its area on the map is changed without a reason, as its words say the same', async () => {
  const dossier = await makeOpenDossier('Waar komen de banken?')
  const who = { dossierId: dossier.id, by: dossier.by, now }
  const question = 'Waar komen de banken?'
  const change = async (text: object) => {
    const page = await findDossierBySlug(database().db, dossier.slug)
    const phases = page?.phases.map((one) => ({ ...one, startsOn: one.starts_on, endsOn: one.ends_on }))
    const same = { question, summary: page?.dossier.summary, area: page?.dossier.area, phases }
    return inTransaction((tx) => changeDossier(tx, changeOf(dossier, { ...same, ...text }), who))
  }
  expect((await change({ areaCode: 'BU99990101' })).kind).toBe('changed')
  expect((await change({ areaCode: 'BU99990101' })).kind).toBe('unchanged')
  const page = await findDossierBySlug(database().db, dossier.slug)
  expect(page?.dossier.area_code).toBe('BU99990101')
  expect(page?.earlierTexts).toEqual([])
  expect((await change({ areaCode: 'none of ours' })).kind, 'what no form of ours sends').toBe('changed')
  expect((await findDossierBySlug(database().db, dossier.slug))?.dossier.area_code).toBeNull()
})

test('of two who change a dossier at once, the second is told, and overwrites nothing', async () => {
  for (const dossier of [await makeOpenDossier('Waar komen de fonteinen?'), await makeDraft('Fonteinen?')]) {
    const read = async () => {
      const page = await findDossierBySlug(database().db, dossier.slug)
      if (!page) throw new Error('No dossier.')
      const phasesNow = page.phases.map((one) => ({ ...one, startsOn: one.starts_on, endsOn: one.ends_on }))
      return { ...page, text: stampOf({ ...page.dossier, phases: phasesNow }) }
    }
    const before = await read()
    const who = { dossierId: dossier.id, by: dossier.by, now }
    const question = before.dossier.question
    const change = (summary: string) => {
      const text = changeOf(dossier, { question, summary, reasonForChange: 'Daarom.' })
      return inTransaction((tx) => changeDossier(tx, text, { ...who, seen: before.text }))
    }
    const outcomes = await Promise.all([change('Van mij.'), change('Van haar.')])
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'changed-meanwhile'])
    const { dossier: after } = await read()
    // Sent twice by a double click: it says so already.
    expect(await change(after.summary)).toEqual({ kind: 'unchanged' })
    expect((await read()).dossier.summary).toBe(after.summary)

    const seen = stampOfPromise(before.promise)
    const promise = (statement: string) => {
      const { decided_by: decidedBy, answer_on: answerOn, decision_on: decisionOn } = before.promise
      const text = { level: 'advise' as const, statement, decidedBy, answerOn, decisionOn }
      const late = { ...who, now: new Date(+now + 1000), seen }
      return inTransaction((tx) => changePromise(tx, { ...text, reasonForChange: 'Daarom.' }, late))
    }
    const promised = await Promise.all([promise('Van mij.'), promise('Van haar.')])
    expect(promised.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'changed-meanwhile'])
    expect(await promise((await read()).promise.statement)).toEqual({ kind: 'unchanged' })
  }
})

async function makeDraft(question: string) {
  const { unit_id: unitId, by } = await makeOpenDossier()
  const promise = {
    level: 'advise',
    statement: 'Wij luisteren.',
    decidedBy: 'De raad',
    answerOn: '2026-05-08',
  }
  const text = {
    question,
    summary: 'Daarom.',
    language: 'nl',
    unitId,
    promise: { ...promise, decisionOn: '' },
    phases,
  }
  const draft = await inTransaction((tx) => makeDossier(tx, newDossierSchema.parse(text), { by, now }))
  return { ...draft, by, promise: newDossierSchema.parse(text).promise }
}

test('a draft is changed without a reason and keeps no earlier text or promise', async () => {
  const draft = await makeDraft('Test')
  const who = { dossierId: draft.id, by: draft.by, now }
  expect(await inTransaction((tx) => changeDossier(tx, changeOf(draft, { question: 'New?' }), who))).toEqual({
    kind: 'changed',
    slug: 'dossier-new',
  })
  const promise = { ...draft.promise, statement: 'Wij doen het.' }
  await inTransaction((tx) => changePromise(tx, promise, who))
  const page = await findDossierBySlug(database().db, 'dossier-new')
  expect(page).toMatchObject({ earlierTexts: [], earlierPromises: [], promise: { version: 1 } })
  expect(page?.promise.statement).toBe('Wij doen het.')
})

test('a draft is thrown away, unless something stands in it; an open dossier never is', async () => {
  const discard = (id: string) => inTransaction((tx) => discardDossier(tx, id))
  const draft = await makeDraft('Weg ermee')
  const texts = [{ original: 'Weg ermee', text: 'Away with it', byMachine: false }]
  await inTransaction((tx) => translate(tx, { ownerId: draft.id, language: 'en', texts, by: draft.by, now }))
  expect(await discard(draft.id)).toEqual({ kind: 'discarded' })
  expect(await listTranslations(database().db, [draft.id], 'en')).toEqual([])
  expect(await findDossierBySlug(database().db, draft.slug)).toBeUndefined()
  expect(await discard(draft.id)).toEqual({ kind: 'not-found' })
  expect(await discard((await makeOpenDossier()).id)).toEqual({ kind: 'not-a-draft' })

  const used = await makeDraft('Met inbreng')
  await database()
    .db.insertInto('response')
    .values({ id: used.id, dossier_id: used.id, created_at: now })
    .execute()
  expect(await discard(used.id)).toEqual({ kind: 'in-use' })
  expect(await findDossierBySlug(database().db, used.slug)).toBeDefined()
})
