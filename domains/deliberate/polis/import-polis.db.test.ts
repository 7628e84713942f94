import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db'
import { publishPolicy } from '#domains/moderation'
import { listPublicInputs } from '#domains/register'
import { makeOpenDossier, now, today } from '#stories'
import { sharedData, useTestDatabase } from '#testing'
import {
  castVote,
  findDialogueBySlug,
  importPolis,
  listBallotTallies,
  listResults,
  openDialogue,
} from '../index.ts'
import { listTallies, recount } from '../testing.ts'

const database = useTestDatabase()
let folder = ''

const comments = `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000000000,x,0,7,2,1,1,Er komen meer bomen.
1500000001000,x,1,7,1,1,0,"Een ""groot"" plein,
met een fontein."
1500000002000,x,2,9,0,1,-1,Weg met de wethouder.
`
// Person 3 changes from agree to disagree on statement 0; the rows do not stand in order of time.
const votes = `timestamp,datetime,comment-id,voter-id,vote
1500000020000,x,0,3,-1
1500000010000,x,0,3,1
1500000011000,x,0,4,1
1500000012000,x,0,5,0
1500000013000,x,1,3,1
1500000014000,x,1,5,-1
1500000015000,x,2,4,-1
`
const summary =
  'topic,Het plein\nurl,https://pol.is/plein\nconversation-description,"Wat vindt u,\nen waarom?"\n'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-polis-'))
  await makeOpenDossier(database().db)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A folder with an export; what is given replaces a file. */
async function makeExport(files: { [name: string]: string } = {}): Promise<string> {
  const made = await mkdtemp(join(folder, 'export-'))
  const all = { 'comments.csv': comments, 'votes.csv': votes, 'summary.csv': summary, ...files }
  for (const [name, text] of Object.entries(all)) await writeFile(join(made, name), text)
  return made
}

/** An export of a conversation that was not imported before. */
const makeOther = (address: string, files: { [name: string]: string } = {}) =>
  makeExport({ 'summary.csv': summary.replace('/plein', `/${address}`), ...files })

async function countRows(db: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of [
    'dossier',
    'dialogue',
    'statement',
    'participant',
    'vote',
    'vote_history',
    'input',
    'event',
  ] as const) {
    const { many } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('many'))
      .executeTakeFirstOrThrow()
    counts[table] = many
  }
  return counts
}

test('an export becomes a closed dialogue with the latest votes, and the replaced ones in its history', async () => {
  const { db } = database()
  const outcome = await importPolis(db, { folder: await makeExport(), now, today })
  expect(outcome).toMatchObject({
    kind: 'imported',
    slug: 'het-plein',
    statements: 3,
    participants: 3,
    votes: 6,
    repeated: 1,
    skipped: 0,
  })
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  const page = await findDialogueBySlug(db, outcome.slug)
  expect(page).toMatchObject({
    dialogue: { state: 'closed', question: 'Het plein', introduction: 'Wat vindt u,\nen waarom?' },
    dossier: { state: 'open' },
  })
  expect(await listResults(db, outcome.dialogue)).toMatchObject([
    { number: 0, text: 'Er komen meer bomen.' },
    { number: 1, text: 'Een "groot" plein,\nmet een fontein.' },
  ])
  expect(await listBallotTallies(db, outcome.dialogue)).toMatchObject([
    { number: 0, agree: 1, disagree: 1, pass: 1 },
    { number: 1, agree: 1, disagree: 1, pass: 0 },
  ])
  const history = await db
    .selectFrom('vote_history')
    .select('choice')
    .where('dialogue_id', '=', outcome.dialogue)
    .where('participant', '=', 3)
    .where('statement', '=', 0)
    .orderBy('transaction')
    .orderBy('position')
    .execute()
  expect(history.map((row) => row.choice)).toEqual([1, -1])
  const said = { dossierId: outcome.dossier, timeZone: 'Europe/Amsterdam', size: 10 }
  expect((await listPublicInputs(db, said)).rows).toHaveLength(2)
})

test('an import is one event, however many statements and whoever brings the same at once', async () => {
  const { db } = database()
  const exported = await makeOther('event')
  const outcomes = await Promise.all([0, 1].map(() => importPolis(db, { folder: exported, now, today })))
  const { dialogue } = outcomes.find((outcome) => outcome.kind === 'imported') ?? { dialogue: '' }
  const events = await db.selectFrom('event').select('type').where('subject_id', '=', dialogue).execute()
  expect(events).toEqual([{ type: 'dialogue-imported' }])
})

test('doing it again changes nothing', async () => {
  const { db } = database()
  const before = await countRows(db)
  const again = await importPolis(db, { folder: await makeExport(), now, today })
  expect(again).toMatchObject({ kind: 'imported', votes: 6, repeated: 1, skipped: 6 })
  expect(await countRows(db)).toEqual(before)
})

