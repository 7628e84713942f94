import { expect, test } from 'vitest'
import { now, today } from '#stories'
import { only, useMailDesk, writeMail } from '../channels/mail-desk.fixture.ts'
import {
  classifyConversation,
  continueConversation,
  findConversationOfInput,
  findConversationToFollow,
  listEarlier,
  listMerged,
  listTies,
  mergeConversation,
  reopenConversation,
  tieConversations,
} from '../index.ts'
import { makeYouth } from '../privacy/privacy.fixture.ts'
import { expectRowsToAddUp, secret, turnOf } from '../testing.ts'

const desk = useMailDesk()
const { ask, database, hire, inTransaction, reply, take } = desk
const merge = (id: string, by: string, seen: number, into: string) =>
  inTransaction((tx) => mergeConversation(tx, turnOf(id, by, seen), into))
const write = (inputId: string, body: string) =>
  inTransaction((tx) =>
    continueConversation(tx, { inputId, body }, { channel: 'web', timeZone: 'Europe/Amsterdam', now }),
  )
const trackOf = (inputId: string) => findConversationOfInput(database().db, inputId)
const bodiesOf = async (inputId: string) =>
  (await trackOf(inputId))?.entries.map((entry) => ('body' in entry ? entry.body : entry.kind))

test('two of the same person are handled in one: each keeps its page, and both read what follows', async () => {
  const ann = await hire('ann')
  const [first, second] = [await ask({ body: 'Eerst dit.' }), await ask({ body: 'En nog eens.' })]
  await write(first.inputId, 'Van voor het samenvoegen.')
  expect(await merge(second.conversationId, ann, 1, first.conversationId)).toEqual({
    kind: 'appended',
    seq: 2,
  })
  expect(
    await listMerged(database().db, first.conversationId, { accountId: ann, today: '2026-03-02' }),
  ).toMatchObject({
    into: undefined,
    here: [{ id: second.conversationId, status: 'closed' }],
  })
  expect(
    await listMerged(database().db, second.conversationId, { accountId: ann, today: '2026-03-02' }),
  ).toMatchObject({
    into: { id: first.conversationId },
  })
  await write(second.inputId, 'Door de tweede pagina.')
  await reply(turnOf(first.conversationId, ann, 3), 'Ons antwoord.')
  expect(await bodiesOf(second.inputId)).toEqual(['En nog eens.', 'Door de tweede pagina.', 'Ons antwoord.'])
  expect(await bodiesOf(first.inputId)).toEqual([
    'Eerst dit.',
    'Van voor het samenvoegen.',
    'Door de tweede pagina.',
    'Ons antwoord.',
  ])
  const track = await trackOf(second.inputId)
  expect(track).toMatchObject({
    status: 'answered',
    joinedAt: now,
    subject: 'En nog eens',
    closed: undefined,
  })
  expect(track?.canJudge).toBe(false)
  expect(await findConversationToFollow(database().db, second.inputId)).toBe(first.conversationId)
  await expectRowsToAddUp(database().db)
})

test('a merge is taken apart by opening it again, and what came in stays where it came in', async () => {
  const ann = await hire('ann')
  const [first, second] = [await ask({ body: 'Een.' }), await ask({ body: 'Twee.' })]
  await merge(second.conversationId, ann, 1, first.conversationId)
  await write(second.inputId, 'Bij een.')
  await inTransaction((tx) => reopenConversation(tx, turnOf(second.conversationId, ann, 2)))
  await write(second.inputId, 'Weer bij twee.')
  expect(await bodiesOf(second.inputId)).toEqual(['Twee.', 'Weer bij twee.'])
  expect(await bodiesOf(first.inputId)).toEqual(['Een.', 'Bij een.'])
  expect(
    (await listMerged(database().db, first.conversationId, { accountId: ann, today: '2026-03-02' })).here,
  ).toEqual([])
})

test('of three in a row, the last is where everything goes', async () => {
  const ann = await hire('ann')
  const [a, b, c] = [await ask({ body: 'A.' }), await ask({ body: 'B.' }), await ask({ body: 'C.' })]
  await merge(a.conversationId, ann, 1, b.conversationId)
  await write(a.inputId, 'Bij B.')
  await merge(b.conversationId, ann, 2, c.conversationId)
  await write(a.inputId, 'Bij C.')
  expect(await bodiesOf(a.inputId)).toEqual(['A.', 'Bij B.', 'Bij C.'])
  expect(await bodiesOf(c.inputId)).toEqual(['C.', 'Bij C.'])
})

