import { beforeAll, expect, test } from 'vitest'
import {
  castVote,
  closeDialogue,
  destroyDialogueKey,
  moderateStatement,
  proposeStatement,
} from '#domains/deliberate'
import { hire, type Member, makeOpenDialogue, makeOpenDossier, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { publishResponse, readTrack } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
let author: Member

beforeAll(async () => {
  author = await hire(database().db, { role: 'policy_maker' })
})

/** A dialogue of a dossier with two statements to vote on, and somebody who takes part. */
async function makeDialogueRoom(question: string) {
  const { db } = database()
  const dossier = await makeOpenDossier(db, { ...author, question })
  const seeds = ['Er komen meer bomen.', 'Er komen meer banken.']
  const { dialogue, slug, newPerson } = await makeOpenDialogue(db, { dossier, question, seeds })
  return { dossier, dialogue, slug, pseudonym: newPerson() }
}

const findVotesInput = (dialogueId: string) =>
  database()
    .db.selectFrom('input')
    .select('id')
    .where('dialogue_id', '=', dialogueId)
    .where('kind', '=', 'votes')
    .executeTakeFirstOrThrow()

test("a participant's votes are one input, whose track works after the key is destroyed", async () => {
  const { db } = database()
  const { dossier, dialogue, slug, pseudonym } = await makeDialogueRoom('Hoe wordt het plein groener?')
  for (const statement of [1, 2])
    await castVote(db, { dialogue, pseudonym, statement, choice: 'agree', channel: 'web', now, today })
  const { id } = await findVotesInput(dialogue.id)
  expect((await readTrack(db, id, today))?.dialogue).toMatchObject({ slug, votes: 2 })

  const target = { kind: 'dialogue', dialogueId: dialogue.id } as const
  const text = {
    verdict: 'adopted',
    reason: null,
    action: 'Er komen bomen.',
    why: 'Die geven schaduw.',
    unitId: author.unitId,
  } as const
  await inTransaction((tx) =>
    publishResponse(tx, { dossierId: dossier.id, target, text }, { by: author.by, now, today }),
  )
  await inTransaction((tx) => closeDialogue(tx, dialogue.id, now))
  expect(await inTransaction((tx) => destroyDialogueKey(tx, dialogue.id, now))).toEqual({
    kind: 'destroyed',
  })
  expect(await readTrack(db, id, today)).toMatchObject({
    dialogue: { votes: 2 },
    answers: [{ toDialogue: true, action: 'Er komen bomen.' }],
  })
})

test('a statement that was refused shows the reason', async () => {
  const { db } = database()
  const { dialogue, pseudonym } = await makeDialogueRoom('Waar komen de banken?')
  const proposal = { dialogueId: dialogue.id, pseudonym, text: 'Mijn buurman heet Jan de Vries.' }
  const proposed = await inTransaction((tx) =>
    proposeStatement(tx, { ...proposal, channel: 'web', now, today }),
  )
  if (proposed.kind !== 'held') throw new Error(proposed.kind)
  const inputId = proposed.inputId
  expect((await readTrack(db, inputId, today))?.input.state).toBe('held')
  await inTransaction((tx) =>
    moderateStatement(
      tx,
      { dialogueId: dialogue.id, number: proposed.number },
      { kind: 'refuse', reason: 'personal_data', explanation: 'Er staat een naam in.' },
      { by: author.by, now, today },
    ),
  )
  expect(await readTrack(db, inputId, today)).toMatchObject({
    input: { state: 'refused' },
    dialogue: { refusals: [{ reason: 'personal_data', explanation: 'Er staat een naam in.', appeal: null }] },
  })
})
