import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { mailCommand } from './mail.ts'

const folder = mkdtempSync(join(tmpdir(), 'mail-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

async function parse(source: string | Buffer) {
  const file = join(folder, 'een.eml')
  writeFileSync(file, source)
  return run(file)
}

async function run(file: string) {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  await mailCommand().parseAsync(['parse', file], { from: 'user' })
  return JSON.parse(String(log.mock.lastCall?.[0]))
}

const keys = [
  'messageId',
  'inReplyTo',
  'references',
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'text',
  'html',
  'attachments',
  'machine',
  'warnings',
]

test('a mail is told in a form that scripts can keep to', async () => {
  const source =
    'Message-ID: <a@example.nl>\nFrom: Zoë <zoe@example.nl>\nDate: Mon, 4 May 2026 11:00 +0200\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHallo\n--b\nContent-Type: image/png; name=foto.png\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n'
  const result = await parse(source)
  expect(Object.keys(result)).toEqual(keys)
  expect(result).toMatchObject({
    messageId: 'a@example.nl',
    from: [{ name: 'Zoë', address: 'zoe@example.nl' }],
    date: '2026-05-04T09:00:00.000Z',
    text: 'Hallo\n',
    attachments: [{ name: 'foto.png', type: 'image/png', bytes: 3 }],
    machine: { auto: false, bounce: false, list: false, reasons: [] },
  })
})

test('mail that is held has the same form, and says why', async () => {
  const result = await parse(Buffer.alloc(50_000_000, 'x'))
  expect(Object.keys(result)).toEqual(keys)
  expect(result.warnings).toEqual(['held: too-large'])
})

test('an empty file is a mail without anything', async () => {
  expect((await parse('')).warnings).toContain('no-body')
})

test('a file that cannot be read is named, with the way out', async () => {
  await expect(run(join(folder, 'geen.eml'))).rejects.toThrow(/geen\.eml does not exist; check its name$/)
  await expect(run(folder)).rejects.toThrow('is a folder; name a file')
  await expect(run('/dev/zero')).rejects.toThrow('is no file; save the mail in one')
})
