import type { UpdateObject } from 'kysely'
import { expect, test } from 'vitest'
import type { DB, Tx } from '#db'
import { makeOpenDialogue, now, type OpenDialogue, today } from '#stories'
import { useTestDatabase } from '#testing'
import { closeDialogue } from '../dialogues/open-dialogue.ts'
import { joinDialogue } from '../participants/join-dialogue.ts'
import { listTallies, openVoteBox, recount } from '../testing.ts'
import type { Ballot } from './ballot.ts'
import type { Choice } from './vote.ts'

const database = useTestDatabase()
const choices = ['agree', 'disagree', 'pass'] as const satisfies Choice[]

type Dialogue = OpenDialogue

function ballotOf({ dialogue }: Dialogue, pseudonym: Buffer, statement: number, choice: Choice): Ballot {
  return { dialogue, pseudonym, statement, choice, channel: 'web', now, today }
}

test('hundreds of ballots at once are all stored, each answered with the own votes', async () => {
  const { db } = database()
  const dialogue = await makeOpenDialogue(db)
  const box = openVoteBox(db)
  const people = Array.from({ length: 60 }, () => dialogue.newPerson())
  const cast = (statement: number) =>
    Promise.all(
      people.map((person, at) =>
        box.cast(ballotOf(dialogue, person, statement, choices[(at + statement) % 3] ?? 'pass')),
      ),
    )
  for (const answer of await cast(1)) expect(answer).toMatchObject({ outcome: { kind: 'voted' } })
  const [second, third] = await Promise.all([cast(2), cast(3)])
  expect(second.map((answer) => answer.outcome.kind)).toEqual(people.map(() => 'voted'))
  third.forEach(({ own }, at) => {
    expect(own.get(1)).toBe([1, -1, 0][(at + 1) % 3])
    expect(own.get(3)).toBe([1, -1, 0][at % 3])
  })
  expect(await recount(db, dialogue.id)).toEqual(
    [1, 2, 3].map((number) => ({ number, agree: 20, disagree: 20, pass: 20 })),
  )
  expect(await listTallies(db, dialogue.id)).toEqual(await recount(db, dialogue.id))
  const history = await db
    .selectFrom('vote_history')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('dialogue_id', '=', dialogue.id)
    .executeTakeFirstOrThrow()
  expect(history.many).toBe(180)
})

test('one person who sends two answers to one statement at once has one vote, and both are told', async () => {
  const { db } = database()
  const dialogue = await makeOpenDialogue(db)
  const box = openVoteBox(db)
  const person = dialogue.newPerson()
  await box.cast(ballotOf(dialogue, person, 1, 'pass'))
  const answers = await Promise.all([
    box.cast(ballotOf(dialogue, person, 2, 'agree')),
    box.cast(ballotOf(dialogue, person, 2, 'disagree')),
    box.cast(ballotOf(dialogue, person, 1, 'pass')),
  ])
  expect(answers.map((answer) => answer.outcome)).toEqual([
    { kind: 'voted' },
    { kind: 'changed', from: 'agree' },
    { kind: 'unchanged' },
  ])
  expect(answers[1]?.own).toEqual(
    new Map([
      [1, 0],
      [2, -1],
    ]),
  )
  expect(await listTallies(db, dialogue.id)).toEqual(await recount(db, dialogue.id))
})

test('many who change their votes at once, among those who cast new ones, wait for nobody in a circle', async () => {
  const { db } = database()
  const dialogue = await makeOpenDialogue(db)
  const boxes = [openVoteBox(db), openVoteBox(db)]
  const people = Array.from({ length: 30 }, () => dialogue.newPerson())
  let turn = 0
  const cast = () =>
    Promise.all(
      people.flatMap((person) =>
        [1, 2, 3].map((statement) => {
          turn += 1
          const ballot = ballotOf(dialogue, person, statement, choices[turn % 3] ?? 'pass')
          return (boxes[turn % 2] ?? boxes[0])?.cast(ballot)
        }),
      ),
    )
  for (let round = 0; round < 4; round++) await cast()
  expect(await listTallies(db, dialogue.id)).toEqual(await recount(db, dialogue.id))
})

