import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { silentLog as log } from '#platform/log'
import { makeOpenDialogue, now } from '#stories'
import { useTestDatabase } from '#testing'
import { listBallotTallies } from './ballot.queries.ts'
import { createShowingLog } from './showing-log.ts'

const database = useTestDatabase()

test('what was shown is kept with its propensity and counted, by however many processes at once', async () => {
  const { db } = database()
  const { id: dialogueId } = await makeOpenDialogue(db)
  const logs = [createShowingLog({ db, log }), createShowingLog({ db, log })]
  for (let turn = 0; turn < 300; turn++)
    for (const one of logs)
      one.note({
        dialogueId,
        statement: 1 + (turn % 2),
        participant: turn || null,
        propensity: 0.25,
        at: now,
      })
  await Promise.all(logs.map((one) => one.close()))
  const tallies = await listBallotTallies(db, dialogueId)
  expect(tallies.map(({ number, shown }) => [number, shown])).toEqual([
    [1, 300],
    [2, 300],
    [3, 0],
  ])
  const logged = await db.selectFrom('showing').selectAll().execute()
  expect(logged).toHaveLength(600)
  expect(logged.filter((one) => one.participant === null)).toHaveLength(2)
  expect(new Set(logged.map((one) => one.propensity))).toEqual(new Set([0.25]))
})

test('a showing of a dialogue that is gone stops nothing that comes after it', async () => {
  const { db } = database()
  const { id: dialogueId } = await makeOpenDialogue(db)
  const showings = createShowingLog({ db, log })
  const showing = { statement: 1, participant: null, propensity: 1, at: now }
  showings.note({ ...showing, dialogueId: '01990000-0000-7000-8000-000000000000' })
  showings.note({ ...showing, dialogueId })
  await showings.close()
  const tallies = await listBallotTallies(db, dialogueId)
  expect(tallies.find((one) => one.number === 1)?.shown).toBe(1)
})

test('while the database is away what was shown first is kept, as much as there is room for', async () => {
  const { db } = database()
  const { id: dialogueId } = await makeOpenDialogue(db)
  const showings = createShowingLog({ db, log })
  const note = (statement: number, times: number) => {
    for (let turn = 0; turn < times; turn++)
      showings.note({ dialogueId, statement, participant: null, propensity: 1, at: now })
  }
  await sql`alter table showing rename to away`.execute(db)
  note(1, 20_000)
  const failing = showings.close()
  // What is shown while the first of them are on their way finds room, until they come back.
  await Promise.resolve()
  note(2, 5000)
  await failing
  await sql`alter table away rename to showing`.execute(db)
  await showings.close()
  const tallies = await listBallotTallies(db, dialogueId)
  expect(tallies.slice(0, 2).map(({ shown }) => shown)).toEqual([20_000, 0])
})
