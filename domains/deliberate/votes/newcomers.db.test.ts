import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { DB, Tx } from '#db'
import { accesses, shuffleRolls } from '#domains/entrance'
import { type Connection, connect, isDatabaseAway } from '#platform/db'
import { makeOpenDialogue, now, type OpenDialogue, today } from '#stories'
import { begin, startGate, useTestDatabase } from '#testing'
import { closeDialogue } from '../dialogues/open-dialogue.ts'
import { joinDialogue, registerVotes } from '../participants/join-dialogue.ts'
import { proposeStatement } from '../statements/propose-statement.ts'
import { listTallies, openVoteBox, recount } from '../testing.ts'
import type { Ballot } from './ballot.ts'
import { BoxIsFull, createVoteBox } from './vote-box.ts'

const database = useTestDatabase()

/** A second process, with connections of its own. */
let other: Connection<DB>
beforeAll(() => {
  other = connect<DB>(database().url, { max: 8 })
})
afterAll(() => other.close())

function ballotOf({ dialogue }: OpenDialogue, pseudonym: Buffer, statement = 1): Ballot {
  return { dialogue, pseudonym, statement, choice: 'agree', channel: 'web', now, today }
}

async function letIn({ id }: OpenDialogue, people: Buffer[]): Promise<void> {
  const rows = people.map((pseudonym) => ({ entrance_id: id, pseudonym }))
  await database().db.insertInto('admission').values(rows).execute()
}

/** Who takes part, in the order of their numbers; what is registered for them, and what is left of what let them in. */
async function findPeople({ id }: OpenDialogue) {
  const { db } = database()
  const [people, inputs, admissions] = await Promise.all([
    db
      .selectFrom('participant')
      .select(['number', 'pseudonym', 'input_id'])
      .where('dialogue_id', '=', id)
      .orderBy('number')
      .execute(),
    db.selectFrom('input').select('id').where('dialogue_id', '=', id).where('kind', '=', 'votes').execute(),
    db.selectFrom('admission').select('pseudonym').where('entrance_id', '=', id).execute(),
  ])
  return { people, inputs: inputs.map((input) => input.id), admissions: admissions.length }
}

/** Numbers without gaps, and for each one input of their own. */
async function expectRegistered(room: OpenDialogue, many: number): Promise<void> {
  const { people, inputs, admissions } = await findPeople(room)
  expect(people.map((one) => one.number)).toEqual(Array.from({ length: many }, (_, at) => at + 1))
  expect(people.map((one) => one.input_id).sort()).toEqual(inputs.sort())
  expect(admissions).toBe(0)
  expect(await listTallies(database().db, room.id)).toEqual(await recount(database().db, room.id))
}

test.each(accesses)(
  'fifty requests of one new browser at once make one participant, by %s',
  async (access) => {
    const room = await makeOpenDialogue(database().db, { access })
    const person = room.newPerson()
    if (access !== 'everyone') await letIn(room, [person])
    const boxes = [openVoteBox(database().db), openVoteBox(other.db)]
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => boxes[at % 2]?.cast(ballotOf(room, person, 1 + (at % 3)))),
    )
    const kinds = answers.map((answer) => answer?.outcome.kind)
    expect(kinds.filter((kind) => kind === 'voted')).toHaveLength(3)
    expect(kinds.filter((kind) => kind === 'unchanged')).toHaveLength(47)
    await expectRegistered(room, 1)
  },
)

test.each(accesses)(
  'hundreds of newcomers to two processes at once each get one number and one input, by %s',
  async (access) => {
    const { db } = database()
    const room = await makeOpenDialogue(db, { access })
    const people = Array.from({ length: 240 }, room.newPerson)
    if (access !== 'everyone') await letIn(room, people)
    const boxes = [openVoteBox(db), openVoteBox(other.db)]
    const answers = await Promise.all(people.map((person, at) => boxes[at % 2]?.cast(ballotOf(room, person))))
    const { people: stored } = await findPeople(room)
    const numbers = new Map(stored.map((one) => [one.pseudonym.toString('hex'), one.number]))
    expect(answers.map((answer) => answer?.outcome.kind)).toEqual(people.map(() => 'voted'))
    expect(answers.map((answer) => answer?.participant)).toEqual(
      people.map((person) => numbers.get(person.toString('hex'))),
    )
    await expectRegistered(room, 240)
  },
)

