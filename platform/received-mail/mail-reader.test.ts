import { afterEach, expect, test } from 'vitest'
import { createMailReader, type MailReader } from './index.ts'

let reader: MailReader
const start = (limitMs?: number) => {
  reader = createMailReader(limitMs === undefined ? {} : { limitMs })
  return reader
}
afterEach(() => reader.close())

const shownWith = { pictures: new Map(), quoted: 'Eerder' }
const now = new Date('2026-05-04T10:00:00Z')
const mail = Buffer.from('Subject: Tegel\nDate: Mon, 4 May 2026 09:00:00 +0000\n\nHij ligt los.')

test('a mail is read in a thread, its dates and files as they are', async () => {
  expect(await start().read(mail, now)).toMatchObject({
    kind: 'read',
    mail: { subject: 'Tegel', date: new Date('2026-05-04T09:00:00Z'), text: 'Hij ligt los.\n' },
  })
})

test('mail that is held does not hold up the next', async () => {
  const { read } = start()
  const parts = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}`
  const outcomes = await Promise.all([
    read(Buffer.from(parts), now),
    read(Buffer.alloc(50_000_000, 'x'), now),
    read(mail, now),
  ])
  expect(outcomes.map((outcome) => (outcome.kind === 'held' ? outcome.reason : outcome.kind))).toEqual([
    'too-many-parts',
    'too-large',
    'read',
  ])
})

test('mail that takes too long is held, and a new thread reads the next', async () => {
  const large = Buffer.from(`Content-Type: text/plain\n\n${'begin 644 x\n'.repeat(2_000_000)}`)
  const { read } = start(1)
  expect(await read(large, now)).toEqual({ kind: 'held', reason: 'too-long' })
})

test('HTML is made safe in the thread', async () => {
  expect((await start().makeSafe('<p onclick="x">Dag</p>', shownWith))?.html).toBe('<p>Dag</p>')
  expect(await reader.makeSafe('<div>'.repeat(300_000), shownWith)).toBeUndefined()
})