test('a later export of the same conversation adds what is new', async () => {
  const { db } = database()
  const outcome = await importPolis(db, {
    folder: await makeExport({
      'comments.csv': comments.replace(',0,7,2,1,1,', ',0,7,3,1,1,'),
      'votes.csv': `${votes}1500000030000,x,0,8,1\n`,
    }),
    now,
    today,
  })
  expect(outcome).toMatchObject({ kind: 'imported', votes: 7, skipped: 6, participants: 4 })
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  expect((await listBallotTallies(db, outcome.dialogue))[0]).toMatchObject({ agree: 2, disagree: 1, pass: 1 })
})

test('a later export in which somebody changed their vote moves it from one count to the other', async () => {
  const { db } = database()
  const summary = { 'summary.csv': 'topic,Een ander gesprek\nurl,https://pol.is/changed\n' }
  await importPolis(db, { folder: await makeExport(summary), now, today })
  const outcome = await importPolis(db, {
    folder: await makeExport({
      ...summary,
      'comments.csv': comments.replace(',0,7,2,1,1,', ',0,7,3,1,1,'),
      'votes.csv': `${votes}1500000030000,x,0,3,1\n`,
    }),
    now,
    today,
  })
  expect(outcome).toMatchObject({ kind: 'imported', votes: 6, repeated: 2, skipped: 5 })
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  const tallies = await listTallies(db, outcome.dialogue)
  expect(tallies).toEqual(await recount(db, outcome.dialogue))
  expect(tallies[0]).toEqual({ number: 0, agree: 2, disagree: 0, pass: 1 })
})

test('an export in which −1 is agree gives the same counts', async () => {
  const { db } = database()
  const turned = votes.replace(/,(-?1)\n/g, (_, vote: string) => `,${-Number(vote)}\n`)
  const outcome = await importPolis(db, {
    folder: await makeOther('turned', { 'votes.csv': turned }),
    now,
    today,
  })
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  expect((await listBallotTallies(db, outcome.dialogue))[0]).toMatchObject({ agree: 1, disagree: 1, pass: 1 })
})

const even = `timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000000000,0,7,1,1,1,Er komen meer bomen.
`

test.each([
  ['a line cut off', { 'votes.csv': votes.slice(0, -6) }, 'votes.csv', 8, 'cut off'],
  [
    'a whole line missing',
    { 'votes.csv': votes.slice(0, -'1500000015000,x,2,4,-1\n'.length) },
    'comments.csv',
    5,
    'incomplete',
  ],
  [
    'a quotation mark not closed',
    { 'comments.csv': comments.replace('fontein."', 'fontein.') },
    'comments.csv',
    3,
    'never closed',
  ],
  ['a cell too few', { 'votes.csv': votes.replace('0,4,1', '0,1') }, 'votes.csv', 4, 'fewer cells'],
  [
    'a statement that is not there',
    { 'votes.csv': votes.replace('x,2,4', 'x,99,4') },
    'votes.csv',
    8,
    'statement 99',
  ],
  ['a vote of 2', { 'votes.csv': votes.replace('1,5,-1', '1,5,2') }, 'votes.csv', 7, 'vote is "2"'],
  [
    'a person without a number',
    { 'votes.csv': votes.replace('0,4,1', '0,,1') },
    'votes.csv',
    4,
    'voter-id is ""',
  ],
  [
    'the same statement twice',
    { 'comments.csv': `${comments + comments.split('\n')[1]}\n` },
    'comments.csv',
    6,
    'twice',
  ],
  [
    'moderation of 5',
    { 'comments.csv': comments.replace('2,1,1,Er', '2,1,5,Er') },
    'comments.csv',
    2,
    'moderated is "5"',
  ],
  ['a column missing', { 'comments.csv': comments.replace('agrees', 'yes') }, 'comments.csv', 1, '"agrees"'],
  ['an empty file', { 'votes.csv': '' }, 'votes.csv', 1, 'empty'],
  [
    'counts that say nothing of the sign',
    {
      'comments.csv': even,
      'votes.csv': 'timestamp,comment-id,voter-id,vote\n1500000010000,0,1,1\n1500000010000,0,2,-1\n',
    },
    'votes.csv',
    1,
    'whether 1 means agree',
  ],
  [
    'counts that contradict',
    { 'votes.csv': votes.replace('x,1,5,-1', 'x,1,5,1') },
    'comments.csv',
    3,
    'statement 1 should have 1',
  ],
])(
  '%s is refused with file, line and reason, and nothing is written',
  async (name, files, file, line, reason) => {
    const { db } = database()
    const before = await countRows(db)
    const outcome = await importPolis(db, { folder: await makeOther(name, files), now, today })
    expect(outcome).toMatchObject({ kind: 'refused', file, line })
    expect(outcome.kind === 'refused' && outcome.reason).toContain(reason)
    expect(await countRows(db)).toEqual(before)
  },
)

test('a file that is not there is refused', async () => {
  const made = await makeOther('missing')
  await rm(join(made, 'votes.csv'))
  expect(await importPolis(database().db, { folder: made, now, today })).toMatchObject({
    kind: 'refused',
    file: 'votes.csv',
  })
})

