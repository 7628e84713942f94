import { beforeAll, expect, test } from 'vitest'
import { hire, now, today } from '#stories'
import {
  askTask,
  finishTask,
  listInbox,
  listNotices,
  mergeConversation,
  readConversation,
  returnTask,
} from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const desk = useAnswerDesk()
const { ask, inTransaction } = desk
const db = () => desk.database().db
type Colleague = { by: string; unitId: string }
let ann: Colleague
let bob: Colleague
beforeAll(async () => {
  const person = (name: string, unit: string) =>
    hire(db(), { name, email: `${name}@voorbeeld.example`, role: 'responder', unit })
  ann = await person('ann', 'Klantcontact')
  bob = await person('bob', 'Wegen')
})

/** A conversation with a task, merged into another of the same person. */
async function mergedWithTask() {
  const [from, home] = [await ask({ body: 'Mag er een drempel?' }), await ask({ body: 'En de drempel?' })]
  const to = { unitId: bob.unitId, accountId: null }
  const task = { to, question: 'Kan dit?', dueOn: '2026-12-31', shown: [1] }
  const asked = await inTransaction((tx) => askTask(tx, turnOf(from.conversationId, ann.by, 1), task))
  if (asked.kind !== 'appended') throw new Error(asked.kind)
  await inTransaction((tx) =>
    mergeConversation(tx, turnOf(from.conversationId, ann.by, 2), home.conversationId),
  )
  await open(from.conversationId)
  await open(home.conversationId)
  return { from: from.conversationId, home: home.conversationId, taskId: asked.taskId }
}

const open = (id: string) => inTransaction((tx) => readConversation(tx, { id, by: ann.by, now, today }))
const unread = async (filter: 'open' | 'closed') => {
  const viewer = { accountId: ann.by, today }
  const { rows } = await listInbox(db(), { filter, order: 'newest', viewer }, { size: 50 })
  return rows.filter((row) => row.unread).map(({ id }) => id)
}
const turn = (taskId: string) => ({ taskId, seen: 2, by: bob.by, now, today })

test('what comes back to a conversation that was merged is heard where that is handled, and leaves the other one read', async () => {
  const { from, home, taskId } = await mergedWithTask()
  await inTransaction((tx) => finishTask(tx, turn(taskId), { body: 'Ja, vanaf mei.' }))
  expect(await unread('closed')).not.toContain(from)
  expect(await unread('open')).toContain(home)
  const page = await open(home)
  expect(page?.entries.at(-1)).toMatchObject({
    kind: 'elsewhere',
    by: 'bob',
    body: 'Ja, vanaf mei.',
    task: { id: taskId, step: 'done' },
    other: { id: from },
  })
  const { rows } = await listNotices(db(), { accountId: ann.by, today }, { size: 1 })
  expect(rows).toMatchObject([{ conversationId: home, by: 'bob', task: { id: taskId, step: 'done' } }])
  await expectRowsToAddUp(db())
})

test('two tasks that come back at once, while the other is opened again, wait for each other and are both heard', async () => {
  const all = [await mergedWithTask(), await mergedWithTask(), await mergedWithTask()]
  await Promise.all(
    all.map(({ taskId }) => inTransaction((tx) => returnTask(tx, turn(taskId), 'Niet van ons.'))),
  )
  for (const { home } of all) expect((await open(home))?.entries.at(-1)?.kind).toBe('elsewhere')
  await expectRowsToAddUp(db())
})
