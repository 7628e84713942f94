import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import {
  openSealedFollow,
  openSealedHolder,
  openSealedId,
  sealFollow,
  sealHolder,
  sealId,
} from './sealed-id.ts'

const secret = 's'.repeat(32)

test('what was sealed opens again, as what it is and with no other secret', () => {
  const id = newId()
  expect(openSealedId(sealId(id, secret), secret)).toBe(id)
  expect(openSealedHolder(sealId(id, secret), secret)).toBeUndefined()
  expect(openSealedId(sealId(id, 'another'), secret)).toBeUndefined()
  const address = randomBytes(32)
  expect(openSealedHolder(sealHolder(address, secret), secret)).toEqual(address)
  expect(openSealedId(sealHolder(address, secret), secret)).toBeUndefined()
  expect(openSealedHolder(sealHolder(address, 'another'), secret)).toBeUndefined()
  const follow = { accountId: newId(), watchId: newId() }
  expect(openSealedFollow(sealFollow(follow, secret), secret)).toEqual(follow)
  expect(openSealedHolder(sealFollow(follow, secret), secret)).toBeUndefined()
  expect(openSealedFollow(sealHolder(address, secret), secret)).toBeUndefined()
})

test('no other token opens anything', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array({ minLength: 32, maxLength: 48 }), (text, bytes) => {
      for (const open of [openSealedId, openSealedHolder, openSealedFollow]) {
        expect(open(text, secret)).toBeUndefined()
        expect(open(Buffer.from(bytes).toString('base64url'), secret)).toBeUndefined()
      }
    }),
  )
})
