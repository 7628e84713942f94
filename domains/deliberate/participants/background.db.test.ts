import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { findRepresentativeness, studyRepresentativeness } from '#domains/opinions'
import { useTestDatabase } from '#testing'
import {
  type Background,
  backgroundSchema,
  castVote,
  closeDialogue,
  destroyDialogueKey,
  findOwnBackground,
  setBackground,
  tellBackground,
  withdrawBackground,
} from '../index.ts'
import { makeOpenDialogue, now, today } from '../testing.ts'

const database = useTestDatabase()
type Room = Awaited<ReturnType<typeof makeOpenDialogue>>

const background: Background = [
  {
    question: 'Hoe oud bent u?',
    options: [
      { label: 'Jonger dan 40', population: 5000 },
      { label: '40 of ouder', population: 5000 },
    ],
  },
  {
    question: 'Waar woont u?',
    options: [
      { label: 'Centrum', population: null },
      { label: 'Noord', population: null },
      { label: 'Buiten de stad', population: null },
    ],
  },
]

function inTransaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return database().db.transaction().execute(work)
}

async function makeRoom(): Promise<Room> {
  const room = await makeOpenDialogue(database().db)
  await inTransaction((tx) => setBackground(tx, room.id, background))
  return room
}

async function vote(room: Room, pseudonym: Buffer, statements = [1, 2, 3]): Promise<void> {
  for (const statement of statements)
    await castVote(database().db, {
      dialogue: room.dialogue,
      pseudonym,
      statement,
      choice: 'agree',
      channel: 'web',
      now,
      today,
    })
}

const tell = (room: Room, pseudonym: Buffer, told: [number, number][], at = now) =>
  inTransaction((tx) =>
    tellBackground(tx, { dialogueId: room.id, pseudonym, told: new Map(told), now: at, today }),
  )
const ownOf = (room: Room, pseudonym: Buffer) =>
  findOwnBackground(database().db, { dialogueId: room.id, pseudonym })

async function newTeller(room: Room, told: [number, number][], at = now): Promise<Buffer> {
  const person = room.newPerson()
  await vote(room, person, [1])
  // Three statements are all there are; the other votes do not matter here.
  await sql`insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
    select dialogue_id, number, statement, 1, 'web', joined_at
    from participant, generate_series(2, 3) as statement
    where dialogue_id = ${room.id} and pseudonym = ${person}::bytea`.execute(database().db)
  expect(await tell(room, person, told, at)).toEqual({ kind: 'told' })
  return person
}

test('who answered the statements may tell about themselves, change it, and take it back', async () => {
  const room = await makeRoom()
  const person = room.newPerson()
  expect(await tell(room, person, [[1, 1]])).toEqual({ kind: 'too-early' })
  await vote(room, person, [1, 2])
  expect(await tell(room, person, [[1, 1]])).toEqual({ kind: 'too-early' })
  await vote(room, person, [3])
  expect(
    await tell(room, person, [
      [1, 1],
      [2, 3],
    ]),
  ).toEqual({ kind: 'told' })
  expect(await tell(room, person, [[1, 2]])).toEqual({ kind: 'told' })
  // What somebody would rather not say is not there.
  expect([...(await ownOf(room, person))]).toEqual([[1, 2]])
  await inTransaction((tx) => withdrawBackground(tx, { dialogueId: room.id, pseudonym: person }))
  expect((await ownOf(room, person)).size).toBe(0)
})

test('an answer that is no option is refused, and so is one after the end', async () => {
  const room = await makeRoom()
  const person = await newTeller(room, [[1, 1]])
  expect(await tell(room, person, [[1, 3]])).toEqual({ kind: 'not-an-option' })
  expect(await tell(room, person, [[3, 1]])).toEqual({ kind: 'not-an-option' })
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await tell(room, person, [[1, 2]])).toEqual({ kind: 'dialogue-closed' })
  await inTransaction((tx) => withdrawBackground(tx, { dialogueId: room.id, pseudonym: person }))
  expect((await ownOf(room, person)).size).toBe(0)
})

test('what people were asked stays once somebody answered', async () => {
  const room = await makeRoom()
  expect(await inTransaction((tx) => setBackground(tx, room.id, background.slice(0, 1)))).toEqual({
    kind: 'set',
  })
  await newTeller(room, [[1, 1]])
  expect(await inTransaction((tx) => setBackground(tx, room.id, []))).toEqual({ kind: 'answered' })
})

test('somebody who is erased takes along what they told, and so does the key of the dialogue', async () => {
  const { db } = database()
  const room = await makeRoom()
  const [first] = [await newTeller(room, [[1, 1]]), await newTeller(room, [[1, 2]])]
  const rows = () =>
    db.selectFrom('background_answer').selectAll().where('dialogue_id', '=', room.id).execute()
  await db
    .deleteFrom('participant')
    .where('dialogue_id', '=', room.id)
    .where('pseudonym', '=', first)
    .execute()
  expect(await rows()).toHaveLength(1)
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  await inTransaction((tx) => destroyDialogueKey(tx, room.id, now))
  expect(await rows()).toEqual([])
})

