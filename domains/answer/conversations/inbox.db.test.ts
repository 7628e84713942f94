import { expect, test } from 'vitest'
import { endStaffMember } from '#domains/people'
import { findInput } from '#domains/register'
import { newId } from '#platform/db'
import { now, today } from '#stories'
import { begin } from '#testing'
import {
  assignConversation,
  countInbox,
  handOverConversations,
  type InboxFilter,
  type InboxOrder,
  listInbox,
  placeConversation,
  readConversation,
  reopenConversation,
} from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const { ask, database, hire, inTransaction, openSomeDossier, reply } = useAnswerDesk()

test('staff place a question in a dossier, and the entry says so', async () => {
  const by = await hire('fatima')
  const dossier = await openSomeDossier('Waar komt het nieuwe park?')
  const { conversationId, inputId } = await ask({ body: 'Komt er een park?' })
  const place = (seen: number, id: string) =>
    inTransaction((tx) => placeConversation(tx, turnOf(conversationId, by, seen), id))
  expect(await place(1, newId())).toEqual({ kind: 'dossier-not-found' })
  expect(await place(0, dossier.id)).toMatchObject({ kind: 'changed' })
  expect(await findInput(database().db, inputId)).toMatchObject({ dossier_id: null })
  expect(await place(1, dossier.id)).toEqual({ kind: 'appended', seq: 2 })
  expect(await findInput(database().db, inputId)).toMatchObject({ dossier_id: dossier.id })
  const opened = await inTransaction((tx) => readConversation(tx, { id: conversationId, by, now, today }))
  expect(opened).toMatchObject({
    dossier: { slug: dossier.slug },
    entries: [{}, { kind: 'linked', dossier: { slug: dossier.slug } }],
  })
})

test('opening a conversation is logged, and only then does it count as read', async () => {
  const [ann, bob] = [await hire('ann'), await hire('bob')]
  const started = await ask({ body: 'Wie leest dit?', name: 'Dhr. Yılmaz' })
  const { db } = database()
  const unreadFor = async (accountId: string) => {
    const viewer = { accountId, today: '2026-03-02' }
    const { rows } = await listInbox(db, { filter: 'open', order: 'newest', viewer }, { size: 200 })
    return rows.find((row) => row.id === started.conversationId)?.unread
  }
  expect(await unreadFor(ann)).toBe(true)
  const opened = await inTransaction((tx) =>
    readConversation(tx, { id: started.conversationId, by: ann, now, today }),
  )
  expect(opened?.contact).toMatchObject({ name: 'Dhr. Yılmaz', address: null })
  expect(await unreadFor(ann)).toBe(false)
  expect(await unreadFor(bob)).toBe(true)
  const log = await db
    .selectFrom('access_log')
    .select(['account_id', 'action'])
    .where('subject_id', '=', started.conversationId)
    .execute()
  expect(log).toEqual([{ account_id: ann, action: 'read' }])
  expect(
    await inTransaction((tx) => readConversation(tx, { id: newId(), by: ann, now, today })),
  ).toBeUndefined()
})

test('taking, giving back and reopening show in the lists', async () => {
  const ann = await hire('annelies')
  const viewer = { accountId: ann, today: '2026-03-20' }
  const started = await ask({ body: 'Wie neemt dit?' })
  const id = started.conversationId
  const take = (seen: number, to: string | null) =>
    inTransaction((tx) => assignConversation(tx, turnOf(id, ann, seen), to))
  const mine = async () =>
    (await listInbox(database().db, { filter: 'mine', order: 'due', viewer }, { size: 5 })).rows
  expect(await take(1, newId())).toEqual({ kind: 'not-staff' })
  expect(await take(1, ann)).toEqual({ kind: 'appended', seq: 2 })
  expect(await take(1, null)).toMatchObject({ kind: 'changed', newer: [{ kind: 'assigned' }] })
  expect(await mine()).toMatchObject([{ id, assignee: 'annelies' }])
  expect(await countInbox(database().db, viewer)).toMatchObject({ mine: 1 })
  await reply(turnOf(id, ann, 2), 'Ik.')
  expect(await mine()).toEqual([])
  await inTransaction((tx) => reopenConversation(tx, turnOf(id, ann, 4)))
  expect(await mine()).toMatchObject([{ id, status: 'open' }])
})

