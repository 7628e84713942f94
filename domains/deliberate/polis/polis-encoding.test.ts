import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodingOf, type PolisEncoding } from './polis-encoding.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-encoding-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function encodingOfBytes(bytes: Buffer): Promise<PolisEncoding> {
  await writeFile(join(folder, 'comments.csv'), bytes)
  return encodingOf(folder, 'comments.csv')
}

const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['nothing', Buffer.alloc(0), 'utf-8'],
  ['one letter', bytes('a'), 'utf-8'],
  ['letters of all lengths', Buffer.from('één “café” خانه 葛 👨\u200D👩 \u{10FFFF}\uD7FF\uE000\n'), 'utf-8'],
  ['a Dutch file of a spreadsheet', bytes('caf\xe9, ide\xebn en \x93foto\x92s\x94\n'), 'windows-1252'],
  [
    'a long file, with its only letter at the end',
    bytes(`${'a\n'.repeat(100_000)}caf\xe9\n`),
    'windows-1252',
  ],
])('%s is read as it was written', async (_, written, encoding) => {
  expect(await encodingOfBytes(written)).toBe(encoding)
})

test.each([
  ['a picture in two halves', bytes('a\n\xc3\xa9 \xed\xa0\xbd\xed\xb8\x80\n')],
  ['a letter that is longer than it has to be', bytes('a\n\xc3\xa9 \xe0\x80\xaf\n')],
  ['the same of four bytes', bytes('a\n\xc3\xa9 \xf0\x80\x80\xaf\n')],
  ['a number behind the last character', bytes('a\n\xc3\xa9 \xf4\x90\x80\x80\n')],
  ['a letter without its end', bytes('a\n\xc3\xa9 \xe2\x82')],
  ['UTF-8 with one letter of Windows-1252', bytes('a\n\xc3\xa9 caf\xe9 \n')],
])('%s is refused with its line: it would be garbled for good', async (_, written) => {
  await expect(encodingOfBytes(written)).rejects.toMatchObject({ line: 2, file: 'comments.csv' })
})

test.each([
  ['with its mark', Buffer.from('\uFEFFab', 'utf16le')],
  ['without', Buffer.from('ab', 'utf16le')],
  ['the other way round, with its mark', Buffer.from('\uFEFFab', 'utf16le').swap16()],
  ['the other way round, without', Buffer.from('ab', 'utf16le').swap16()],
])('UTF-16 %s is refused by its name', async (_, written) => {
  await expect(encodingOfBytes(written)).rejects.toThrow('UTF-16')
})
