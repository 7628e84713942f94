import { expect, test } from 'vitest'
import { changePromise, makeDossier, newDossierSchema, openDossier, promiseSchema } from '#domains/dossier'
import { closeDossier } from '#domains/register'
import { hire, makeDraftDialogue, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  addStatement,
  changeTerms,
  closeDialogue,
  markFact,
  openDialogue,
  proposeStatement,
  publishRules,
  reviseStatements,
  setBackground,
} from '../index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const promise = promiseSchema.parse({
  level: 'inform',
  statement: 'Wij luisteren.',
  decidedBy: 'De raad',
  answerOn: '2026-05-08',
  decisionOn: null,
  reasonForChange: 'Het kan eerder.',
})

/** A dossier that only staff see. */
async function draftDossier() {
  const { by, unitId } = await hire(database().db)
  const phases = [{ title: 'Uw advies', startsOn: '2026-03-01', endsOn: null }]
  const details = {
    question: 'Hoe wordt het park?',
    summary: 'Het park.',
    language: 'nl',
    unitId,
    promise,
    phases,
  }
  const dossier = await inTransaction((tx) => makeDossier(tx, newDossierSchema.parse(details), { by, now }))
  return { id: dossier.id, by }
}

async function listEvents(dossierId: string) {
  const rows = await database()
    .db.selectFrom('event')
    .select(['type', 'subject_id', 'subject_number as number', 'happened_on as on', 'happened_at as at'])
    .where('dossier_id', '=', dossierId)
    .orderBy('position')
    .execute()
  return rows.map(({ type, number, on, at }) => [type, number, on ?? at])
}

test('nobody hears of a draft; then of all that a dossier and its dialogue go through, once each', async () => {
  const dossier = await draftDossier()
  const who = { by: dossier.by, now }
  const { id } = await makeDraftDialogue(database().db, { dossier, moderation: 'light' })
  const setTerms = (closesOn: string) =>
    inTransaction((tx) => changeTerms(tx, id, { closesOn, moderation: 'light' }, { ...who, today }))
  const rule = (text: string) => inTransaction((tx) => publishRules(tx, id, text, who))
  await setTerms('2026-04-01')
  await rule('Alles mag.')
  await inTransaction((tx) => setBackground(tx, id, [], now))
  await inTransaction((tx) => changePromise(tx, promise, { dossierId: dossier.id, ...who }))
  expect(await listEvents(dossier.id)).toEqual([])

  await inTransaction((tx) => openDossier(tx, dossier.id, now))
  await inTransaction((tx) => changePromise(tx, promise, { dossierId: dossier.id, ...who }))
  await inTransaction((tx) => openDialogue(tx, id, { now, today }))
  await setTerms('2026-04-02')
  await setTerms('2026-04-02')
  await rule('Niets mag.')
  await rule('Niets mag.')
  const proposal = { dialogueId: id, pseudonym: Buffer.alloc(32, 1), channel: 'web', now, today } as const
  await inTransaction((tx) => proposeStatement(tx, { ...proposal, text: 'Er komt een vijver.' }))
  const added = { dialogueId: id, text: 'Er komen banken.', reason: 'De raad vroeg hiernaar.' }
  await inTransaction((tx) => addStatement(tx, added, { ...who, today }))
  const revision = { kind: 'split', dialogueId: id, statements: [1], reason: 'Twee dingen.' } as const
  const texts = ['Er komen meer linden.', 'Er komen meer eiken.']
  await inTransaction((tx) => reviseStatements(tx, { ...revision, texts }, { ...who, today }))
  for (const isFact of [true, true, false])
    await inTransaction((tx) => markFact(tx, { dialogueId: id, number: 2, isFact }, who))
  await inTransaction((tx) => closeDialogue(tx, id, now))
  expect(await listEvents(dossier.id)).toEqual([
    ['dossier-opened', null, now],
    ['promise-changed', 2, now],
    ['dialogue-opened', null, now],
    ['dialogue-terms-changed', null, now],
    ['dialogue-rules-published', 3, now],
    ['statement-published-at-once', 4, today],
    ['text-added', null, now],
    ['statement-replaced', 1, now],
    ['newer-statement-published', 6, now],
    ['newer-statement-published', 7, now],
    ['statement-fact-changed', 2, now],
    ['statement-fact-changed', 2, now],
    ['dialogue-closed', null, now],
  ])
  const closed = await inTransaction((tx) => closeDossier(tx, dossier.id, now))
  expect(closed, 'what somebody wrote waits for its answer').toMatchObject({ kind: 'inputs-unanswered' })
  expect(await listEvents(dossier.id)).toHaveLength(13)
})
