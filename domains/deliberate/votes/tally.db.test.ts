import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DB, Db } from '#db'
import { type Connection, connect } from '#platform/db'
import { makeOpenDialogue, now, type OpenDialogue, today } from '#stories'
import { begin, useTestDatabase } from '#testing'
import { listTallies, openVoteBox, recount } from '../testing.ts'
import type { Ballot } from './ballot.ts'
import { castVote, withdrawVote } from './cast-vote.ts'
import type { Choice } from './vote.ts'

const database = useTestDatabase()

/** Programs beside the first, each with connections of its own. */
let others: Connection<DB>[] = []
beforeAll(() => {
  others = [1, 2].map(() => connect<DB>(database().url, { max: 8 }))
})
afterAll(() => Promise.all(others.map((other) => other.close())))

type Act = Choice | 'withdraw'

function ballotOf({ dialogue }: OpenDialogue, pseudonym: Buffer, statement: number): Omit<Ballot, 'choice'> {
  return { dialogue, pseudonym, statement, channel: 'web', now, today }
}

async function act(db: Db, ballot: Omit<Ballot, 'choice'>, what: Act) {
  return what === 'withdraw' ? withdrawVote(db, ballot) : castVote(db, { ...ballot, choice: what })
}

/** Also by row: what leaves a vote's row must be what came into it. */
async function expectExact(dialogueId: string): Promise<void> {
  const { db } = database()
  const counted = (await listTallies(db, dialogueId)).filter(
    ({ agree, disagree, pass }) => agree + disagree + pass,
  )
  expect(counted).toEqual(await recount(db, dialogueId))
  const below = await db
    .selectFrom('statement_tally')
    .selectAll()
    .where('dialogue_id', '=', dialogueId)
    .where((eb) => eb.or([eb('agree', '<', 0), eb('disagree', '<', 0), eb('pass', '<', 0)]))
    .execute()
  expect(below).toEqual([])
}

test('counts stay exact whatever is cast, changed and taken back, by many at once through several programs', async () => {
  const { db } = database()
  const dbs = [db, ...others.map((other) => other.db)]
  const boxes = dbs.map(openVoteBox)
  const step = fc.record({
    person: fc.nat(5),
    statement: fc.integer({ min: 1, max: 3 }),
    what: fc.constantFrom<Act>('agree', 'disagree', 'pass', 'withdraw'),
    program: fc.nat(dbs.length - 1),
    byBox: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 90 }), async (steps) => {
      const room = await makeOpenDialogue(db)
      const people = Array.from({ length: 6 }, room.newPerson)
      await Promise.all(
        steps.map(({ person, statement, what, program, byBox }) => {
          const ballot = ballotOf(room, people[person] ?? Buffer.alloc(32), statement)
          const box = boxes[program]
          if (byBox && box && what !== 'withdraw') return box.cast({ ...ballot, choice: what })
          return act(dbs[program] ?? db, ballot, what)
        }),
      )
      await expectExact(room.id)
    }),
    { numRuns: 25 },
  )
})

/** What somebody's first request does and has not committed, what the second then asks, and what that hears. */
const meetings: [string, { was?: Choice; first: Act; second: Act; hears: object }][] = [
  ['casts the vote', { first: 'agree', second: 'disagree', hears: { kind: 'changed', from: 'agree' } }],
  ['casts the same vote', { first: 'agree', second: 'agree', hears: { kind: 'unchanged' } }],
  [
    'changes the vote',
    { was: 'pass', first: 'agree', second: 'disagree', hears: { kind: 'changed', from: 'agree' } },
  ],
  [
    'changes the vote, which the second changes back',
    { was: 'pass', first: 'agree', second: 'pass', hears: { kind: 'changed', from: 'agree' } },
  ],
  [
    'changes the vote to the same',
    { was: 'pass', first: 'agree', second: 'agree', hears: { kind: 'unchanged' } },
  ],
  ['takes the vote back', { was: 'agree', first: 'withdraw', second: 'disagree', hears: { kind: 'voted' } }],
  [
    'changes the vote that is taken back',
    { was: 'pass', first: 'agree', second: 'withdraw', hears: { kind: 'withdrawn' } },
  ],
]

test.each(meetings)(
  'while another request of the same person %s, the count loses what really goes',
  async (_, { was, first, second, hears }) => {
    const { db } = database()
    const room = await makeOpenDialogue(db)
    const person = room.newPerson()
    await act(db, ballotOf(room, person, 2), 'agree')
    const ballot = ballotOf(room, person, 1)
    if (was) await act(db, ballot, was)
    const meeting = await db.transaction().execute(async (tx) => {
      await act(tx, ballot, first)
      return begin(db, () => act(db, ballot, second))
    })
    expect(await meeting.end).toEqual(hears)
    await expectExact(room.id)
  },
)

test('whom or what was voted on cannot be deleted: no vote goes without its tally', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  await act(db, ballotOf(room, room.newPerson(), 1), 'agree')
  for (const table of ['participant', 'statement'] as const)
    await expect(db.deleteFrom(table).where('dialogue_id', '=', room.id).execute()).rejects.toThrow(
      /foreign key/,
    )
  await expectExact(room.id)
})
