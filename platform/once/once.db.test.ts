import { expect, test } from 'vitest'
import { z } from 'zod'
import { transactionsOn, useTestDatabase } from '#testing'
import { drawOnceKey, isOnceKey, makeOnce, type SentForm, sendingOf } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const secret = 's'.repeat(32)
const now = new Date('2026-03-02T09:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const receipt = z.object({ code: z.string() })

const withKey = (change: Partial<SentForm> = {}): SentForm => ({
  ...{ path: '/nl/tell-us', words: 'Wanneer?', key: drawOnceKey(), from: ['192.0.2.1', 'Firefox'] },
  ...change,
})
const withoutKey = (change: Partial<SentForm> = {}) => withKey({ key: undefined, ...change })

let made = 0
/** What somebody is told who sends this form at this moment. */
const send = (form: SentForm, at = now): Promise<{ code: string }> =>
  inTransaction((tx) =>
    makeOnce(tx, sendingOf(form, secret), { receipt, make: async () => ({ code: `${++made}` }), now: at }),
  )

test('a form with the same key and the same words makes one thing, for a day', async () => {
  const form = withKey()
  const first = await send(form)
  expect(await send(form)).toEqual(first)
  expect(await send({ ...form, from: ['198.51.100.7', 'Firefox'] }, later(23 * 3600))).toEqual(first)
  expect(await send(form, later(24 * 3600))).not.toEqual(first)
})

test('other words, another key or another form make another thing', async () => {
  const form = withKey()
  const codes = [
    await send(form),
    await send({ ...form, words: 'Waarom?' }),
    await send({ ...form, key: drawOnceKey() }),
    await send({ ...form, path: '/nl/dialogues/plein/statements/new' }),
  ].map(({ code }) => code)
  expect(new Set(codes).size).toBe(4)
})

test('without a key the same words from the same place are one thing for ten seconds, and then another', async () => {
  const form = withoutKey()
  const first = await send(form)
  expect(await send(form, later(9.9))).toEqual(first)
  expect(await send(withoutKey({ from: ['192.0.2.2', 'Firefox'] }), later(1))).not.toEqual(first)
  const second = await send(form, later(10))
  expect(second).not.toEqual(first)
  expect(await send(form, later(19))).toEqual(second)
})

test('of whom nothing is known, each form is another', async () => {
  const form = withKey({ key: undefined, from: undefined })
  expect(await send(form)).not.toEqual(await send(form))
})

test('what was known by its sender is not known by a key that says the same', async () => {
  const form = withoutKey({ from: ['x'] })
  expect(await send(form)).not.toEqual(await send({ ...form, key: '["x"]' }))
})

test('fifty at once make one thing and are all told the same', async () => {
  const form = withKey()
  const told = await Promise.all(Array.from({ length: 50 }, () => send(form)))
  expect(new Set(told.map(({ code }) => code)).size).toBe(1)
})

test('the second has its turn when the first made nothing, or broke off', async () => {
  const form = withKey()
  const sending = sendingOf(form, secret)
  const refuse = { receipt, make: async () => ({ kind: 'refused' }), now }
  expect(await inTransaction((tx) => makeOnce(tx, sending, refuse))).toEqual({ kind: 'refused' })
  const breakOff = { receipt, make: () => Promise.reject(new Error('away')), now }
  await expect(inTransaction((tx) => makeOnce(tx, sending, breakOff))).rejects.toThrow('away')
  expect(await send(form)).toEqual({ code: `${made}` })
})

test('what is stored tells neither key nor words nor receipt, and only the same form opens it', async () => {
  const form = withKey({ words: 'Een geheim' })
  await inTransaction((tx) =>
    makeOnce(tx, sendingOf(form, secret), { receipt, make: async () => ({ code: 'K7M4PX29C' }), now }),
  )
  const rows = await database().db.selectFrom('sent_form').selectAll().execute()
  const stored = rows.map((row) => `${row.seal.toString('latin1')} ${row.receipt?.toString('latin1')}`).join()
  for (const said of ['K7M4PX29C', 'geheim', form.key ?? '']) expect(stored).not.toContain(said)
  const { seal } = sendingOf(form, secret)
  const { opens } = sendingOf({ ...form, key: drawOnceKey() }, secret)
  const other = { seal, opens, mayComeAgainMs: 1000 }
  const make = () => Promise.reject(new Error('made'))
  await expect(inTransaction((tx) => makeOnce(tx, other, { receipt, make, now }))).rejects.toThrow(
    /authenticate/,
  )
})

test('a one-time key is twenty-two characters of base64url', () => {
  expect(isOnceKey(drawOnceKey())).toBe(true)
  for (const wrong of ['', 'x', `${drawOnceKey()}=`, `${drawOnceKey().slice(1)}+`])
    expect(isOnceKey(wrong)).toBe(false)
})