test('fewer than ten people are not told of, and a change of one is not seen in the figures', async () => {
  const { db } = database()
  const room = await makeRoom()
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const find = () => findRepresentativeness(db, room.id)
  const people = []
  for (let person = 0; person < 9; person++) people.push(await newTeller(room, [[1, 1]]))
  await studyRepresentativeness(db, later(1))
  expect(await find()).toEqual({ kind: 'too-early' })

  for (let person = 0; person < 16; person++) await newTeller(room, [[1, person < 3 ? 1 : 2]])
  await studyRepresentativeness(db, later(2))
  const first = await find()
  if (first.kind !== 'known') throw new Error(first.kind)
  expect(first.figures.composition[0]).toMatchObject({
    told: 25,
    groups: [
      { participants: 48, population: 50 },
      { participants: 52, population: 50 },
    ],
  })
  expect(first.figures.composition[1]?.groups.map((group) => group.participants)).toEqual([null, null, null])
  expect(first.figures.weighing).toMatchObject({ kind: 'not-weighted', why: 'too-few', people: 25 })

  const one = people[0]
  if (!one) throw new Error('nobody')
  await tell(room, one, [[1, 2]], later(3))
  await studyRepresentativeness(db, later(4))
  expect(await find()).toEqual(first)

  for (let person = 0; person < 9; person++) await newTeller(room, [[1, 2]], later(5))
  await studyRepresentativeness(db, later(6))
  expect(await find()).toMatchObject({ figures: { composition: [{ told: 34 }, {}] } })
})

test('of many people the figures lay weighted beside unweighted, and beside everybody who voted', async () => {
  const { db } = database()
  const room = await makeRoom()
  // 90 younger people agree, 30 older do not, and 80 more who told nothing disagree too.
  await sql`insert into participant (dialogue_id, number, pseudonym, joined_at)
    select ${room.id}::uuid, number, int4send(number), ${now}::timestamptz from generate_series(1, 200) as number`.execute(
    db,
  )
  await sql`insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
    select ${room.id}::uuid, number, 1, case when number <= 90 then 1 else -1 end, 'web', ${now}::timestamptz
    from generate_series(1, 200) as number`.execute(db)
  await sql`insert into background_answer (dialogue_id, participant, question, option, told_at)
    select ${room.id}::uuid, number, 1, case when number <= 90 then 1 else 2 end, ${now}::timestamptz
    from generate_series(1, 120) as number`.execute(db)
  const map = JSON.stringify({
    commonGround: [{ statement: 1, lower: 0.6 }],
    differences: [{ statement: 1 }, { statement: 2 }],
  })
  await sql`insert into opinion_snapshot (dialogue_id, version, made_at, cluster, through_transaction, is_settled, map, placer)
    values (${room.id}, 1, ${now}, 'here', '1', true, ${map}::text::jsonb, '')`.execute(db)
  await studyRepresentativeness(db, now)
  expect(await findRepresentativeness(db, room.id)).toMatchObject({
    kind: 'known',
    figures: {
      people: 120,
      composition: [{ told: 120, groups: [{ participants: 75 }, { participants: 25 }] }, { told: null }],
      weighing: {
        kind: 'weighted',
        people: 120,
        effective: 90,
        statements: [{ statement: 1, everybody: 45, unweighted: 75, weighted: 50 }],
      },
    },
  })
  // Whoever the maths leaves out is left out here too.
  await sql`insert into participant_exclusion (dialogue_id, participant, is_excluded, reason, decided_by, decided_at, decision)
    select ${room.id}::uuid, number, true, 'stemde in de maat', ${room.by}::uuid, ${now}::timestamptz, ${room.id}::uuid
    from generate_series(1, 60) as number`.execute(db)
  await sql`update opinion_snapshot set version = 2 where dialogue_id = ${room.id}`.execute(db)
  await studyRepresentativeness(db, now)
  expect(await findRepresentativeness(db, room.id)).toMatchObject({
    figures: {
      weighing: { people: 60, effective: 60, statements: [{ unweighted: 50, weighted: 50 }] },
    },
  })
})

test('questions are few, with a few options, and a population for all of them or none', () => {
  const option = (label: string, population: number | null = null) => ({ label, population })
  const read = (options: unknown[]) => backgroundSchema.safeParse([{ question: 'Waar?', options }]).success
  expect(read([option('Noord'), option('Zuid')])).toBe(true)
  expect(read([option('Noord', 10), option('Zuid', 0)])).toBe(true)
  expect(read([option('Noord')])).toBe(false)
  expect(read([option('Noord'), option('noord')])).toBe(false)
  expect(read([option('Noord', 10), option('Zuid')])).toBe(false)
  expect(read([option('Noord', 0), option('Zuid', 0)])).toBe(false)
  expect(read(Array.from({ length: 13 }, (_, at) => option(`Wijk ${at}`)))).toBe(false)
  const four = Array.from({ length: 4 }, () => ({ question: 'Waar?', options: [option('a'), option('b')] }))
  expect(backgroundSchema.safeParse(four).success).toBe(false)
})
