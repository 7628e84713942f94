import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  moderateStatement,
  proposeStatement,
  requestRemoval,
  settleRemoval,
  statementOwner,
} from '#domains/deliberate'
import { decideAppeal, listRefusals, lodgeAppeal } from '#domains/moderation'
import { hire, makeOpenDialogue, now, type OpenDialogue, today } from '#stories'
import { forgetJobs, listJobs, passEventsOn, transactionsOn, useTestDatabase } from '#testing'
import { changeResponse, followupConsumers, publishResponse, sendNoticesJob, tellAuthorJob } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

/** The jobs of followup that come of some work, once its events are passed on: twice, as the worker may. */
async function jobsOf(work: () => Promise<unknown>) {
  const { db } = database()
  await passEventsOn(db, followupConsumers)
  await forgetJobs(db)
  await work()
  await passEventsOn(db, followupConsumers)
  await passEventsOn(db, followupConsumers)
  const ours = [sendNoticesJob.name, tellAuthorJob.name]
  return (await listJobs(db)).filter(({ task }) => ours.includes(task))
}

async function propose(room: OpenDialogue, text: string) {
  const proposal = {
    dialogueId: room.id,
    pseudonym: randomBytes(32),
    text,
    channel: 'web',
    now,
    today,
  } as const
  const held = await inTransaction((tx) => proposeStatement(tx, proposal))
  if (held.kind !== 'held') throw new Error(held.kind)
  return { key: { dialogueId: room.id, number: held.number }, inputId: held.inputId }
}

const why = { reason: 'unclear', explanation: 'Wat bedoelt u?' } as const

/** The decision about an input that was made last. */
async function findDecision(inputId: string): Promise<string> {
  const { id } = await database()
    .db.selectFrom('moderation_decision')
    .select('id')
    .where('input_id', '=', inputId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

test('each version of a response is told by a job of its own', async () => {
  const room = await makeOpenDialogue(database().db, { moderation: 'strict' })
  const { unit_id: unitId } = await database()
    .db.selectFrom('dossier')
    .select('unit_id')
    .where('id', '=', room.dossierId)
    .executeTakeFirstOrThrow()
  const { key, inputId } = await propose(room, 'Er komt een fontein.')
  await inTransaction((tx) => moderateStatement(tx, key, { kind: 'publish' }, { by: room.by, now, today }))
  const text = { verdict: 'adopted', reason: null, action: 'Ja.', why: 'Daarom.', unitId } as const
  const target = { kind: 'inputs' as const, inputIds: [inputId] }
  const response = { dossierId: room.dossierId, target, text }
  let responseId = ''
  const jobs = await jobsOf(async () => {
    const outcome = await inTransaction((tx) => publishResponse(tx, response, { by: room.by, now, today }))
    if (outcome.kind !== 'published') throw new Error(outcome.kind)
    responseId = outcome.responseId
    await inTransaction((tx) => changeResponse(tx, responseId, text, { by: room.by, now, today }))
  })
  expect(jobs).toEqual([
    { task: 'send-notices', payload: { responseId, version: 1 } },
    { task: 'send-notices', payload: { responseId, version: 2 } },
  ])
})

test('an author is told of a refusal, of the second look at it, and of a removal', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { moderation: 'strict' })
  const { key, inputId } = await propose(room, 'Er komt een podium.')
  const refuse = { kind: 'refuse', ...why } as const
  const refused = await jobsOf(() =>
    inTransaction((tx) => moderateStatement(tx, key, refuse, { by: room.by, now, today })),
  )
  expect(refused).toEqual([{ task: 'tell-author', payload: { decisionId: await findDecision(inputId) } }])

  const owners = { statement: statementOwner }
  await inTransaction((tx) => lodgeAppeal(tx, owners, { inputId, words: 'Toch wel.', now, today }))
  const appealId = (await listRefusals(db, inputId)).at(-1)?.appeal?.id ?? ''
  const look = { outcome: 'overturned', explanation: 'Ja.' } as const
  const { by: samir } = await hire(db, { name: 'Samir' })
  const overturned = await jobsOf(() =>
    inTransaction((tx) => decideAppeal(tx, owners, appealId, look, { by: samir, now, today })),
  )
  expect(overturned).toEqual([{ task: 'tell-author', payload: { appealId } }])

  await inTransaction((tx) => requestRemoval(tx, key, why, { by: room.by, now, today }))
  const removed = await jobsOf(() =>
    inTransaction((tx) => settleRemoval(tx, key, 'confirmed', { by: samir, now, today })),
  )
  expect(removed).toEqual([{ task: 'tell-author', payload: { decisionId: await findDecision(inputId) } }])
  const events = await db
    .selectFrom('event')
    .select(['seq', 'type'])
    .where('dossier_id', '=', room.dossierId)
    .orderBy('seq')
    .execute()
  expect(events.map(({ type }) => type)).toEqual([
    ...['dossier-opened', 'dialogue-opened'],
    ...['text-refused', 'text-published', 'appeal-decided', 'text-removed'],
  ])
})

test('nobody is told of what is published, and of what is only asked', async () => {
  const room = await makeOpenDialogue(database().db, { moderation: 'strict' })
  const { key } = await propose(room, 'Er komt een kiosk.')
  const jobs = await jobsOf(async () => {
    await inTransaction((tx) => moderateStatement(tx, key, { kind: 'publish' }, { by: room.by, now, today }))
    await inTransaction((tx) => requestRemoval(tx, key, why, { by: room.by, now, today }))
    await propose(room, 'Er komt een bank.')
  })
  expect(jobs).toEqual([])
})
