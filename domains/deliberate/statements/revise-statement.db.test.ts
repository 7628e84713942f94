import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { makeOpenDialogue, now, seeds, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  chooseStatement,
  closeDialogue,
  createOwnChoices,
  findAnsweredVersion,
  findLineage,
  listAggregates,
  listBallotTallies,
  listOwnVotes,
  listReplaced,
  listResults,
  moderateStatement,
  prepareChoice,
  requestRemoval,
  settleRemoval,
  withdrawVote,
} from '../index.ts'
import { revisingIn, split } from './revise-testing.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const { revise, vote, propose, statesOf } = revisingIn(database)

test('a statement is split: the old one keeps its votes and is asked no more, the new ones are asked of everybody', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  await vote(room, anna, 1, 'agree')
  expect(await revise(room, split)).toEqual({ kind: 'revised', numbers: [4, 5] })
  expect(await statesOf(room)).toEqual({
    1: 'closed',
    2: 'published',
    3: 'published',
    4: 'published',
    5: 'published',
  })
  expect(await listReplaced(db, room.id)).toMatchObject([
    {
      number: 1,
      agree: 0,
      disagree: 0,
      pass: 0,
      how: 'split',
      reason: 'Er stonden twee ideeën in.',
      replacedAt: now,
      newer: [
        { number: 4, text: 'Er komen meer bomen.' },
        { number: 5, text: 'Er komt meer gras.' },
      ],
    },
  ])
  expect((await listResults(db, room.id)).map((result) => result.number)).toEqual([2, 3, 4, 5])
  const [tallies, { choices: answered }, lineage] = await Promise.all([
    listBallotTallies(db, room.id),
    createOwnChoices(db)({ dialogueId: room.id, pseudonym: anna }),
    findLineage(db, room.id),
  ])
  expect(tallies.map((one) => one.number)).toEqual([2, 3, 4, 5])
  expect(chooseStatement(prepareChoice(tallies, undefined), answered, 'anna')).toBeDefined()
  expect(findAnsweredVersion(lineage, 5, answered)).toMatchObject({ number: 1, text: seeds[0] })
  expect(findAnsweredVersion(lineage, 2, answered)).toBeUndefined()
})

test('a vote on a replaced statement is refused, shown to who cast it, and can be taken back', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  await vote(room, anna, 1, 'agree')
  await revise(room, split)
  expect(await vote(room, anna, 1, 'disagree')).toEqual({ kind: 'statement-not-open' })
  expect(await vote(room, room.newPerson(), 1, 'agree')).toEqual({ kind: 'statement-not-open' })
  const own = { dialogueId: room.id, pseudonym: anna }
  expect(await listOwnVotes(db, own)).toMatchObject([{ number: 1, own: 'agree', isReplaced: true }])
  const taken = {
    dialogue: room.dialogue,
    pseudonym: anna,
    statement: 1,
    channel: 'web',
    now,
    today,
  } as const
  expect(await withdrawVote(db, taken)).toEqual({ kind: 'withdrawn' })
  expect(await listReplaced(db, room.id)).toMatchObject([{ number: 1, agree: 0 }])
})

test('a correction keeps who wrote it and whose it is, and may change an accent alone', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { moderation: 'light' })
  const proposed = await propose(room, 'Er komt een cafe op het plein.')
  if (proposed.kind !== 'published') throw new Error(proposed.kind)
  const change = {
    kind: 'corrected',
    statements: [proposed.number],
    texts: ['Er komt een café op het plein.'],
  } as const
  expect(await revise(room, change)).toEqual({ kind: 'revised', numbers: [5] })
  const rows = await db
    .selectFrom('statement')
    .select(['number', 'text', 'author', 'is_seed', 'input_id', 'language', 'created_at'])
    .where('dialogue_id', '=', room.id)
    .where('number', '>=', 4)
    .orderBy('number')
    .execute()
  expect(rows[0]).toMatchObject({ author: 1, is_seed: false, input_id: proposed.inputId })
  expect(rows[1]).toEqual({
    number: 5,
    text: 'Er komt een café op het plein.',
    author: 1,
    is_seed: false,
    input_id: null,
    language: 'nl',
    created_at: now,
  })
  expect(await revise(room, { ...change, statements: [5] })).toMatchObject({ kind: 'unchanged' })
})

