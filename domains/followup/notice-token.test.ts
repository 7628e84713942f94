import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { openNoticeToken, sealNotice } from './notice-token.ts'

const secret = 's'.repeat(32)

test('a sealed notice opens again, and with no other secret', () => {
  const id = newId()
  expect(openNoticeToken(sealNotice(id, secret), secret)).toBe(id)
  expect(openNoticeToken(sealNotice(id, 'another'), secret)).toBeUndefined()
})

test('no other token opens anything', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (text, bytes) => {
      expect(openNoticeToken(text, secret)).toBeUndefined()
      expect(openNoticeToken(Buffer.from(bytes).toString('base64url'), secret)).toBeUndefined()
    }),
  )
})
