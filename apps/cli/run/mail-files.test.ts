import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { listMailFiles, readMailFile } from './mail-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'mail-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: string | Buffer): Promise<string[]> {
  const file = join(folder, 'a.mbox')
  writeFileSync(file, content)
  const mails: string[] = []
  for await (const mail of readMailFile(file)) mails.push(mail.toString('latin1'))
  return mails
}

test('one mail in a file is read to the byte', async () => {
  const mail = 'Subject: Caf\xe9\r\n\r\nFrom nu af aan is het 12:00.\n\n'
  expect(await read(Buffer.from(mail, 'latin1'))).toEqual([mail])
  expect(await read('')).toEqual([''])
})

test('mails in an mbox are told apart, and lines that were marked are as their writer wrote them', async () => {
  const mbox =
    'From jan@a.nl Mon Mar  2 09:00:00 2026\nSubject: Een\n\n>From hier\n>>From daar\nFrom nu\n\nFrom piet@b.nl Mon Mar  2 10:00:00 2026\nSubject: Twee\n\nDag\n\n'
  expect(await read(mbox)).toEqual([
    'Subject: Een\n\nFrom hier\n>From daar\nFrom nu\n',
    'Subject: Twee\n\nDag\n\n',
  ])
})

test('a mail that quotes the beginning of a mail is one mail', async () => {
  const mail = 'Subject: x\n\nZie:\n\nFrom jan@a.nl Mon Mar  2 09:00:00 2026\nSubject: Een\n'
  expect(await read(mail)).toEqual([mail])
})

test('whatever mails are written in an mbox come out of it', async () => {
  const line = fc.oneof(
    fc.constantFrom('From jan@a.nl Mon Mar  2 09:00:00 2026', '>From x', '', 'Dag'),
    fc.string().map((text) => text.replace(/[\r\n]/g, '')),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(line, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      async (mails) => {
        const bodies = mails.map((lines) =>
          Buffer.from(`Subject: x\n\n${lines.map((one) => `${one}\n`).join('')}`).toString('latin1'),
        )
        const mark = (body: string) => body.replace(/^(>*From )/gm, '>$1')
        const mbox = bodies.map((body) => `From x@y Mon Mar  2 09:00:00 2026\n${mark(body)}\n`).join('')
        const out = await read(Buffer.from(mbox, 'latin1'))
        // Behind the last stands the empty line that ends it.
        expect(out.map((body, at) => (at === out.length - 1 ? body.slice(0, -1) : body))).toEqual(bodies)
      },
    ),
    { numRuns: 50 },
  )
})

test('of a folder all that begins as mail is taken, in the order of its names', () => {
  const inner = join(folder, 'map')
  mkdirSync(join(inner, 'dieper'), { recursive: true })
  const files = {
    'b.eml': '',
    'a.0012af': 'Received: x\n',
    'lees.md': '# Lees mij',
    '.DS_Store': 'Subject: x',
    'dieper/1:2,S': '\nFrom: x\n',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(inner, name), content)
  const { files: found, leftOut } = listMailFiles([inner])
  expect(found).toEqual(['a.0012af', 'b.eml', 'dieper/1:2,S'].map((name) => join(inner, name)))
  expect(leftOut).toEqual([join(inner, 'lees.md')])
  expect(listMailFiles([join(inner, 'lees.md')]).files).toHaveLength(1)
})

test('what is not there, or is no file, is named with the way out', () => {
  expect(() => listMailFiles([join(folder, 'geen')])).toThrow(/geen does not exist; check its name$/)
  expect(() => listMailFiles(['/dev/null'])).toThrow('/dev/null is no file; name a file or a folder')
})
