import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedData } from '#testing'
import { readMail } from './read-mail.ts'
import { readTnef } from './tnef.ts'

const number = (size: 2 | 4, value: number) => {
  const bytes = Buffer.alloc(size)
  bytes.writeUIntLE(value, 0, size)
  return bytes
}
const attribute = (level: 1 | 2, id: number, data: Buffer) =>
  Buffer.concat([Buffer.of(level), number(4, id), number(4, data.length), data, number(2, 0)])
const varied = (type: number, id: number, value: Buffer) =>
  Buffer.concat([
    ...[number(2, type), number(2, id), number(4, 1), number(4, value.length), value],
    Buffer.alloc((4 - (value.length % 4)) % 4),
  ])
const properties = (...all: Buffer[]) => Buffer.concat([number(4, all.length), ...all])
const pack = (...all: Buffer[]) => Buffer.concat([Buffer.from('789f3e220100', 'hex'), ...all])
const begins = attribute(2, 0x00069002, Buffer.alloc(14))
const title = (name: string) => attribute(2, 0x00018010, Buffer.from(`${name}\0`, 'latin1'))
const data = (text: string) => attribute(2, 0x0006800f, Buffer.from(text))
const unicode = (text: string) => Buffer.from(`${text}\0`, 'utf16le')

test('files are read with their long names, in any alphabet, and what they are declared to be', () => {
  const more = properties(
    Buffer.concat([number(2, 0x0003), number(2, 0x3705), number(4, 1)]),
    Buffer.concat([
      ...[number(2, 0x001f), number(2, 0x8001), Buffer.alloc(16), number(4, 1), number(4, 6)],
      ...[unicode('ab'), Buffer.alloc(2), number(4, 1), number(4, 4), unicode('x')],
    ]),
    varied(0x001f, 0x3707, unicode('Отчёт.pdf')),
    varied(0x001e, 0x370e, Buffer.from('Application/PDF\0')),
  )
  const packed = pack(
    attribute(1, 0x00069007, number(4, 1251)),
    ...[begins, title('OT~1.PDF'), data('%PDF-1'), attribute(2, 0x00069005, more)],
    ...[begins, title('b.txt'), data('twee')],
  )
  const { files, isWhole } = readTnef(packed)
  expect(isWhole).toBe(true)
  expect(files.map(({ content, ...file }) => ({ ...file, text: Buffer.from(content).toString() }))).toEqual([
    { name: 'Отчёт.pdf', type: 'application/pdf', contentId: null, text: '%PDF-1' },
    { name: 'b.txt', type: '', contentId: null, text: 'twee' },
  ])
})

test('a message or an object within is not read, and that is told', () => {
  const object = properties(varied(0x000d, 0x3701, Buffer.alloc(16)))
  const packed = pack(
    begins,
    title('bericht'),
    attribute(2, 0x00069005, object),
    begins,
    title('a.txt'),
    data('a'),
  )
  expect(readTnef(packed)).toMatchObject({ isWhole: false, files: [{ name: 'a.txt' }] })
})

test('of a file that is broken there is what could be read until there', () => {
  const packed = pack(begins, title('a.txt'), data('een'), begins, title('b.txt'), data('twee'))
  expect(readTnef(packed.subarray(0, packed.length - 4))).toMatchObject({
    ...{ isWhole: false, files: [{ name: 'a.txt' }] },
  })
  expect(readTnef(Buffer.from('geen winmail'))).toEqual({ isWhole: false, files: [] })
  expect(readTnef(Buffer.alloc(0))).toEqual({ isWhole: false, files: [] })
  const many = properties(Buffer.concat([number(2, 0x1003), number(2, 1), number(4, 0xffffffff)]))
  expect(readTnef(pack(begins, attribute(2, 0x00069005, many)))).toEqual({ isWhole: false, files: [] })
})

test('whatever the bytes are, it ends, throws nothing, and gives out no more than there is', () => {
  const whole = pack(
    begins,
    title('a'),
    data('een'),
    attribute(2, 0x00069005, properties(varied(0x102, 0x3701, Buffer.from('x')))),
  )
  const bent = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
    const bytes = Buffer.from(whole)
    for (const [at, value] of changes) bytes[at] = value
    return bytes
  })
  const any = fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([whole.subarray(0, 6), tail]))
  fc.assert(
    fc.property(fc.oneof(bent, any), (bytes) => {
      const { files } = readTnef(bytes)
      for (const { content } of files) expect(content.byteLength).toBeLessThanOrEqual(bytes.length)
    }),
    { numRuns: 3000 },
  )
})

const folder = sharedData('mail') ?? ''

test.skipIf(folder === '')(
  'what Outlook packed in real mail, which is no file, is read to its end',
  async () => {
    const bounces = join(folder, 'sisimai-bounces/bsd')
    const files = [
      ...readdirSync(bounces)
        .filter((name) => /amazonworkmail-0[1378]/.test(name))
        .map((name) => join(bounces, name)),
      join(folder, 'mimekit/tnef/ukr.eml'),
    ]
    for (const file of files) {
      const outcome = await readMail(readFileSync(file), new Date('2026-11-30'))
      expect(outcome).toMatchObject({ kind: 'read', mail: { unpacked: [] } })
      expect(outcome.kind === 'read' && outcome.mail.warnings).toContain('winmail')
      expect(outcome.kind === 'read' && outcome.mail.warnings).not.toContain('winmail-not-whole')
    }
  },
)
