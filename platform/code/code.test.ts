import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawCode, readCode, showCode } from './index.ts'

test('a drawn code can be read back however it is typed', () => {
  for (let times = 0; times < 200; times++) {
    const code = drawCode()
    expect(readCode(` ${showCode(code).toLowerCase()} `)).toEqual({ kind: 'read', code })
  }
})

test('one wrong character, or two that changed places, are noticed', () => {
  fc.assert(
    fc.property(fc.nat(8), fc.nat(7), (position, swap) => {
      const code = drawCode()
      const wrong = code.charAt(position) === 'A' ? 'B' : 'A'
      expect(readCode(code.slice(0, position) + wrong + code.slice(position + 1))).toEqual({
        kind: 'mistyped',
      })
      const swapped = code.slice(0, swap) + code.charAt(swap + 1) + code.charAt(swap) + code.slice(swap + 2)
      if (swapped !== code && swap < 7) expect(readCode(swapped)).toEqual({ kind: 'mistyped' })
    }),
  )
})

test('what is wrong with a code is said exactly', () => {
  expect(readCode('K7M 4PX 2')).toEqual({ kind: 'wrong-length', length: 7 })
  expect(readCode('K7M 4PX 2O1')).toEqual({ kind: 'wrong-character', character: 'O' })
  expect(readCode('')).toEqual({ kind: 'wrong-length', length: 0 })
  expect(readCode('💥'.repeat(1000))).toEqual({ kind: 'wrong-character', character: '💥' })
})

test('a code is shown in threes', () => {
  expect(showCode('K7M4PX2Q1')).toBe('K7M 4PX 2Q1')
})
