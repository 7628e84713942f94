import { expect, test } from 'vitest'
import { markInputsAnswered, registerInput } from '#domains/register'
import { makeOpenDossier, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { countKeptPromise } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const DAY_MS = 24 * 60 * 60_000
const onDay = (days: number) => new Date(now.getTime() + days * DAY_MS)
const dayOf = (days: number) => onDay(days).toISOString().slice(0, 10)

type Said = {
  dossierId?: string
  kind?: 'letter' | 'votes'
  saidOn: number
  dueOn?: number
  answeredOn?: number
}

async function say({ dossierId, kind = 'letter', saidOn, dueOn, answeredOn }: Said): Promise<void> {
  await inTransaction(async (tx) => {
    const outcome = await registerInput(tx, {
      ...{ kind, channel: 'paper', dossierId, receivedAt: onDay(saidOn) },
      ...(dueOn === undefined ? {} : { answerOn: dayOf(dueOn) }),
    })
    if (outcome.kind !== 'registered') throw new Error(outcome.kind)
    if (answeredOn !== undefined) await markInputsAnswered(tx, [outcome.inputId], onDay(answeredOn))
  })
}

test('of a year it is told how often an answer came by the promised day, after it, or not yet', async () => {
  const { db } = database()
  const { id: dossierId } = await makeOpenDossier(db, { at: onDay(-90), promise: { answerOn: dayOf(-10) } })
  await say({ dossierId, saidOn: -60, answeredOn: -10 })
  await say({ dossierId, saidOn: -60, answeredOn: -9 })
  await say({ dossierId, saidOn: -60 })
  await say({ saidOn: -20, dueOn: -6, answeredOn: -7 })
  // Due today, due later, of long ago, and a vote: none of these tells anything yet.
  await say({ saidOn: -14, dueOn: 0 })
  await say({ saidOn: -1, dueOn: 13 })
  await say({ saidOn: -400, dueOn: -386 })
  await say({ dossierId, kind: 'votes', saidOn: -60 })
  const kept = await countKeptPromise(db, { today, timeZone: 'Europe/Amsterdam' })
  expect(kept).toEqual({ onTime: 2, late: 1, waiting: 1 })
})
