import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { type FormText, readFormText } from './form.ts'
import type { Web } from './web.ts'

/** What a form is read as; undefined where it is refused. */
async function read(body: string): Promise<FormText | undefined> {
  const app = new Hono<Web>()
  app.post('/', async (c) => c.json(await readFormText(c)))
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.request('/', { method: 'POST', headers, body })
  return answer.status === 200 ? answer.json() : undefined
}

test('fields that may come more than once are lists, in the order in which they came', async () => {
  expect(await read('a[]=1&b=2&a[]=3&b=4')).toEqual({ 'a[]': ['1', '3'], b: '4' })
})

test('a form of more fields than any of ours has is refused', async () => {
  expect(await read('[]&'.repeat(2000))).toEqual({ '[]': Array.from({ length: 2000 }, () => '') })
  expect(await read('[]&'.repeat(2001))).toBeUndefined()
})

test('marks that are piled up on a letter are kept, and divided so that they can be put in order', async () => {
  const pile = '\u0301'.repeat(100)
  const text = await read(new URLSearchParams({ body: `a${pile}` }).toString())
  expect(String(text?.body).normalize('NFD').replaceAll('\u034f', '')).toBe(`a${pile}`)
  expect(String(text?.body).match(/\u034f/g)).toHaveLength(3)
})

test('what comes along with pasted text and shows nothing is left out; what a word needs stays', async () => {
  const pasted = '\uFEFFfiets\u00ADpad\u200B\r\n\u200Eمی\u200Cخواهم 👩\u200D🚒\0'
  const text = await read(new URLSearchParams({ body: pasted, 'lines[]': '\u00ADja' }).toString())
  expect(text).toEqual({ body: 'fietspad\n\u200Eمی\u200Cخواهم 👩\u200D🚒', 'lines[]': ['ja'] })
})
