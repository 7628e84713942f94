import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db'
import type { ModerationDecision } from '#domains/moderation'
import { newId } from '#platform/db'
import { makeOpenDialogue, makeOpenDossier, now, today } from '#stories'
import { sharedData, useTestDatabase } from '#testing'
import {
  castVote,
  countDialogue,
  exportPolis,
  findDialogueBySlug,
  importPolis,
  moderateStatement,
  proposeStatement,
  reviseStatements,
  withdrawVote,
} from '../index.ts'

const database = useTestDatabase()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-export-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const newFolder = async () => join(await mkdtemp(join(folder, 'export-')), 'made')
const urlOf = (slug: string) => `https://plein.example/nl/dialogues/${slug}`
const exportTo = (made: string, dialogue: string) =>
  exportPolis(database().db, { dialogue, folder: made, urlOf, now })

async function read(path: string, name: string): Promise<Record<string, string>[]> {
  return parse(await readFile(join(path, name)), { columns: true })
}

/** All that an export keeps: statements with their moderation, and people as nothing but what they answered. */
async function contentsOf(db: Db, dialogueId: string) {
  const statements = await db
    .selectFrom('statement')
    .select(['number', 'text', 'state', 'is_meta', 'is_seed', 'created_at'])
    .where('dialogue_id', '=', dialogueId)
    .where('state', '<>', 'held')
    .orderBy('number')
    .execute()
  const votes = await db
    .selectFrom('vote')
    .select(['participant', 'statement', 'choice', 'voted_at'])
    .where('dialogue_id', '=', dialogueId)
    .orderBy('statement')
    .execute()
  const people = Map.groupBy(votes, (vote) => vote.participant)
  const answers = [...people.values()].map((own) =>
    own.map((vote) => `${vote.statement}:${vote.choice}@${vote.voted_at.getTime()}`).join(' '),
  )
  return { statements, people: answers.sort(), votes: votes.length }
}

/** Exports a dialogue, and imports it as another. */
async function roundTrip(slug: string) {
  const { db } = database()
  const made = await newFolder()
  const exported = await exportTo(made, slug)
  const imported = await importPolis(db, {
    folder: made,
    now,
    today,
    dossierId: (await makeOpenDossier(db)).id,
  })
  if (imported.kind !== 'imported') throw new Error(JSON.stringify(imported))
  return { made, exported, imported }
}

/** Three people answer three statements of the organisation and one of a resident; two more wait or were refused. */
async function makeAnsweredDialogue() {
  const { db } = database()
  const { dialogue, slug, newPerson, by } = await makeOpenDialogue(db)
  const people = [newPerson(), newPerson(), newPerson()]
  const texts = [
    'Er komt een "fontein", en\u00a0banken.',
    'Weg met de wethouder en iedereen.',
    'Dit wacht nog op iemand.',
  ]
  for (const [at, text] of texts.entries()) {
    const pseudonym = people[at % 2] ?? newPerson()
    const proposal = { dialogueId: dialogue.id, pseudonym, text, channel: 'web', now, today } as const
    await db.transaction().execute((tx) => proposeStatement(tx, proposal))
  }
  await moderate(dialogue.id, by)
  const vote = (person: number, statement: number, choice: 'agree' | 'disagree' | 'pass') =>
    castVote(db, {
      dialogue,
      pseudonym: people[person] ?? newPerson(),
      statement,
      choice,
      channel: 'web',
      now,
      today,
    })
  await vote(0, 1, 'agree')
  await vote(0, 1, 'disagree')
  await vote(0, 4, 'pass')
  await vote(1, 1, 'agree')
  await vote(1, 2, 'agree')
  await vote(2, 3, 'agree')
  await vote(2, 4, 'agree')
  const taken = {
    dialogue,
    pseudonym: people[2] ?? newPerson(),
    statement: 3,
    channel: 'web',
    now,
    today,
  } as const
  await withdrawVote(db, taken)
  return { id: dialogue.id, slug, by }
}

async function moderate(dialogueId: string, by: string): Promise<void> {
  const decide = (number: number, decision: ModerationDecision) =>
    database()
      .db.transaction()
      .execute((tx) => moderateStatement(tx, { dialogueId, number }, decision, { by, now, today }))
  await decide(4, { kind: 'publish' })
  await decide(5, { kind: 'refuse', reason: 'insulting', explanation: '' })
}

test('a dialogue that goes out and comes back is the same: statements, moderation, votes that count', async () => {
  const { db } = database()
  const { id, slug } = await makeAnsweredDialogue()
  const { exported, imported } = await roundTrip(slug)
  expect(exported).toEqual({ kind: 'exported', slug, statements: 5, participants: 3, votes: 5, held: 1 })
  expect(imported).toMatchObject({ statements: 5, participants: 3, votes: 5, repeated: 0 })
  expect(await contentsOf(db, imported.dialogue)).toEqual(await contentsOf(db, id))
})

test('a statement that was replaced goes out as accepted, so that its votes count in the maths elsewhere too', async () => {
  const { db } = database()
  const { id, slug, by } = await makeAnsweredDialogue()
  const revision = { kind: 'corrected', dialogueId: id, statements: [1], reason: 'Een fout.' } as const
  await db
    .transaction()
    .execute((tx) =>
      reviseStatements(tx, { ...revision, texts: ['Er komen veel meer bomen.'] }, { by, now, today }),
    )
  const { made, imported } = await roundTrip(slug)
  const [first] = await read(made, 'comments.csv')
  expect(first).toMatchObject({ 'comment-id': '1', moderated: '1', agrees: '1', disagrees: '1' })
  const [here, there] = [await contentsOf(db, id), await contentsOf(db, imported.dialogue)]
  const asThere = here.statements.map((one) =>
    one.state === 'closed' ? { ...one, state: 'published' } : one,
  )
  expect(there).toEqual({ ...here, statements: asThere })
})