test('what cannot be voted on is refused, and a round with it stores the others', async () => {
  const { db } = database()
  const dialogue = await makeOpenDialogue(db)
  const box = openVoteBox(db)
  const person = dialogue.newPerson()
  await box.cast(ballotOf(dialogue, person, 1, 'agree'))
  const [unknown, good] = await Promise.all([
    box.cast(ballotOf(dialogue, person, 99, 'agree')),
    box.cast(ballotOf(dialogue, person, 2, 'agree')),
  ])
  expect([unknown.outcome.kind, good.outcome.kind]).toEqual(['statement-not-found', 'voted'])
  await db
    .updateTable('statement')
    .set({ state: 'refused', reason_code: 'unclear' })
    .where('dialogue_id', '=', dialogue.id)
    .where('number', '=', 3)
    .execute()
  expect((await box.cast(ballotOf(dialogue, person, 3, 'agree'))).outcome.kind).toBe('statement-not-open')
  await db.transaction().execute((tx) => closeDialogue(tx, dialogue.id, now))
  const late = await box.cast(ballotOf(dialogue, person, 2, 'disagree'))
  expect(late.outcome.kind).toBe('dialogue-closed')
  expect(late.own.get(2)).toBe(1)
})

type Change = (tx: Tx, dialogue: Dialogue) => Promise<unknown>

const setDialogue =
  (change: UpdateObject<DB, 'dialogue'>): Change =>
  (tx, { id }) =>
    tx.updateTable('dialogue').set(change).where('id', '=', id).execute()

const setSecond =
  (change: UpdateObject<DB, 'statement'>): Change =>
  (tx, { id }) =>
    tx.updateTable('statement').set(change).where('dialogue_id', '=', id).where('number', '=', 2).execute()

test.each<[string, string, Change]>([
  ['in a dialogue that closed', 'dialogue-closed', (tx, { id }) => closeDialogue(tx, id, now)],
  ['in a dialogue that is a draft again', 'dialogue-closed', setDialogue({ state: 'draft' })],
  ['in a dialogue after its last day', 'dialogue-closed', setDialogue({ closes_on: '2026-03-01' })],
  [
    'in a dossier that closed',
    'dialogue-closed',
    (tx, { dossierId }) =>
      tx
        .updateTable('dossier')
        .set({ state: 'closed', closed_at: now })
        .where('id', '=', dossierId)
        .execute(),
  ],
  ['on a statement that waits for a moderator', 'statement-not-open', setSecond({ state: 'held' })],
  ['on a statement that was replaced', 'statement-not-open', setSecond({ state: 'closed' })],
])('somebody who voted before casts no vote %s', async (_, kind, change) => {
  const { db } = database()
  const dialogue = await makeOpenDialogue(db)
  const box = openVoteBox(db)
  const person = dialogue.newPerson()
  await box.cast(ballotOf(dialogue, person, 1, 'agree'))
  await db.transaction().execute((tx) => change(tx, dialogue))
  const { outcome } = await box.cast(ballotOf(dialogue, person, 2, 'agree'))
  expect(outcome.kind).toBe(kind)
  expect(await recount(db, dialogue.id)).toEqual([{ number: 1, agree: 1, disagree: 0, pass: 0 }])
})

test('on the last day of a dialogue people still vote', async () => {
  const { db } = database()
  const dialogue = await makeOpenDialogue(db, { closesOn: today })
  const answer = await openVoteBox(db).cast(ballotOf(dialogue, dialogue.newPerson(), 1, 'agree'))
  expect(answer.outcome.kind).toBe('voted')
})

test('whoever only wrote a statement so far is registered with their first vote', async () => {
  const { db } = database()
  const dialogue = await makeOpenDialogue(db)
  const pseudonym = dialogue.newPerson()
  await db.transaction().execute((tx) => joinDialogue(tx, { ...dialogue, pseudonym, now }))
  const { outcome } = await openVoteBox(db).cast(ballotOf(dialogue, pseudonym, 1, 'agree'))
  expect(outcome.kind).toBe('voted')
  const { input_id } = await db
    .selectFrom('participant')
    .select('input_id')
    .where('pseudonym', '=', pseudonym)
    .executeTakeFirstOrThrow()
  expect(input_id).not.toBeNull()
})
