import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  listRelatingIds,
  placeMessage,
  type RelatedConversation,
  type ThreadedMessage,
} from './place-in-thread.ts'

const message = (given: Partial<ThreadedMessage>): ThreadedMessage => ({
  messageId: null,
  inReplyTo: [],
  references: [],
  from: ['zoe@example.nl'],
  to: ['balie@gemeente.example'],
  list: null,
  ...given,
})

type Conversation = { id: number; messages: ThreadedMessage[] }

const describeIt = ({ id, messages }: Conversation): RelatedConversation<number> => ({
  id,
  messageIds: new Set(messages.flatMap(({ messageId }) => messageId ?? [])),
  references: new Set(messages.flatMap(listRelatingIds)),
  participants: new Set(messages.flatMap(({ from, to }) => [...from, ...to]).map((one) => one.toLowerCase())),
  lists: new Set(messages.flatMap(({ list }) => list ?? [])),
})

/** All messages in their order, each placed among those before it. */
function thread(messages: readonly ThreadedMessage[]) {
  const conversations: Conversation[] = []
  const places = messages.map((one) => {
    const ids = new Set([...listRelatingIds(one), ...(one.messageId === null ? [] : [one.messageId])])
    const related = conversations
      .map(describeIt)
      .filter(({ messageIds, references }) => [...ids].some((id) => messageIds.has(id) || references.has(id)))
    const place = placeMessage(one, related)
    const home = conversations.find(({ id }) => id === place.conversation)
    if (home) home.messages.push(one)
    else conversations.push({ id: conversations.length, messages: [one] })
    return { ...place, conversation: home?.id ?? conversations.length - 1 }
  })
  return { conversations, places }
}

const first = message({ messageId: 'a' })

test('a reply of somebody who takes part goes to its parent, however its address is written', () => {
  const reply = message({
    messageId: 'b',
    inReplyTo: ['a'],
    from: ['Balie@Gemeente.Example'],
    to: ['zoe@example.nl'],
  })
  expect(thread([first, reply]).places[1]).toEqual({ conversation: 0, possibly: [] })
})

test('a stranger who quotes a reference begins a conversation that possibly belongs there', () => {
  const stranger = message({ messageId: 'b', references: ['a'], from: ['ander@example.nl'] })
  expect(thread([first, stranger]).places[1]).toEqual({ conversation: 1, possibly: [0] })
})

test('whoever writes to the same list takes part', () => {
  const listed = message({ messageId: 'a', list: 'buurt.example.nl' })
  const other = message({
    messageId: 'b',
    inReplyTo: ['a'],
    from: ['ander@example.nl'],
    list: 'buurt.example.nl',
  })
  expect(thread([listed, other]).places[1]?.conversation).toBe(0)
})

test('the address of somebody who writes or reads along is no reference', () => {
  const [first, second] = ['een@example.nl', 'twee@example.nl'].map((messageId) =>
    message({ messageId, references: ['Balie@gemeente.example', 'zoe@example.nl'] }),
  )
  if (!first || !second) throw new Error('no messages')
  expect(listRelatingIds(first)).toEqual([])
  expect(thread([first, second]).places).toEqual([
    { conversation: 0, possibly: [] },
    { conversation: 1, possibly: [] },
  ])
})

test('the nearest of several references counts', () => {
  const [one, two] = [first, message({ messageId: 'b' })]
  expect(thread([one, two, message({ messageId: 'c', references: ['a', 'b'] })]).places[2]).toEqual({
    conversation: 1,
    possibly: [0],
  })
  expect(
    thread([one, two, message({ messageId: 'c', references: ['a', 'b'], inReplyTo: ['a'] })]).places[2]
      ?.conversation,
  ).toBe(0)
})

test('mail that comes before what it answers waits for it', () => {
  const reply = message({
    messageId: 'b',
    inReplyTo: ['a'],
    from: ['balie@gemeente.example'],
    to: ['zoe@example.nl'],
  })
  expect(thread([reply, first]).places[1]?.conversation).toBe(0)
})

test('without references, or with its own id alone, a message begins a conversation', () => {
  expect(thread([first, message({ messageId: 'b' })]).places[1]).toEqual({ conversation: 1, possibly: [] })
  expect(thread([message({ messageId: 'a', inReplyTo: ['a'], references: ['a'] })]).places[0]).toEqual({
    conversation: 0,
    possibly: [],
  })
})

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const someone = fc.constantFrom('zoe@example.nl', 'jan@example.nl', 'balie@gemeente.example')
const anyMessage = fc
  .record({
    messageId: fc.option(name),
    inReplyTo: fc.array(name, { maxLength: 2 }),
    references: fc.array(name, { maxLength: 3 }),
    from: fc.array(someone, { maxLength: 2 }),
    to: fc.array(someone, { maxLength: 2 }),
  })
  .map((given) => message(given))
const anyMail = fc.array(anyMessage, { maxLength: 10 })

/** By the plainest means: all pairs of messages that share an id, joined until nothing changes. */
function connected(messages: readonly ThreadedMessage[]): number[] {
  const group = messages.map((_, at) => at)
  const ids = messages.map((one) => [one.messageId ?? [], one.inReplyTo, one.references].flat())
  for (let changed = true; changed; ) {
    changed = false
    for (const [one, mine] of ids.entries())
      for (const [other, theirs] of ids.entries()) {
        const [a = 0, b = 0] = [group[one], group[other]]
        if (a <= b || !mine.some((id) => theirs.includes(id))) continue
        group[one] = b
        changed = true
      }
  }
  return group
}

test('no conversation joins two roots without a common reference', () => {
  fc.assert(
    fc.property(anyMail, (mail) => {
      for (const { messages } of thread(mail).conversations) expect(new Set(connected(messages)).size).toBe(1)
    }),
    { numRuns: 500 },
  )
})

test('who comes in took part before, and a message whose parent is known is with it, or possibly belongs to it', () => {
  fc.assert(
    fc.property(anyMail, (mail) => {
      const { places } = thread(mail)
      for (const [at, one] of mail.entries()) {
        const place = places[at]
        const earlier = mail
          .slice(0, at)
          .filter((_, before) => places[before]?.conversation === place?.conversation)
        const people = earlier.flatMap(({ from, to }) => [...from, ...to])
        if (earlier.length > 0) expect(one.from.some((address) => people.includes(address))).toBe(true)
        const parents = mail
          .slice(0, at)
          .flatMap(({ messageId }, before) =>
            messageId !== null && listRelatingIds(one).includes(messageId)
              ? [places[before]?.conversation]
              : [],
          )
        for (const parent of parents)
          expect([place?.conversation, ...(place?.possibly ?? [])]).toContain(parent)
      }
    }),
    { numRuns: 500 },
  )
})
