import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHook } from './hook-message.ts'
import { hookOf, messageOf } from './hooks.fixture.ts'

const faultsOf = (text: string | Buffer) => {
  const read = readHook(Buffer.from(text))
  return read.kind === 'wrong' ? read.faults.map(({ path, problem }) => `${path}: ${problem}`) : []
}

test('a message is read with its own moment, and without what no database and no mail can carry', () => {
  const raw = hookOf(messageOf({ text: ' Hé\u0000 daar ', sentAt: '2026-03-02T09:00:00+01:00', more: 1 }))
  expect(readHook(Buffer.from(raw))).toMatchObject({
    kind: 'read',
    messages: [{ text: 'Hé daar', sentAt: new Date('2026-03-02T08:00:00Z'), language: 'nl' }],
  })
})

test.each([
  ['{', ': must be JSON, written in UTF-8'],
  [Buffer.from([0x22, 0xff, 0x22]), ': must be JSON, written in UTF-8'],
  ['[]', ': must be a JSON object with "type" and "data"'],
  ['{"type":"ping","data":{"messages":[]}}', 'type: must be "message.received"'],
  ['{"type":"message.received"}', 'data: must be an object with "messages"'],
  ['{"type":"message.received","data":{"messages":1}}', 'data.messages: must be a list'],
  [hookOf(), 'data.messages: must have at least one message'],
  [hookOf(1), 'data.messages[0]: must be an object'],
  [hookOf(messageOf({ id: '' })), 'data.messages[0].id: must not be empty'],
  [hookOf(messageOf(), messageOf({ text: ' ' })), 'data.messages[1].text: must not be empty'],
  [
    hookOf(messageOf({ text: '😀'.repeat(10_001) })),
    'data.messages[0].text: must have no more than 10000 characters',
  ],
  [hookOf(messageOf({ author: 'Sanne' })), 'data.messages[0].author: must be an object with at least "id"'],
  [hookOf(messageOf({ thread: 'a\nb' })), 'data.messages[0].thread: must have no control characters'],
  [
    hookOf(messageOf({ sentAt: 'gisteren' })),
    'data.messages[0].sentAt: must be a moment with its offset, as 2026-03-02T09:30:00+01:00',
  ],
  [hookOf(messageOf({ language: 'fy' })), 'data.messages[0].language: must be "nl" or "en", or left out'],
])('what is not as agreed is told, with where: %s', (raw, fault) => {
  expect(faultsOf(raw)).toContain(fault)
})

test('everything that is wrong is told at once, up to twenty things', () => {
  expect(faultsOf(hookOf(messageOf({ id: 1, text: 2 })))).toHaveLength(2)
  expect(faultsOf(hookOf(...Array.from({ length: 50 }, () => 1)))).toHaveLength(20)
})

test('whatever comes is read or refused, and breaks nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      ),
      (raw) => {
        expect(['read', 'wrong']).toContain(readHook(Buffer.from(raw)).kind)
      },
    ),
    { numRuns: 100 },
  )
})
