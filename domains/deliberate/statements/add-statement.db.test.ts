import { expect, test } from 'vitest'
import { makeOpenDialogue, now, type OpenDialogue, seeds, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  addStatement,
  castVote,
  changeTerms,
  closeDialogue,
  listAggregates,
  listModeration,
  proposeStatement,
} from '../index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const reason = 'De raad vroeg hiernaar.'
const add = (room: OpenDialogue, text: string, day = today) =>
  inTransaction((tx) =>
    addStatement(tx, { dialogueId: room.id, text, reason }, { by: room.by, now, today: day }),
  )

const logOf = async (room: OpenDialogue) =>
  (await listModeration(database().db, { dialogueId: room.id, of: 'notable', size: 10 })).rows

test('staff add a statement to an open dialogue: marked as theirs, voted on at once, and told to everybody', async () => {
  const room = await makeOpenDialogue(database().db, { moderation: 'strict' })
  const number = seeds.length + 1
  expect(await add(room, 'Er komt een kiosk op het plein.')).toEqual({ kind: 'added', number })
  const vote = { pseudonym: room.newPerson(), statement: number, choice: 'agree', channel: 'web' } as const
  const voted = await castVote(database().db, { dialogue: room.dialogue, ...vote, now, today })
  expect(voted.kind).toBe('voted')
  const statements = await listAggregates(database().db, room.id)
  expect(statements.at(-1)).toMatchObject({ number, is_seed: true })
  expect(await logOf(room)).toMatchObject([
    { kind: 'decision', decision: 'added', explanation: reason, statement: { number, isPublic: true } },
  ])
})

test('what somebody said before is not added again, in whatever state it is', async () => {
  const room = await makeOpenDialogue(database().db, { moderation: 'strict' })
  const proposal = { dialogueId: room.id, pseudonym: room.newPerson(), channel: 'web', now, today } as const
  await inTransaction((tx) => proposeStatement(tx, { ...proposal, text: 'Er komt een speeltuin.' }))
  expect(await add(room, 'ER KOMT EEN SPEELTUIN')).toMatchObject({ kind: 'said-before', state: 'held' })
  expect(await add(room, seeds[0] ?? '')).toMatchObject({
    kind: 'said-before',
    number: 1,
    state: 'published',
  })
  expect(await logOf(room)).toEqual([])
})

test('two who add the same at once add it once', async () => {
  const room = await makeOpenDialogue(database().db)
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => add(room, 'Er komt een fontein op het plein.')),
  )
  expect(outcomes.map((one) => one.kind).sort()).toEqual([
    'added',
    'said-before',
    'said-before',
    'said-before',
  ])
})

test('nothing is added to a dialogue that is not open, or that is no statement', async () => {
  const room = await makeOpenDialogue(database().db, { closesOn: today })
  expect(await add(room, 'Kort.')).toMatchObject({ kind: 'text-refused', why: 'too-short' })
  expect(await add(room, 'Er komt <b>gras</b> op het plein.')).toMatchObject({ why: 'markup' })
  expect(await add(room, 'Er komt een kiosk.', '2099-01-01')).toEqual({ kind: 'dialogue-not-open' })
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await add(room, 'Er komt een kiosk.')).toEqual({ kind: 'dialogue-not-open' })
  expect(await logOf(room)).toEqual([])
})

test('a last day that moves, and who reads statements first, stay in the log; saving the same says nothing', async () => {
  const room = await makeOpenDialogue(database().db, { closesOn: '2099-03-02', moderation: 'strict' })
  const change = (closesOn: string | null, moderation: 'strict' | 'light') =>
    inTransaction((tx) => changeTerms(tx, room.id, { closesOn, moderation }, { by: room.by, now, today }))
  await change('2099-03-02', 'strict')
  await change('2099-04-01', 'light')
  await change(null, 'light')
  expect(await logOf(room)).toMatchObject([
    {
      kind: 'terms',
      before: { closesOn: '2099-04-01', moderation: 'light' },
      after: { closesOn: null, moderation: 'light' },
    },
    {
      before: { closesOn: '2099-03-02', moderation: 'strict' },
      after: { closesOn: '2099-04-01', moderation: 'light' },
    },
  ])
})