test('the files are those of Polis, and say what agree is', async () => {
  const { slug } = await makeAnsweredDialogue()
  const made = await newFolder()
  await exportTo(made, slug)
  expect((await readdir(made)).sort()).toEqual([
    'comments.csv',
    'participants-votes.csv',
    'summary.csv',
    'votes.csv',
  ])
  const comments = await read(made, 'comments.csv')
  expect(
    comments.map((row) => [row['comment-id'], row.agrees, row.disagrees, row.moderated, row['is-seed']]),
  ).toEqual([
    ['1', '1', '1', '1', 'true'],
    ['2', '1', '0', '1', 'true'],
    ['3', '0', '0', '1', 'true'],
    ['4', '1', '0', '1', 'false'],
    ['5', '0', '0', '-1', 'false'],
  ])
  const people = await read(made, 'participants-votes.csv')
  const votes = await read(made, 'votes.csv')
  expect(people.map((row) => row.participant)).toEqual(['1', '2', '3'])
  for (const person of people)
    expect(Object.keys(person).filter((column) => /^\d+$/.test(column) && person[column] !== '')).toEqual(
      votes.filter((row) => row['voter-id'] === person.participant).map((row) => row['comment-id']),
    )
  const author = comments[3]?.['author-id']
  expect(people.find((row) => row.participant === author)).toMatchObject({
    'n-comments': '1',
    '1': '-1',
    '4': '0',
  })
  expect(await readFile(join(made, 'summary.csv'), 'utf8')).toContain('\nvalue-of-agree,1\n')
})

test('nobody but who made them can read the files', async () => {
  const { slug } = await makeAnsweredDialogue()
  const made = await newFolder()
  await exportTo(made, slug)
  for (const name of await readdir(made)) expect((await stat(join(made, name))).mode & 0o077).toBe(0)
})

test('two exports of one dialogue number people by lot, and come back as two dialogues', async () => {
  const { slug } = await makeAnsweredDialogue()
  const [one, two] = [await roundTrip(slug), await roundTrip(slug)]
  expect(one.imported.dialogue).not.toBe(two.imported.dialogue)
  const again = await importPolis(database().db, { folder: one.made, now, today })
  expect(again).toMatchObject({ kind: 'imported', dialogue: one.imported.dialogue, skipped: 5 })
})

test('a dialogue without a vote goes out and comes back', async () => {
  const { slug, id } = await makeOpenDialogue(database().db)
  const { exported, imported } = await roundTrip(slug)
  expect(exported).toMatchObject({ statements: 3, participants: 0, votes: 0 })
  expect(await contentsOf(database().db, imported.dialogue)).toEqual(await contentsOf(database().db, id))
})

test('a dialogue is named by the id that an import prints, or by its address', async () => {
  const { slug, id } = await makeOpenDialogue(database().db)
  expect(await exportTo(await newFolder(), id)).toMatchObject({ kind: 'exported', slug })
  expect(await exportTo(await newFolder(), slug)).toMatchObject({ kind: 'exported', slug })
  expect(await exportTo(await newFolder(), newId())).toEqual({ kind: 'dialogue-not-found' })
})

test('an unknown dialogue, a folder with files and a file in place of a folder are refused and untouched', async () => {
  const { slug } = await makeOpenDialogue(database().db)
  const made = await newFolder()
  expect(await exportTo(made, 'there-is-none')).toEqual({ kind: 'dialogue-not-found' })
  await mkdir(made)
  await writeFile(join(made, 'notes.txt'), 'ours')
  expect(await exportTo(made, slug)).toEqual({ kind: 'folder-not-empty' })
  expect(await readdir(made)).toEqual(['notes.txt'])
  expect(await exportTo(join(made, 'notes.txt'), slug)).toMatchObject({ kind: 'folder-not-usable' })
})

test('an export that fails leaves no file behind', async () => {
  const { slug } = await makeAnsweredDialogue()
  const made = await newFolder()
  const fail = () => {
    throw new Error('disk full')
  }
  const request = { dialogue: slug, folder: made, urlOf, now, onProgress: fail }
  await expect(exportPolis(database().db, request)).rejects.toThrow('disk full')
  expect(await readdir(made)).toEqual([])
})

const conversations = sharedData('opinion', 'conversations')
const names = conversations ? (await readdir(conversations)).sort() : ['a real conversation']

/** Hundreds of thousands of votes go in, out and in again, on a machine that may do other things. */
const MOST_OF_A_REAL_ONE_MS = 240_000

test.skipIf(!conversations).each(names)(
  '%s goes out and comes back exactly (skipped where WEERKLANK_DATA has none)',
  async (name) => {
    const { db } = database()
    await makeOpenDossier(db)
    const first = await importPolis(db, { folder: join(conversations ?? '', name), now, today })
    if (first.kind !== 'imported') throw new Error(JSON.stringify(first))
    const { imported } = await roundTrip(first.slug)
    const [before, after] = [await contentsOf(db, first.dialogue), await contentsOf(db, imported.dialogue)]
    expect(after.votes).toBe(first.votes)
    expect(after.statements).toEqual(before.statements)
    expect(after.people).toEqual(before.people)
    expect(await countDialogue(db, imported.dialogue)).toEqual(await countDialogue(db, first.dialogue))
    const page = async (slug: string) => {
      const found = await findDialogueBySlug(db, slug)
      return [found?.dialogue.question, found?.dialogue.introduction]
    }
    expect(await page(imported.slug)).toEqual(await page(first.slug))
  },
  MOST_OF_A_REAL_ONE_MS,
)
