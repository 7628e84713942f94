import { expect, test } from 'vitest'
import { closeUnit, openUnit } from '#domains/people'
import { now, today } from '#stories'
import {
  classifyConversation,
  handOverUnit,
  listConversationsOfUnit,
  readConversation,
  reopenConversation,
} from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const { addMandate, ask, database, hire, inTransaction, reply } = useAnswerDesk()

const open = async (name: string, by: string) => {
  const opened = await inTransaction((tx) => openUnit(tx, { name, parentId: null }, { by, now, today }))
  return opened.kind === 'opened' ? opened.id : ''
}
const giveTo = (id: string, unitId: string | null, { by, seen }: { by: string; seen: number }) =>
  inTransaction((tx) => classifyConversation(tx, turnOf(id, by, seen), { subjectId: null, unitId }))
const unitOf = async (id: string, by: string) =>
  (await inTransaction((tx) => readConversation(tx, { id, by, now, today })))?.conversation.unit_id

test('what a unit still has to answer goes to another, and what was answered stays', async () => {
  const by = await hire('ann')
  const [from, to] = [await open('Groen', by), await open('Buiten', by)]
  await addMandate({ approval: 'none' })
  const asked = await Promise.all(['Waar?', 'Wanneer?', 'Hoe?'].map((body) => ask({ body })))
  const [first = '', second = '', third = ''] = asked.map((one) => one.conversationId)
  for (const id of [first, second, third]) await giveTo(id, from, { by, seen: 1 })
  await reply(turnOf(second, by, 2), 'Morgen.')
  const held = await listConversationsOfUnit(database().db, from, { accountId: by, today })
  expect([held.total, held.named.map(({ subject }) => subject).sort()]).toEqual([2, ['Hoe?', 'Waar?']])
  await inTransaction((tx) => handOverUnit(tx, { from, to, by, now }))
  expect(await Promise.all([first, second, third].map((id) => unitOf(id, by)))).toEqual([to, from, to])
  await expectRowsToAddUp(database().db)
})

test('a conversation goes to no unit that is closed, and may stay in one', async () => {
  const by = await hire('bob')
  const shut = await open('Oud', by)
  const { conversationId: id } = await ask({ body: 'Hallo?' })
  await giveTo(id, shut, { by, seen: 1 })
  await reply(turnOf(id, by, 2), 'Ja.')
  await inTransaction((tx) => closeUnit(tx, shut, { by, now, today }))
  await inTransaction((tx) => reopenConversation(tx, turnOf(id, by, 4)))
  expect(await giveTo(id, shut, { by, seen: 5 })).toMatchObject({ kind: 'appended' })
  const other = await ask({ body: 'Nog een?' })
  expect(await giveTo(other.conversationId, shut, { by, seen: 1 })).toEqual({ kind: 'not-a-unit' })
})
