import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extensionOf, openThread, replyAddress, sealThread } from './sealed-thread.ts'

const secret = 's'.repeat(32)
const id = '01890000-0000-7000-8000-000000000001'

test('any conversation is read back from its key, however servers write its letters', () => {
  fc.assert(
    fc.property(fc.uuid(), (any) => {
      const key = sealThread(any, secret)
      expect(key).toMatch(/^[\da-z]{25}\.[\da-z]{16}$/)
      expect(openThread(key, secret)).toBe(any)
      expect(openThread(`${key.toUpperCase()}.xYz`, secret)).toBe(any)
    }),
  )
})

test('nobody makes up a key: not with another secret, nor by changing one letter', () => {
  const key = sealThread(id, secret)
  expect(openThread(key, 't'.repeat(32))).toBeUndefined()
  for (let at = 0; at < key.length; at++) {
    const other = key[at] === '7' ? '8' : '7'
    expect(openThread(key.slice(0, at) + other + key.slice(at + 1), secret)).toBeUndefined()
  }
  for (const text of ['', key.slice(1), `x${key}`, `${key}x`, 'antwoord', '.'.repeat(99)])
    expect(openThread(text, secret)).toBeUndefined()
})

test('answers go to an address that fits before the @, and its key is found again', () => {
  const key = sealThread(id, secret)
  const address = replyAddress('antwoord@gemeente.example', key)
  expect(address).toBe(`antwoord+${key}@gemeente.example`)
  expect(address.indexOf('@')).toBeLessThanOrEqual(64)
  expect(extensionOf(address)).toBe(key)
  expect(extensionOf('antwoord@gemeente.example')).toBeUndefined()
})