test('the same newcomers in two processes, in another order, wait for nobody in a circle', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const [first, middle, last] = [room.newPerson(), room.newPerson(), room.newPerson()]
  const register = (people: Buffer[]) =>
    db.transaction().execute((tx) =>
      registerVotes(
        tx,
        room.dialogue,
        people.map((pseudonym) => ({ pseudonym, channel: 'web', now })),
      ),
    )
  const registering = await db.transaction().execute(async (tx) => {
    await joinDialogue(tx, { ...room, pseudonym: middle, now })
    return [
      await begin(db, () => register([first, middle, last]), 1),
      await begin(db, () => register([last, middle, first]), 2),
    ]
  })
  await Promise.all(registering.map(({ end }) => end))
  await expectRegistered(room, 3)
})

test('in a dialogue that is being closed nobody is registered without a vote', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const casting = await db.transaction().execute(async (tx) => {
    await closeDialogue(tx, room.id, now)
    return begin(db, () => openVoteBox(db).cast(ballotOf(room, room.newPerson())))
  })
  expect(await casting.end).toMatchObject({ outcome: { kind: 'dialogue-closed' }, participant: null })
  await expectRegistered(room, 0)
})

test('who was not let in, or wrote only, or votes elsewhere at once, is decided apart from the others of a round', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const [stranger, writer, twice, plain] = [0, 1, 2, 3].map(room.newPerson)
  if (!stranger || !writer || !twice || !plain) throw new Error('There are four people.')
  await letIn(room, [writer, twice, plain])
  await db.transaction().execute((tx) => joinDialogue(tx, { ...room, pseudonym: writer, now }))
  const [here, elsewhere] = [openVoteBox(db), openVoteBox(other.db)]
  const answers = await Promise.all([
    here.cast(ballotOf(room, stranger)),
    here.cast(ballotOf(room, writer)),
    here.cast(ballotOf(room, twice)),
    here.cast(ballotOf(room, plain)),
    here.cast({ ...ballotOf(room, room.newPerson()), statement: 9 }),
    elsewhere.cast(ballotOf(room, twice, 2)),
  ])
  expect(answers.map(({ outcome }) => outcome.kind)).toEqual([
    'not-admitted',
    'voted',
    'voted',
    'voted',
    'statement-not-found',
    'voted',
  ])
  await expectRegistered(room, 3)
})

test('newcomers are counted once each, by where they are, and only where their vote would be taken', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const counted: string[] = []
  const box = createVoteBox(db, {
    admitNewcomers: async (from) => {
      counted.push(...from)
      return from.map((where) => where !== 'full')
    },
  })
  const [first, second, third] = [room.newPerson(), room.newPerson(), room.newPerson()]
  const cast = (person: Buffer, from: string, statement = 1) =>
    box.cast({ ...ballotOf(room, person, statement), from })
  const answers = await Promise.all([
    cast(first, 'here'),
    cast(first, 'here', 2),
    cast(second, 'there'),
    cast(third, 'full'),
    cast(room.newPerson(), 'nowhere', 9),
    box.cast(ballotOf(room, room.newPerson())),
  ])
  await cast(first, 'here', 3)
  expect(answers.map(({ outcome }) => outcome.kind)).toEqual([
    'voted',
    'voted',
    'voted',
    'too-many-newcomers',
    'statement-not-found',
    'voted',
  ])
  expect(counted.sort()).toEqual(['full', 'here', 'there'])
  await expectRegistered(room, 3)
})

test('while rolls are shuffled and statements are written, newcomers come in and nobody waits in a circle', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const people = Array.from({ length: 120 }, room.newPerson)
  await letIn(room, people)
  const boxes = [openVoteBox(db), openVoteBox(other.db)]
  const write = (pseudonym: Buffer, at: number) =>
    db.transaction().execute((tx) => {
      const text = `Er komt een fontein met ${at} stralen.`
      return proposeStatement(tx, { dialogueId: room.id, pseudonym, text, channel: 'web', now, today })
    })
  let isOver = false
  const shuffling = (async () => {
    while (!isOver) await shuffleRolls(other.db, [room.id])
  })()
  const outcomes = await Promise.all(
    people.flatMap((person, at) => {
      const voted = boxes[at % 2]?.cast(ballotOf(room, person)).then((answer) => answer.outcome.kind)
      return at % 6 === 0 ? [voted, write(person, at).then(({ kind }) => kind)] : [voted]
    }),
  )
  isOver = true
  await shuffling
  expect(new Set(outcomes)).toEqual(new Set(['voted', 'held']))
  await expectRegistered(room, 120)
})

/** A box whose database can be taken away. */
async function openDistantBox() {
  const gate = await startGate(database().url)
  const connection = connect<DB>(gate.url, { max: 5, answerWithinMs: 500 })
  onTestFinished(async () => {
    await connection.close()
    await gate.shut()
  })
  return { gate, db: connection.db, box: openVoteBox(connection.db) }
}

