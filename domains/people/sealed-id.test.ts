import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { openSealedId, sealId } from './sealed-id.ts'

const secret = 's'.repeat(32)

test('a sealed id opens again, for what it was sealed for and with no other secret', () => {
  const id = newId()
  expect(openSealedId(sealId(id, 'notice', secret), 'notice', secret)).toBe(id)
  expect(openSealedId(sealId(id, 'notice', secret), 'address', secret)).toBeUndefined()
  expect(openSealedId(sealId(id, 'notice', 'another'), 'notice', secret)).toBeUndefined()
})

test('no other token opens anything', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (text, bytes) => {
      expect(openSealedId(text, 'notice', secret)).toBeUndefined()
      expect(openSealedId(Buffer.from(bytes).toString('base64url'), 'notice', secret)).toBeUndefined()
    }),
  )
})