test('conversations of two addresses are never merged, and none with itself, with none, or in a circle', async () => {
  const ann = await hire('ann')
  const [kees, ina, who] = [
    await ask({ body: 'Van Kees.', address: 'Kees@elders.example' }),
    await ask({ body: 'Van Ina.', address: 'ina@elders.example' }),
    await ask({ body: 'Van wie?' }),
  ]
  expect(await merge(kees.conversationId, ann, 2, ina.conversationId)).toEqual({ kind: 'other-asker' })
  expect(await merge(kees.conversationId, ann, 2, kees.conversationId)).toEqual({
    kind: 'no-such-conversation',
  })
  expect(await merge(kees.conversationId, ann, 2, crypto.randomUUID())).toEqual({
    kind: 'no-such-conversation',
  })
  expect(await merge(kees.conversationId, ann, 1, who.conversationId)).toMatchObject({ kind: 'changed' })
  expect(await merge(who.conversationId, ann, 1, kees.conversationId)).toMatchObject({ kind: 'appended' })
  expect(await merge(kees.conversationId, ann, 2, who.conversationId)).toEqual({ kind: 'merged-already' })
  const again = await ask({ body: 'Weer Kees.', address: 'kees@elders.example' })
  expect(await merge(again.conversationId, ann, 2, kees.conversationId)).toMatchObject({ kind: 'appended' })
})

test('two that are merged into each other at once: one is, and nobody waits for ever', async () => {
  const ann = await hire('ann')
  const [one, other] = [await ask({ body: 'Links.' }), await ask({ body: 'Rechts.' })]
  const both = await Promise.all([
    merge(one.conversationId, ann, 1, other.conversationId),
    merge(other.conversationId, ann, 1, one.conversationId),
  ])
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['appended', 'merged-already'])
})

test('mail to the one that was merged goes to the other', async () => {
  const ann = await hire('ann')
  const [a, b] = [
    only(await take(writeMail({ id: 'a@elders.example', from: 'kees@elders.example' }))),
    only(await take(writeMail({ id: 'b@elders.example', from: 'kees@elders.example', subject: 'Nog iets' }))),
  ]
  await merge(b.conversation ?? '', ann, 2, a.conversation ?? '')
  const later = only(await take(writeMail({ refers: 'b@elders.example', from: 'kees@elders.example' })))
  expect(later.conversation).toBe(a.conversation)
  const stranger = only(await take(writeMail({ refers: 'b@elders.example', from: 'wie@elders.example' })))
  expect([a.conversation, b.conversation]).not.toContain(stranger.conversation)
  await expectRowsToAddUp(database().db)
})

test('other conversations of the same address are beside one, by form and by mail, and no others', async () => {
  const viewer = { accountId: await hire('ann'), today: '2026-03-02' }
  const zoe = await ask({ body: 'Van Zoë.', address: 'Zoe@ver.example' })
  const mailed = only(await take(writeMail({ from: 'zoe@ver.example', subject: 'Per mail' })))
  await ask({ body: 'Van een ander.', address: 'zoe@verder.example' })
  const nobody = await ask({ body: 'Zonder adres.', name: 'Zoë' })
  const earlier = (id: string) => listEarlier(database().db, id, { viewer, secret })
  expect((await earlier(zoe.conversationId)).map(({ id }) => id)).toEqual([mailed.conversation])
  expect((await earlier(mailed.conversation ?? '')).map(({ id }) => id)).toEqual([zoe.conversationId])
  expect(await earlier(nobody.conversationId)).toEqual([])
})

test('two conversations are linked by hand, once, whichever of the two says so', async () => {
  const by = await hire('ann')
  const [one, other] = [
    (await ask({ body: 'Een.' })).conversationId,
    (await ask({ body: 'Ander.' })).conversationId,
  ]
  const tie = (conversationId: string, otherId: string) =>
    inTransaction((tx) => tieConversations(tx, { conversationId, otherId, by, now, today }))
  await tie(one, other)
  await tie(other, one)
  expect(await listTies(database().db, one, { accountId: by, today })).toMatchObject([
    { id: other, state: 'together' },
  ])
})

test('what somebody may not read is not merged into, linked with or named by them', async () => {
  const { subject, unit, wieke, bob } = await makeYouth(database().db)
  const address = 'ouder@elders.example'
  const [hidden, plain] = [
    (await ask({ body: 'Over mijn kind.', address })).conversationId,
    (await ask({ body: 'Over de stoep.', address })).conversationId,
  ]
  const youth = { subjectId: subject, unitId: unit }
  await inTransaction((tx) => classifyConversation(tx, turnOf(hidden, wieke, 2), youth))
  const { db } = database()
  expect(await merge(plain, bob, 2, hidden)).toEqual({ kind: 'no-such-conversation' })
  const tie = { conversationId: plain, otherId: hidden, by: bob, now, today }
  expect(await inTransaction((tx) => tieConversations(tx, tie))).toEqual({ kind: 'not-found' })
  expect(await listEarlier(db, plain, { viewer: { accountId: bob, today }, secret })).toEqual([])
  expect(await listEarlier(db, plain, { viewer: { accountId: wieke, today }, secret })).toHaveLength(1)
  await merge(plain, wieke, 2, hidden)
  expect(await listMerged(db, plain, { accountId: bob, today })).toEqual({ into: undefined, here: [] })
  expect(await listMerged(db, plain, { accountId: wieke, today })).toMatchObject({ into: { id: hidden } })
})