test('every list is read in pages that neither skip nor repeat, and agrees with its count', async () => {
  const by = await hire('fatima')
  const viewer = { accountId: by, today: '2026-03-11' }
  for (let n = 0; n < 12; n++) {
    const asked = new Date(now.getTime() + (n % 3) * 24 * 60 * 60 * 1000)
    const { conversationId } = await ask({ body: `Bladeren ${n}` }, asked)
    await inTransaction((tx) => assignConversation(tx, turnOf(conversationId, by, 1), by))
    if (n % 4 === 0) await reply(turnOf(conversationId, by, 2), 'Klaar.')
  }
  const { db } = database()
  const counts: Record<string, number> = await countInbox(db, viewer)
  const readAll = async (filter: InboxFilter, order: InboxOrder) => {
    const seen: { id: string; due_on: string; received_at: Date }[] = []
    let after: string | undefined
    do {
      const page = await listInbox(db, { filter, order, viewer }, { after, size: 4 })
      seen.push(...page.rows)
      after = page.next
    } while (after)
    expect(new Set(seen.map((row) => row.id)).size).toBe(seen.length)
    if (filter !== 'answered') expect(seen.length).toBe(counts[filter])
    return seen
  }
  expect((await readAll('mine', 'due')).length).toBe(9)
  const byDue = (await readAll('open', 'due')).map((row) => row.due_on)
  expect(byDue).toEqual(byDue.toSorted())
  const byTime = (await readAll('open', 'newest')).map((row) => row.received_at.getTime())
  expect(byTime).toEqual(byTime.toSorted((a, b) => b - a))
  for (const row of await readAll('late', 'due')) expect(row.due_on < '2026-03-11').toBe(true)
  expect((await readAll('mine', 'newest')).length).toBe(9)
  expect((await readAll('answered', 'due')).length).toBeGreaterThanOrEqual(3)
})

test('what stands beside the entries is what they add up to', () => expectRowsToAddUp(database().db))

test('a conversation that is being given to somebody whose access ends is handed over with the others', async () => {
  const [ann, leaver, next] = [await hire('ann'), await hire('leaver'), await hire('next')]
  const { conversationId } = await ask({ body: 'Wie houdt dit vast?' })
  const { end } = await inTransaction(async (tx) => {
    await assignConversation(tx, turnOf(conversationId, ann, 1), leaver)
    return begin(database().db, () =>
      inTransaction(async (other) => {
        await endStaffMember(other, leaver, { by: ann, now, today: '2026-03-02' })
        await handOverConversations(other, { from: leaver, to: next, by: ann, now, today })
      }),
    )
  })
  await end
  expect(await holderOf(conversationId)).toBe(next)
  expect(await inTransaction((tx) => assignConversation(tx, turnOf(conversationId, ann, 3), leaver))).toEqual(
    { kind: 'not-staff' },
  )
})

test('what is handed over is what is open and in somebody’s hands, and nothing else', async () => {
  const [ann, leaver, next] = [await hire('ann'), await hire('leaver'), await hire('next')]
  const [open, answered, others] = [
    await ask({ body: 'Open?' }),
    await ask({ body: 'Beantwoord?' }),
    await ask({ body: 'Van een ander?' }),
  ]
  const give = ({ conversationId }: { conversationId: string }, to: string) =>
    inTransaction((tx) => assignConversation(tx, turnOf(conversationId, ann, 1), to))
  await give(open, leaver)
  await give(answered, leaver)
  await give(others, ann)
  await reply(turnOf(answered.conversationId, leaver, 2), 'Ja.')
  await inTransaction((tx) => handOverConversations(tx, { from: leaver, to: next, by: ann, now, today }))
  expect(await holderOf(open.conversationId)).toBe(next)
  expect(await holderOf(answered.conversationId)).toBe(leaver)
  expect(await holderOf(others.conversationId)).toBe(ann)
  await expectRowsToAddUp(database().db)
})

async function holderOf(id: string): Promise<string | null> {
  const conversations = database().db.selectFrom('conversation').select('assigned_to').where('id', '=', id)
  return (await conversations.executeTakeFirstOrThrow()).assigned_to
}
