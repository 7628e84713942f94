import { readdir, readlink } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FormPart, receiveForm } from './received-form.ts'

const bounds = { text: 10_000, files: 50_000 }
const type = 'multipart/form-data; boundary=grens'

function textPart(name: string, value: string): string {
  return `--grens\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
}

function filePart(name: string, fileName: string, content: string): string {
  return `--grens\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: text/html\r\n\r\n${content}\r\n`
}

async function* inPieces(body: Buffer, size: number) {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size)
}

function receive(body: string, size = 100, limits = bounds): Promise<FormPart[]> {
  return receiveForm(inPieces(Buffer.from(body), size), type, limits)
}

async function contentOf(part: FormPart | undefined): Promise<string | undefined> {
  const value = part?.[1]
  if (typeof value !== 'object' || !value.file) return undefined
  const { file } = value
  const bytes = await file.read(0, file.size)
  await file.close()
  return bytes.toString()
}

/** Temporary files that this process has open. */
async function countOpen(): Promise<number> {
  const open = await readdir('/proc/self/fd').catch(() => [])
  const links = await Promise.all(open.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))
  return links.filter((link) => link.includes('weerklank-')).length
}

const form = `${textPart('body', 'Γειά σου\r\n--x niet')}${filePart('file', 'رسالة.txt', 'één\r\n--gren\r\n')}${filePart('file', '', '')}${textPart('name', '')}--grens--\r\n`

test('a form is read the same, in whatever pieces it comes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 700 }), async (size) => {
      const [body, file, none, name, ...more] = await receive(form, size)
      expect(body).toEqual(['body', 'Γειά σου\r\n--x niet'])
      expect(file?.[1]).toMatchObject({ name: 'رسالة.txt', isTooLarge: false })
      expect(await contentOf(file)).toBe('één\r\n--gren\r\n')
      expect(none).toEqual(['file', { name: '', file: undefined, isTooLarge: false }])
      expect(name).toEqual(['name', ''])
      expect(more).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('of files that are too large together, those that fit are kept, and what stands behind them is read', async () => {
  const files = ['a', 'b', 'c'].map((name, at) =>
    filePart('file', name, 'x'.repeat([30_000, 30_000, 9_000][at] ?? 0)),
  )
  const parts = await receive(`${files.join('')}${textPart('name', 'Ann')}--grens--`, 4096)
  expect(parts.map(([, value]) => (typeof value === 'string' ? value : value.isTooLarge))).toEqual([
    false,
    true,
    false,
    'Ann',
  ])
  expect((await contentOf(parts[2]))?.length).toBe(9_000)
  await contentOf(parts[0])
  expect(await countOpen()).toBe(0)
})

test.each([
  ['text without end', 413, textPart('body', 'x'.repeat(10_001))],
  ['text in very many fields', 413, textPart('a', 'x'.repeat(1000)).repeat(11)],
  ['more fields than any form has', 400, textPart('a', '').repeat(2001)],
  ['more files than any form has', 400, filePart('a', 'a', 'x').repeat(21)],
  ['a file that is cut off', 400, filePart('file', 'a', 'x'.repeat(500)).slice(0, 300)],
  ['a head without end', 400, `--grens\r\nContent-Disposition: form-data; name="${'x'.repeat(40_000)}`],
  ['something else', 400, 'niets'],
  ['nothing', 400, ''],
])('%s is refused, and nothing stays open', async (_, status, body) => {
  await expect(
    receive(
      `${filePart('file', 'before', 'x'.repeat(200))}${body}`.slice(body === 'niets' ? -5 : body ? 0 : 1e9),
    ),
  ).rejects.toMatchObject({ status })
  expect(await countOpen()).toBe(0)
})

test('a form without a boundary is none', async () => {
  await expect(receiveForm(null, 'multipart/form-data', bounds)).rejects.toMatchObject({ status: 400 })
})

test('who leaves half way is told apart from who sends nonsense, and leaves nothing', async () => {
  const body = async function* () {
    yield Buffer.from(filePart('file', 'film', 'x'.repeat(5000)))
    throw new Error('the line is cut')
  }
  await expect(receiveForm(body(), type, bounds)).rejects.toThrow('the line is cut')
  expect(await countOpen()).toBe(0)
})
