import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { DialoguePage } from '#domains/deliberate'
import { drawBrowserSecret, pseudonymOf } from '#domains/entrance'
import type { Web } from '#web/http'
import { findPseudonym } from './participant.ts'

test('of two dialogues on one page each is read with its own pseudonym', async () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const secret = drawBrowserSecret()
  const app = new Hono<Web>()
  app.get('/', (c) => {
    const read = (key: Buffer | null) => findPseudonym(c, { key } as DialoguePage)?.toString('hex')
    return c.json([read(one), read(other), read(one), read(null) ?? 'nobody'])
  })
  const of = (key: Buffer) => pseudonymOf(key, secret).toString('hex')
  const asked = await app.request('/', { headers: { cookie: `wk-participant=${secret}` } })
  expect(await asked.json()).toEqual([of(one), of(other), of(one), 'nobody'])
})
