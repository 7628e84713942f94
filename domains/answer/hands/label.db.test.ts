import { expect, test } from 'vitest'
import { now } from '#stories'
import {
  continueConversation,
  endLabel,
  type InboxFilter,
  type InboxOrder,
  labelConversation,
  labelSchema,
  listInbox,
  listLabels,
  MOST_LABELS,
  makeLabel,
} from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const { ask, database, hire, inTransaction, reply } = useAnswerDesk()

async function make(name: string, by: string): Promise<string> {
  const made = await inTransaction((tx) => makeLabel(tx, name, { by, now }))
  if (made.kind !== 'made') throw new Error(made.kind)
  return made.id
}

const label = (id: string, by: string, seen: number, labelId: string, isOn = true) =>
  inTransaction((tx) => labelConversation(tx, turnOf(id, by, seen), { labelId, isOn }))

test('a label is put on and taken off as entries, and stays while people go on talking', async () => {
  const ann = await hire('ann')
  const [park, urgent] = [await make('park', ann), await make('spoed', ann)]
  const { conversationId: id, inputId } = await ask({ body: 'Is het park dicht?' })
  expect(await label(id, ann, 1, urgent)).toEqual({ kind: 'appended', seq: 2 })
  expect(await label(id, ann, 2, urgent)).toEqual({ kind: 'appended', seq: 2 })
  await label(id, ann, 2, park)
  await reply(turnOf(id, ann, 3), 'Ja.')
  const more = { channel: 'web', timeZone: 'Europe/Amsterdam', now } as const
  await inTransaction((tx) => continueConversation(tx, { inputId, body: 'En morgen?' }, more))
  expect(await labelsOf(id)).toEqual([park, urgent].sort())
  expect(await label(id, ann, 6, urgent, false)).toEqual({ kind: 'appended', seq: 7 })
  expect(await labelsOf(id)).toEqual([park])
  expect(await label(id, ann, 6, urgent)).toMatchObject({ kind: 'changed' })
  await expectRowsToAddUp(database().db)
})

test('a label that is ended can be taken off, and put on no more; its name is free again', async () => {
  const ann = await hire('ann')
  const old = await make('Wijkagent', ann)
  const { conversationId: id } = await ask({ body: 'Waar is de wijkagent?' })
  const { conversationId: other } = await ask({ body: 'En de boa?' })
  await label(id, ann, 1, old)
  expect(await inTransaction((tx) => makeLabel(tx, 'WIJKAGENT', { by: ann, now }))).toEqual({ kind: 'taken' })
  expect(await inTransaction((tx) => endLabel(tx, old, now))).toEqual({ kind: 'ended' })
  expect(await label(other, ann, 1, old)).toEqual({ kind: 'not-a-label' })
  expect(await label(id, ann, 2, old, false)).toMatchObject({ kind: 'appended' })
  expect(await label(id, ann, 3, crypto.randomUUID())).toEqual({ kind: 'not-a-label' })
  await make('wijkagent', ann)
  const names = (await listLabels(database().db)).map(({ name, isEnded }) => [name, isEnded])
  expect(names.at(-1)).toEqual(['Wijkagent', true])
})

test('there are so many labels and no more, also when two are made at once', async () => {
  const ann = await hire('ann')
  const inUse = (await listLabels(database().db)).filter(({ isEnded }) => !isEnded).length
  for (let n = inUse; n < MOST_LABELS - 1; n++) await make(`label ${n}`, ann)
  const both = await Promise.all(
    ['voorlaatste', 'laatste'].map((name) => inTransaction((tx) => makeLabel(tx, name, { by: ann, now }))),
  )
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['made', 'too-many'])
})

test.each([
  ['', 'missing'],
  [' \n ', 'missing'],
  ['é'.repeat(41), 'too-long'],
])('%j is no label', (name, message) => {
  expect(labelSchema.safeParse({ name }).error?.issues).toMatchObject([{ message }])
})

test('a label is one line', () => {
  expect(labelSchema.parse({ name: ' spoed\n\tnu ' })).toEqual({ name: 'spoed nu' })
})

test('every list narrowed to a label shows what a plain look at all of it does, page by page', async () => {
  const ann = await hire('ann')
  const { db } = database()
  const [labelId] = (await listLabels(db)).map(({ id }) => id)
  for (let n = 0; n < 12; n++) {
    const { conversationId } = await ask({ body: `Nauw ${n}` }, new Date(now.getTime() + n * 86_400_000))
    if (n % 3 === 0) await label(conversationId, ann, 1, labelId ?? '')
    if (n % 6 === 0) await reply(turnOf(conversationId, ann, 2), 'Klaar.')
  }
  const viewer = { accountId: ann, today: '2026-03-02' }
  const lists: [InboxFilter, InboxOrder][] = [
    ['open', 'due'],
    ['open', 'newest'],
    ['answered', 'newest'],
  ]
  for (const [filter, order] of lists) {
    const all = await listInbox(db, { filter, order, viewer }, { size: 1000 })
    const wanted = all.rows.filter((row) => row.label_ids.includes(labelId ?? '')).map(({ id }) => id)
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const request = { filter, order, viewer, narrowing: { label: labelId } }
      const page = await listInbox(db, request, { after, size: 2 }, 5)
      seen.push(...page.rows.map(({ id }) => id))
      if (!page.next) break
      after = page.next
    }
    expect(wanted.length).toBeGreaterThan(1)
    expect(seen).toEqual(wanted)
  }
})

async function labelsOf(id: string): Promise<string[]> {
  const row = database().db.selectFrom('conversation').select('label_ids').where('id', '=', id)
  return (await row.executeTakeFirstOrThrow()).label_ids
}