test('while the database is away ballots wait for it, of people who are known and of newcomers', async () => {
  const room = await makeOpenDialogue(database().db)
  const { gate, box } = await openDistantBox()
  const people = Array.from({ length: 20 }, room.newPerson)
  await Promise.all(people.slice(0, 10).map((person) => box.cast(ballotOf(room, person))))
  await gate.shut()
  const waiting = people.map((person) => box.cast(ballotOf(room, person, 2)))
  setTimeout(() => void gate.open(), 600)
  const answers = await Promise.all(waiting)
  expect(answers.map(({ outcome }) => outcome.kind)).toEqual(people.map(() => 'voted'))
  await expectRegistered(room, 20)
})

type Losing = {
  gate: Awaited<ReturnType<typeof startGate>>
  /** Takes what the ballots have to wait for. */
  lock: (tx: Tx) => Promise<unknown>
  cast: () => Promise<unknown>
}

/** What is asked of the database while it has to wait is done, and nobody hears of it. */
async function loseAnswer({ gate, lock, cast }: Losing) {
  const { db } = database()
  const casting = await db.transaction().execute(async (tx) => {
    await lock(tx)
    const begun = await begin(db, cast)
    gate.beSilent(true)
    return begun
  })
  setTimeout(() => gate.beSilent(false), 200)
  return casting.end
}

test('a vote that was stored before the connection broke comes back as stored', async () => {
  const room = await makeOpenDialogue(database().db)
  const { gate, box } = await openDistantBox()
  const person = room.newPerson()
  await box.cast(ballotOf(room, person))
  const lock = (tx: Tx) => sql`lock table statement_tally in exclusive mode`.execute(tx)
  const cast = () => box.cast(ballotOf(room, person, 2))
  expect(await loseAnswer({ gate, lock, cast })).toMatchObject({
    outcome: { kind: 'unchanged' },
    own: new Map([
      [1, 1],
      [2, 1],
    ]),
  })
  await expectRegistered(room, 1)
})

test('newcomers whose transaction was cut off are registered once, and counted once', async () => {
  const room = await makeOpenDialogue(database().db, { access: 'mail' })
  const people = [room.newPerson(), room.newPerson()]
  await letIn(room, people)
  const { gate, db: distant } = await openDistantBox()
  let counted = 0
  const box = createVoteBox(distant, {
    admitNewcomers: async (from) => {
      counted += from.length
      return from.map(() => true)
    },
  })
  const lock = (tx: Tx) => sql`select from dialogue_numbering for update`.execute(tx)
  const cast = () =>
    Promise.all(people.map((person) => box.cast({ ...ballotOf(room, person), from: 'here' })))
  expect(await loseAnswer({ gate, lock, cast })).toMatchObject(
    people.map(() => ({ outcome: { kind: 'voted' } })),
  )
  expect(counted).toBe(2)
  await expectRegistered(room, 2)
})

test('after ten seconds a ballot is given up; as many wait as there is room for, and the next is refused at once', async () => {
  const room = await makeOpenDialogue(database().db)
  const { gate, box } = await openDistantBox()
  await gate.shut()
  const began = performance.now()
  const fail = () =>
    box.cast(ballotOf(room, randomBytes(32))).then(
      () => undefined,
      (error: unknown) => error,
    )
  const waiting = Array.from({ length: 5000 }, fail)
  expect(await fail()).toBeInstanceOf(BoxIsFull)
  expect(performance.now() - began).toBeLessThan(5000)
  expect((await Promise.all(waiting)).every(isDatabaseAway)).toBe(true)
  expect(performance.now() - began).toBeGreaterThan(9900)
  await gate.open()
  expect((await box.cast(ballotOf(room, room.newPerson()))).outcome.kind).toBe('voted')
  await expectRegistered(room, 1)
})

test('tables are counted once some have come in, so that no plan outlives the empty table that it was made for', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const box = openVoteBox(db)
  const countings = async () => {
    const counted = sql<{ many: number }>`select analyze_count::integer as many from pg_stat_user_tables
      where relname in ('participant', 'vote', 'input') order by relname`
    return (await counted.execute(db)).rows.map(({ many }) => many)
  }
  const before = await countings()
  const comeIn = (many: number) =>
    Promise.all(Array.from({ length: many }, () => box.cast(ballotOf(room, randomBytes(32)))))
  await comeIn(49)
  expect(await countings()).toEqual(before)
  await comeIn(1)
  await expect.poll(countings).toEqual(before.map((many) => many + 1))
})
