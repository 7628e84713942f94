import { expect, test } from 'vitest'
import { silentLog as log } from '#platform/log'
import { useTestDatabase } from '#testing'
import { listStatementWeights } from './ballot.queries.ts'
import { createShowingLog } from './showing-log.ts'
import { makeOpenDialogue, now } from './testing.ts'

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
  const weights = await listStatementWeights(db, dialogueId)
  expect(weights.map(({ number, shown }) => [number, shown])).toEqual([
    [1, 300],
    [2, 300],
    [3, 0],
  ])
  const logged = await db.selectFrom('statement_showing').selectAll().execute()
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
  const weights = await listStatementWeights(db, dialogueId)
  expect(weights.find((one) => one.number === 1)?.shown).toBe(1)
})