test('an import that is broken off shows nothing, and is finished by doing it again', async () => {
  const { db } = database()
  const many = Array.from({ length: 25_000 }, (_, person) => `${1500000010000 + person},0,${person},1`)
  const files = {
    'comments.csv': `timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1500000000000,0,7,25000,0,1,Er komen meer bomen.\n`,
    'votes.csv': `timestamp,comment-id,voter-id,vote\n${many.join('\n')}\n`,
    'summary.csv': 'topic,Gebroken gesprek\nurl,https://pol.is/broken\n',
  }
  const made = await makeExport(files)
  const breakOff = () => {
    throw new Error('killed')
  }
  await expect(importPolis(db, { folder: made, now, today, onProgress: breakOff })).rejects.toThrow('killed')
  expect(await findDialogueBySlug(db, 'gebroken-gesprek')).toBeUndefined()
  const published = await db
    .selectFrom('input')
    .innerJoin('dialogue', 'dialogue.id', 'input.dialogue_id')
    .select('input.id')
    .where('dialogue.slug', '=', 'gebroken-gesprek')
    .where('input.state', '=', 'published')
    .execute()
  expect(published).toEqual([])
  const outcome = await importPolis(db, { folder: made, now, today })
  expect(outcome).toMatchObject({ kind: 'imported', votes: 25_000, participants: 25_000 })
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  expect(outcome.skipped).toBeGreaterThanOrEqual(20_000)
  const [counted] = await recount(db, outcome.dialogue)
  expect((await listBallotTallies(db, outcome.dialogue))[0]).toMatchObject({ ...counted, agree: 25_000 })
  expect((await findDialogueBySlug(db, 'gebroken-gesprek'))?.dialogue.state).toBe('closed')
})

test('two imports of one conversation at the same time make one dialogue', async () => {
  const { db } = database()
  const made = await makeOther('twice')
  const outcomes = await Promise.all([1, 2, 3].map(() => importPolis(db, { folder: made, now, today })))
  expect(
    new Set(outcomes.map((outcome) => (outcome.kind === 'imported' ? outcome.dialogue : outcome.kind))).size,
  ).toBe(1)
})

test('what was opened to votes here is not written over', async () => {
  const { db } = database()
  const { id: dossierId } = await makeOpenDossier(db)
  const made = await makeOther('opened')
  const outcome = await importPolis(db, { folder: made, dossierId, now, today })
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  expect(outcome.dossier).toBe(dossierId)
  const open = () => db.transaction().execute((tx) => openDialogue(tx, outcome.dialogue, { now, today }))
  // By which rules it was moderated elsewhere, we do not know: staff publish their own first.
  expect(await open()).toEqual({ kind: 'no-policy' })
  await db
    .transaction()
    .execute((tx) => publishPolicy(tx, outcome.dialogue, 'Wij lezen alles eerst.', { by: null, now }))
  expect(await open()).toEqual({ kind: 'opened' })
  const voted = await castVote(db, {
    dialogue: { id: outcome.dialogue, dossier_id: dossierId },
    pseudonym: Buffer.alloc(32, 1),
    statement: 0,
    choice: 'agree',
    channel: 'web',
    now,
    today,
  })
  expect(voted).toEqual({ kind: 'voted' })
  expect((await importPolis(db, { folder: made, dossierId, now, today })).kind).toBe('imported')
  await rename(join(made, 'votes.csv'), join(made, 'plein-votes (1).csv'))
  expect((await importPolis(db, { folder: made, dossierId, now, today })).kind).toBe('imported')
  await writeFile(join(made, 'plein-votes (1).csv'), `${votes}1500000030000,x,0,8,0\n`)
  expect(await importPolis(db, { folder: made, dossierId, now, today })).toEqual({ kind: 'opened-since' })
  const other = await makeOpenDossier(db)
  expect(await importPolis(db, { folder: made, dossierId: other.id, now, today })).toEqual({
    kind: 'in-other-dossier',
    dossier: dossierId,
  })
})

const conversations = sharedData('opinion', 'conversations')

test.skipIf(!conversations)(
  'a real file that lost its end is refused (skipped where WEERKLANK_DATA has none)',
  async () => {
    const made = join(folder, 'cut')
    await cp(join(conversations ?? '', 'london.youth.policing'), made, { recursive: true })
    const text = await readFile(join(made, 'votes.csv'), 'utf8')
    await rm(join(made, 'votes.csv'))
    await writeFile(join(made, 'votes.csv'), text.slice(0, Math.floor(text.length / 2)))
    const before = await countRows(database().db)
    expect(await importPolis(database().db, { folder: made, now, today })).toMatchObject({
      kind: 'refused',
      file: 'votes.csv',
    })
    expect(await countRows(database().db)).toEqual(before)
  },
)

test('what is no ordinary file is refused before it is opened: a folder, a pipe, a device without end', async () => {
  for (const name of ['comments.csv', 'votes.csv', 'summary.csv']) {
    const pipe = (path: string) => promisify(execFile)('mkfifo', [path])
    for (const make of [mkdir, pipe, (path: string) => symlink('/dev/zero', path)]) {
      const place = await makeOther('vreemd')
      await rm(join(place, name))
      await make(join(place, name))
      const refused = { kind: 'refused', file: name, line: 0, reason: 'it is no ordinary file' }
      expect(await importPolis(database().db, { folder: place, now, today })).toEqual(refused)
    }
  }
})
