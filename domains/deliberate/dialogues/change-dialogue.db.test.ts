import { expect, test } from 'vitest'
import { findRequestedRemoval, listPolicies } from '#domains/moderation'
import { listTranslations, translate } from '#domains/translation'
import { makeOpenDossier, now, seeds, today } from '#stories'
import { begin, transactionsOn, useTestDatabase } from '#testing'
import {
  changeDraft,
  changedDraftSchema,
  deleteDraft,
  makeDialogue,
  newDialogueSchema,
  publishRules,
  requestRemoval,
} from '../index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

/** A draft of which somebody asked to remove the first statement. */
async function makeDraft() {
  const { db } = database()
  const { id: dossierId, by } = await makeOpenDossier(db)
  const fields = { question: 'Wat vindt u?', language: 'nl', seeds }
  const made = await inTransaction((tx) =>
    makeDialogue(tx, newDialogueSchema.parse({ dossierId, ...fields }), { now }),
  )
  if (made.kind !== 'made') throw new Error(made.kind)
  const key = { dialogueId: made.id, number: 1 }
  const why = { reason: 'unclear', explanation: '' } as const
  expect(await inTransaction((tx) => requestRemoval(tx, key, why, { by, now, today }))).toEqual({
    kind: 'requested',
  })
  return { id: made.id, by, fields, findRemoval: () => findRequestedRemoval(db, made.id, [1]) }
}

test('a draft that is written anew begins without what was asked of its old statements', async () => {
  const { id, fields, findRemoval } = await makeDraft()
  expect(await findRemoval()).toEqual({ number: 1 })
  const draft = changedDraftSchema.parse(fields)
  expect(await inTransaction((tx) => changeDraft(tx, id, draft, { now, today }))).toEqual({ kind: 'changed' })
  expect(await findRemoval()).toBeUndefined()
  expect(await listPolicies(database().db, id)).toHaveLength(1)
})

test('a draft that is deleted takes its rules and translations along, and what was asked of its statements', async () => {
  const { id, by, fields, findRemoval } = await makeDraft()
  const texts = [{ original: fields.question, text: 'What do you think?', byMachine: false }]
  await inTransaction((tx) => translate(tx, { ownerId: id, language: 'en', texts, by, now }))
  expect(await inTransaction((tx) => deleteDraft(tx, id))).toEqual({ kind: 'deleted' })
  expect(await listPolicies(database().db, id)).toEqual([])
  expect(await listTranslations(database().db, [id], 'en')).toEqual([])
  expect(await findRemoval()).toBeUndefined()
})

test('rules that a colleague publishes while a draft is written anew or deleted are neither lost nor left behind', async () => {
  const { db } = database()
  const { id, fields } = await makeDraft()
  const { by } = await makeOpenDossier(db)
  const publish = () => inTransaction((tx) => publishRules(tx, id, 'Alles mag.', { by, now }))
  const draft = changedDraftSchema.parse({ ...fields, language: 'en' })
  const publishing = await inTransaction(async (tx) => {
    await changeDraft(tx, id, draft, { now, today })
    return begin(db, publish)
  })
  expect(await publishing.end).toMatchObject({ kind: 'published' })
  expect((await listPolicies(db, id))[0]?.text).toBe('Alles mag.')
  const tooLate = await inTransaction(async (tx) => {
    await deleteDraft(tx, id)
    return begin(db, publish)
  })
  expect(await tooLate.end).toEqual({ kind: 'not-found' })
  expect(await listPolicies(db, id)).toEqual([])
})
