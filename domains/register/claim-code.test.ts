import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawClaimCode, readClaimCode, showClaimCode } from './claim-code.ts'

test('a drawn code can be read back however it is typed', () => {
  for (let times = 0; times < 200; times++) {
    const code = drawClaimCode()
    expect(readClaimCode(` ${showClaimCode(code).toLowerCase()} `)).toEqual({ kind: 'read', code })
  }
})

test('one wrong character, or two that changed places, are noticed', () => {
  fc.assert(
    fc.property(fc.nat(8), fc.nat(7), (position, swap) => {
      const code = drawClaimCode()
      const wrong = code.charAt(position) === 'A' ? 'B' : 'A'
      expect(readClaimCode(code.slice(0, position) + wrong + code.slice(position + 1))).toEqual({
        kind: 'mistyped',
      })
      const swapped = code.slice(0, swap) + code.charAt(swap + 1) + code.charAt(swap) + code.slice(swap + 2)
      if (swapped !== code && swap < 7) expect(readClaimCode(swapped)).toEqual({ kind: 'mistyped' })
    }),
  )
})

test('what is wrong with a code is said exactly', () => {
  expect(readClaimCode('K7M 4PX 2')).toEqual({ kind: 'wrong-length', length: 7 })
  expect(readClaimCode('K7M 4PX 2O1')).toEqual({ kind: 'wrong-character', character: 'O' })
  expect(readClaimCode('')).toEqual({ kind: 'wrong-length', length: 0 })
  expect(readClaimCode('💥'.repeat(1000))).toEqual({ kind: 'wrong-character', character: '💥' })
})