test('a merger of statements by different people has no author, may keep the words of one, and seeds stay seeds', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { moderation: 'light' })
  await propose(room, 'Zet overal bomen neer.')
  await propose(room, 'Plant bomen op het hele plein.')
  const ours = { kind: 'merged', statements: [1, 2], texts: [seeds[0] ?? ''] } as const
  expect(await revise(room, ours)).toEqual({ kind: 'revised', numbers: [6] })
  const theirs = { kind: 'merged', statements: [5, 4, 5], texts: ['Plant overal bomen.'] } as const
  expect(await revise(room, theirs)).toEqual({ kind: 'revised', numbers: [7] })
  const made = await db
    .selectFrom('statement')
    .select(['number', 'author', 'is_seed'])
    .where('dialogue_id', '=', room.id)
    .where('number', '>', 5)
    .orderBy('number')
    .execute()
  expect(made).toEqual([
    { number: 6, author: null, is_seed: true },
    { number: 7, author: null, is_seed: false },
  ])
  expect(await listReplaced(db, room.id)).toHaveLength(4)
})

test('where nobody knows who wrote one of the statements of a merger, nobody knows it of the merger', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { moderation: 'light' })
  await propose(room, 'Zet overal bomen neer.')
  await db
    .updateTable('statement')
    .set({ is_seed: null })
    .where('dialogue_id', '=', room.id)
    .where('number', '=', 2)
    .execute()
  for (const statements of [
    [1, 2],
    [3, 4],
  ])
    await revise(room, { kind: 'merged', statements, texts: [`Er komt ${statements.join(' en ')} erbij.`] })
  const made = db.selectFrom('statement').select('is_seed').where('dialogue_id', '=', room.id)
  expect(await made.where('number', '>', 4).orderBy('number').execute()).toEqual([
    { is_seed: null },
    { is_seed: false },
  ])
})

test('a mistake is undone with the old words, and who says them is sent to what is asked now', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  await revise(room, { kind: 'corrected', statements: [1], texts: ['Er komen minder bomen.'] })
  expect(await propose(room, seeds[0] ?? '')).toMatchObject({
    kind: 'said-before',
    number: 1,
    state: 'closed',
  })
  const back = { kind: 'corrected', statements: [4], texts: [seeds[0] ?? ''] } as const
  expect(await revise(room, back)).toEqual({ kind: 'revised', numbers: [5] })
  expect(await propose(room, seeds[0] ?? '')).toMatchObject({ kind: 'said-before', number: 5 })
})

test('what cannot be done is said, and nothing is changed', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const held = await propose(room, 'Er komt een speeltuin op het plein.')
  if (held.kind !== 'held') throw new Error(held.kind)
  const before = await statesOf(room)
  const correct = (text: string, number = 1) =>
    revise(room, { kind: 'corrected', statements: [number], texts: [text] })
  const cases: [Promise<unknown>, object][] = [
    [correct('kort'), { kind: 'text-refused', text: 'kort', why: 'too-short' }],
    [correct('Een zin met <b>opmaak</b>.'), { kind: 'text-refused', why: 'markup' }],
    [
      correct(`Een zin${String.fromCodePoint(0xe000)} andersom.`),
      { kind: 'text-refused', why: 'hidden-characters' },
    ],
    [correct('a'.repeat(1_000_000)), { kind: 'text-refused', why: 'too-long' }],
    [correct(seeds[0] ?? ''), { kind: 'unchanged' }],
    [correct('de markt blijft op het PLEIN'), { kind: 'said-before', number: 2, state: 'published' }],
    [correct('Er komt een speeltuin op het plein'), { kind: 'said-before', number: 4, state: 'held' }],
    [correct('Er komt een fontein.', 4), { kind: 'not-published', number: 4, state: 'held' }],
    [correct('Er komt een fontein.', 99), { kind: 'not-found', number: 99 }],
    [revise(room, { ...split, texts: ['Er komt een fontein.'] }), { kind: 'too-few', of: 'texts' }],
    [revise(room, { ...split, texts: [] }), { kind: 'too-few', of: 'texts' }],
    [revise(room, { ...split, statements: [1, 2] }), { kind: 'too-many', of: 'statements' }],
    [
      revise(room, { ...split, texts: Array.from({ length: 11 }, (_, at) => `Idee nummer ${at}.`) }),
      { kind: 'too-many', of: 'texts' },
    ],
    [
      revise(room, { ...split, texts: ['Er komt een fontein.', 'er komt een FONTEIN'] }),
      { kind: 'same-texts', text: 'er komt een FONTEIN' },
    ],
    [
      revise(room, { ...split, texts: ['Er komt een fontein.', seeds[0] ?? ''] }),
      { kind: 'unchanged', text: seeds[0] },
    ],
    [
      revise(room, { kind: 'merged', statements: [1, 1], texts: ['Er komt een fontein.'] }),
      { kind: 'too-few', of: 'statements' },
    ],
  ]
  for (const [outcome, expected] of cases) expect(await outcome).toMatchObject(expected)
  expect(await statesOf(room)).toEqual(before)
  expect(await listReplaced(db, room.id)).toEqual([])
})

