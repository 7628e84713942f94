import { expect, test } from 'vitest'
import { now } from '#stories'
import {
  continueConversation,
  countInbox,
  type InboxFilter,
  listInbox,
  snoozeConversation,
} from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const { ask, database, hire, inTransaction, reply } = useAnswerDesk()
const snooze = (id: string, by: string, seen: number, until: string | null) =>
  inTransaction((tx) => snoozeConversation(tx, turnOf(id, by, seen), until))

async function isIn(filter: InboxFilter, id: string, accountId: string, today: string): Promise<boolean> {
  const viewer = { accountId, today }
  const { rows } = await listInbox(database().db, { filter, order: 'due', viewer }, { size: 200 })
  return rows.some((row) => row.id === id)
}

test('what is put off is away until its day, and back on it without anybody doing anything', async () => {
  const ann = await hire('ann')
  const { conversationId: id } = await ask({ body: 'Later?' })
  expect(await snooze(id, ann, 1, '2026-03-05')).toEqual({ kind: 'appended', seq: 2 })
  const where = async (today: string) =>
    Promise.all((['open', 'nobody', 'snoozed', 'late'] as const).map((list) => isIn(list, id, ann, today)))
  expect(await where('2026-03-04')).toEqual([false, false, true, false])
  expect(await where('2026-03-05')).toEqual([true, true, false, false])
  const { snoozed } = await countInbox(database().db, { accountId: ann, today: '2026-03-04' })
  expect(snoozed).toBe(1)
})

test('what is put off beyond its due date is still late when it is', async () => {
  const ann = await hire('ann')
  const { conversationId: id } = await ask({ body: 'Wordt dit te laat?' })
  await snooze(id, ann, 1, '2026-06-01')
  expect(await isIn('late', id, ann, '2026-04-01')).toBe(true)
  expect(await isIn('open', id, ann, '2026-04-01')).toBe(false)
})

test('it is back at once when whoever asked says more, or by one button', async () => {
  const ann = await hire('ann')
  const { conversationId: id, inputId } = await ask({ body: 'Nog niet?' })
  await snooze(id, ann, 1, '2026-03-20')
  await inTransaction((tx) =>
    continueConversation(
      tx,
      { inputId, body: 'Het is dringend.' },
      { channel: 'web', timeZone: 'Europe/Amsterdam', now },
    ),
  )
  expect(await isIn('open', id, ann, '2026-03-03')).toBe(true)
  await snooze(id, ann, 3, '2026-03-20')
  expect(await snooze(id, ann, 4, null)).toEqual({ kind: 'appended', seq: 5 })
  expect(await snooze(id, ann, 5, null)).toEqual({ kind: 'appended', seq: 5 })
  expect(await isIn('open', id, ann, '2026-03-03')).toBe(true)
})

test('a day that has come, one too far away, and what is not open, are refused', async () => {
  const ann = await hire('ann')
  const { conversationId: id } = await ask({ body: 'Wanneer dan?' })
  for (const day of ['2026-03-02', '1999-01-01', '2027-03-04', '9999-12-31'])
    expect(await snooze(id, ann, 1, day)).toEqual({ kind: 'not-a-snooze-day' })
  expect(await snooze(id, ann, 1, '2026-03-03')).toMatchObject({ kind: 'appended' })
  expect(await snooze(id, ann, 1, '2026-03-04')).toMatchObject({ kind: 'changed' })
  await reply(turnOf(id, ann, 2), 'Nu.')
  expect(await snooze(id, ann, 4, '2026-03-09')).toEqual({ kind: 'not-open' })
  await expectRowsToAddUp(database().db)
})
