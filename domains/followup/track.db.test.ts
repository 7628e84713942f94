import { beforeAll, expect, test } from 'vitest'
import type { Tx } from '#db'
import {
  castVote,
  closeDialogue,
  destroyDialogueKey,
  findDialogueBySlug,
  makeDialogue,
  moderateStatement,
  newDialogueSchema,
  openDialogue,
  proposeStatement,
} from '#domains/deliberate'
import { drawBrowserSecret, pseudonymOf } from '#domains/entrance'
import { useTestDatabase } from '#testing'
import { publishResponse, readTrack } from './index.ts'
import { type Author, hireAuthor, makeOpenDossier, start } from './testing.ts'

const database = useTestDatabase()
const today = '2026-03-02'
let author: Author

const inTransaction = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  database().db.transaction().execute(work)

beforeAll(async () => {
  author = await hireAuthor(database().db)
})

/** A dialogue of a dossier with two statements to vote on, and somebody who takes part. */
async function makeDialogueRoom(question: string) {
  const { db } = database()
  const dossier = await makeOpenDossier(db, question, author)
  const details = newDialogueSchema.parse({
    dossierId: dossier.id,
    question,
    language: 'nl',
    seeds: ['Er komen meer bomen.', 'Er komen meer banken.'],
  })
  const made = await inTransaction((tx) => makeDialogue(tx, details, { now: start }))
  if (made.kind !== 'made') throw new Error(made.kind)
  await inTransaction((tx) => openDialogue(tx, made.id, { now: start, today }))
  const page = await findDialogueBySlug(db, made.slug)
  if (!page?.key) throw new Error('no dialogue')
  return { dossier, dialogue: page.dialogue, pseudonym: pseudonymOf(page.key, drawBrowserSecret()) }
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
  const { dossier, dialogue, pseudonym } = await makeDialogueRoom('Hoe wordt het plein groener?')
  for (const statement of [1, 2])
    await castVote(db, { dialogue, pseudonym, statement, choice: 'agree', channel: 'web', now: start, today })
  const { id } = await findVotesInput(dialogue.id)
  expect((await readTrack(db, id, today))?.dialogue).toMatchObject({ slug: dialogue.slug, votes: 2 })

  const target = { kind: 'dialogue', dialogueId: dialogue.id } as const
  const text = {
    verdict: 'adopted',
    reason: null,
    explanation: 'Er komen bomen.',
    unitId: author.unitId,
  } as const
  await inTransaction((tx) =>
    publishResponse(tx, { dossierId: dossier.id, target, text }, { by: author.by, now: start }),
  )
  await inTransaction((tx) => closeDialogue(tx, dialogue.id, start))
  expect(await inTransaction((tx) => destroyDialogueKey(tx, dialogue.id, start))).toEqual({
    kind: 'destroyed',
  })
  expect(await readTrack(db, id, today)).toMatchObject({
    dialogue: { votes: 2 },
    answers: [{ toDialogue: true, explanation: 'Er komen bomen.' }],
  })
})

test('a statement that was refused shows the reason', async () => {
  const { db } = database()
  const { dialogue, pseudonym } = await makeDialogueRoom('Waar komen de banken?')
  const proposal = { dialogueId: dialogue.id, pseudonym, text: 'Mijn buurman heet Jan de Vries.' }
  const proposed = await inTransaction((tx) =>
    proposeStatement(tx, { ...proposal, channel: 'web', now: start, today }),
  )
  if (proposed.kind !== 'held') throw new Error(proposed.kind)
  const inputId = proposed.inputId
  expect((await readTrack(db, inputId, today))?.input.state).toBe('held')
  await inTransaction((tx) =>
    moderateStatement(
      tx,
      { dialogueId: dialogue.id, number: proposed.number },
      { kind: 'refuse', reason: 'personal_data', explanation: 'Er staat een naam in.' },
      { by: author.by, now: start },
    ),
  )
  expect(await readTrack(db, inputId, today)).toMatchObject({
    input: { state: 'refused' },
    dialogue: { refusals: [{ reason: 'personal_data', explanation: 'Er staat een naam in.', appeal: null }] },
  })
})
