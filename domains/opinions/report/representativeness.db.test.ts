import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { retally } from '#domains/deliberate/testing'
import { addTeller, makeAskingDialogue, now, tell } from '#stories'
import { useTestDatabase } from '#testing'
import { findRepresentativeness } from './find-representativeness.ts'
import { studyRepresentativeness } from './study-representativeness.ts'

const database = useTestDatabase()

test('fewer than ten people are not told of, and a change of one is not seen in the figures', async () => {
  const { db } = database()
  const room = await makeAskingDialogue(db)
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const find = () => findRepresentativeness(db, { dialogueId: room.id, timeZone: 'Europe/Amsterdam' })
  const people = []
  for (let person = 0; person < 9; person++) people.push(await addTeller(db, room, [[1, 1]]))
  await studyRepresentativeness(db, later(1))
  expect(await find()).toEqual({ kind: 'too-early' })

  for (let person = 0; person < 16; person++) await addTeller(db, room, [[1, person < 3 ? 1 : 2]])
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
  await tell(db, room, one, [[1, 2]], later(3))
  await studyRepresentativeness(db, later(4))
  expect(await find()).toEqual(first)

  for (let person = 0; person < 9; person++) await addTeller(db, room, [[1, 2]], later(5))
  await studyRepresentativeness(db, later(6))
  expect(await find()).toMatchObject({ figures: { composition: [{ told: 34 }, {}] } })
})

test('of many people the figures lay weighted beside unweighted, and beside everybody who voted', async () => {
  const { db } = database()
  const room = await makeAskingDialogue(db)
  // 90 younger people agree, 30 older do not, and 80 more who told nothing disagree too.
  await sql`insert into participant (dialogue_id, number, pseudonym, joined_at)
    select ${room.id}::uuid, number, int4send(number), ${now}::timestamptz from generate_series(1, 200) as number`.execute(
    db,
  )
  await sql`insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
    select ${room.id}::uuid, number, 1, case when number <= 90 then 1 else -1 end, 'web', ${now}::timestamptz
    from generate_series(1, 200) as number`.execute(db)
  await retally(db, room.id)
  await sql`insert into background_answer (dialogue_id, participant, question, option, told_at)
    select ${room.id}::uuid, number, 1, case when number <= 90 then 1 else 2 end, ${now}::timestamptz
    from generate_series(1, 120) as number`.execute(db)
  const map = JSON.stringify({
    commonGround: [{ statement: 1, everywhere: { isShared: true } }],
    differences: [{ statement: 1 }, { statement: 2 }],
  })
  await sql`insert into opinion_snapshot (dialogue_id, version, format, made_at, cluster, through_transaction, is_settled,
      is_final, map, placer, members, left_out, turns)
    values (${room.id}, 1, 2, ${now}, 'here', '1', true, false, ${map}::text::jsonb, '', '', '{}', '{}')`.execute(
    db,
  )
  await sql`insert into statement_figures (dialogue_id, statement, agree, disagree, pass, pass_unsure, pass_unclear, pass_not_relevant)
    values (${room.id}, 1, 90, 110, 0, 0, 0, 0)`.execute(db)
  await studyRepresentativeness(db, now)
  expect(
    await findRepresentativeness(db, { dialogueId: room.id, timeZone: 'Europe/Amsterdam' }),
  ).toMatchObject({
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
  // Whom the maths leaves out is left out here too.
  await sql`insert into participant_exclusion (dialogue_id, participant, is_excluded, reason, decided_by, decided_at, decision)
    select ${room.id}::uuid, number, true, 'stemde in de maat', ${room.by}::uuid, ${now}::timestamptz, ${room.id}::uuid
    from generate_series(1, 60) as number`.execute(db)
  await sql`update opinion_snapshot set version = 2 where dialogue_id = ${room.id}`.execute(db)
  await studyRepresentativeness(db, now)
  expect(
    await findRepresentativeness(db, { dialogueId: room.id, timeZone: 'Europe/Amsterdam' }),
  ).toMatchObject({
    figures: {
      weighing: { people: 60, effective: 60, statements: [{ unweighted: 50, weighted: 50 }] },
    },
  })
})