test('a statement that somebody asked to remove is not revised, and a removal still works on a replaced one', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const key = { dialogueId: room.id, number: 1 }
  const ask = () =>
    inTransaction((tx) =>
      requestRemoval(tx, key, { reason: 'unclear', explanation: '' }, { by: room.by, now, today }),
    )
  await ask()
  expect(await revise(room, split)).toEqual({ kind: 'removal-requested', number: 1 })
  await inTransaction((tx) => settleRemoval(tx, key, 'rejected', { by: room.by, now, today }))
  expect(await revise(room, split)).toMatchObject({ kind: 'revised' })
  expect(await ask()).toEqual({ kind: 'requested' })
})

test('a dialogue that is closed, by hand or by its last day, keeps its statements as they are', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  await db.updateTable('dialogue').set({ closes_on: today }).where('id', '=', room.id).execute()
  expect(await revise(room, split, '2026-03-03')).toEqual({ kind: 'dialogue-not-open' })
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await revise(room, split)).toEqual({ kind: 'dialogue-not-open' })
  const none = { ...room, id: '01890000-0000-7000-8000-000000000000' }
  expect(await revise(none, split)).toEqual({ kind: 'dialogue-not-open' })
})

test('a dialogue that is full takes no more versions', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  await db
    .updateTable('dialogue_numbering')
    .set({ next_statement: 2000 })
    .where('dialogue_id', '=', room.id)
    .execute()
  expect(await revise(room, split)).toEqual({ kind: 'dialogue-full' })
  const last = { kind: 'corrected', statements: [1], texts: ['Er komen veel bomen.'] } as const
  expect(await revise(room, last)).toEqual({ kind: 'revised', numbers: [2000] })
})

test('a statement that was decided about already is not published again because it was replaced', async () => {
  const room = await makeOpenDialogue(database().db)
  await revise(room, split)
  const publish = (tx: Tx) =>
    moderateStatement(
      tx,
      { dialogueId: room.id, number: 1 },
      { kind: 'publish' },
      { by: room.by, now, today },
    )
  expect(await inTransaction(publish)).toEqual({ kind: 'already-decided', state: 'closed' })
})

test('the public counts tell which statements were replaced, and by which', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  await revise(room, split)
  expect(await listAggregates(db, room.id)).toMatchObject([
    { number: 1, state: 'closed', replaced_by: [4, 5] },
    { number: 2, state: 'published', replaced_by: [] },
    { number: 3, state: 'published', replaced_by: [] },
    { number: 4, state: 'published', replaced_by: [] },
    { number: 5, state: 'published', replaced_by: [] },
  ])
})

test('whatever is revised, one version of each line is asked, and each closed one has a newer', async () => {
  const { db } = database()
  const step = fc.record({
    kind: fc.constantFrom('corrected', 'split', 'merged'),
    statements: fc.uniqueArray(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 3 }),
    words: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const room = await makeOpenDialogue(db)
      for (const { kind, statements, words } of steps)
        await revise(room, { kind, statements, texts: words.map((word) => `Er komt idee nummer ${word}.`) })
      const rows = await db
        .selectFrom('statement')
        .select(['number', 'state', 'fingerprint'])
        .where('dialogue_id', '=', room.id)
        .orderBy('number')
        .execute()
      const { newerOf } = await findLineage(db, room.id)
      expect(rows.map((row) => row.number)).toEqual(rows.map((_, at) => at + 1))
      for (const { number, state } of rows) expect(state === 'closed').toBe(newerOf.has(number))
      const asked = rows.filter((row) => row.state === 'published').map((row) => row.fingerprint)
      expect(new Set(asked).size).toBe(asked.length)
      for (const [from, to] of newerOf) expect(to.every((number) => number > from)).toBe(true)
    }),
    { numRuns: 15 },
  )
})
