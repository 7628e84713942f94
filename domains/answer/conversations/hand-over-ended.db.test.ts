import { beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/db'
import { hire, now, today } from '#stories'
import { askTask, assignConversation, handOverEnded, readConversation, readTask } from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const desk = useAnswerDesk()
const { ask, inTransaction } = desk
const db = () => desk.database().db
let ann: { by: string; unitId: string }
beforeAll(async () => {
  ann = await person('ann')
})

const person = (name: string) =>
  hire(db(), { name, email: `${name}@voorbeeld.example`, role: 'responder', unit: 'Klantcontact' })
const endRole = (accountId: string, on: string) =>
  db()
    .updateTable('staff_role')
    .set({ from_on: '2026-01-01', to_on: on })
    .where('account_id', '=', accountId)
    .execute()
const handOver = (day = today) => handOverEnded(db(), { now, today: day })

async function given(to: string) {
  const { conversationId } = await ask({ body: 'Van wie is deze?' })
  await inTransaction((tx) => assignConversation(tx, turnOf(conversationId, ann.by, 1), to))
  return conversationId
}
const holderOf = async (id: string) => {
  const page = await inTransaction((tx) => readConversation(tx, { id, by: ann.by, now, today }))
  return page?.conversation.assigned_to
}

test('the day after somebody’s last role ends, what they still had to answer and to do is nobody’s and their team’s', async () => {
  const temp = await person('temp')
  const id = await given(temp.by)
  const task = { to: { unitId: null, accountId: temp.by }, question: 'Wil jij?', dueOn: today, shown: [] }
  const asked = await inTransaction((tx) => askTask(tx, turnOf(id, ann.by, 2), task))
  await endRole(temp.by, today)
  expect(await handOver()).toBe(0)
  expect(await holderOf(id)).toBe(temp.by)
  const [one, other] = await Promise.all([handOver('2026-12-31'), handOver('2026-12-31')])
  expect(Math.max(one, other)).toBe(1)
  expect(await holderOf(id)).toBeNull()
  const taskId = asked.kind === 'appended' ? asked.taskId : ''
  const viewer = { accountId: ann.by, today, unitIds: [temp.unitId], now }
  expect(await inTransaction((tx) => readTask(tx, taskId, viewer))).toMatchObject({
    unit: 'Klantcontact',
    person: null,
  })
  expect(await handOver('2026-12-31')).toBe(0)
  await expectRowsToAddUp(db())
})

test('who holds another role keeps what they have', async () => {
  const both = await person('both')
  const id = await given(both.by)
  await endRole(both.by, '2026-02-01')
  const role = { id: newId(), account_id: both.by, role: 'responder', unit_id: both.unitId } as const
  await db()
    .insertInto('staff_role')
    .values({ ...role, from_on: '2026-02-02', given_at: now })
    .execute()
  expect(await handOver()).toBe(0)
  expect(await holderOf(id)).toBe(both.by)
})
