import { expect, test } from 'vitest'
import { findRefusalReason, getRefusalReason, refusalReasons } from './reasons.ts'

test('a reason of ours is read as it was stored, and one from elsewhere as none', () => {
  expect(refusalReasons.map(findRefusalReason)).toEqual([...refusalReasons])
  expect([null, '', 'because'].map(findRefusalReason)).toEqual([null, null, null])
})

test('where only a reason of ours can be, any other is an error that names it', () => {
  expect(getRefusalReason('off_topic')).toBe('off_topic')
  expect(() => getRefusalReason('because')).toThrow('"because" is no reason')
})
