import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlaceText } from './read-place-text.ts'

function numbered(text: string) {
  const found = readPlaceText(text).find((one) => one.kind === 'name' && one.number !== undefined)
  return found?.kind === 'name' ? [found.name, found.number, found.addition, found.within] : undefined
}

describe('what somebody types for a place', () => {
  test.each([
    ['Dorpsstraat 12', ['Dorpsstraat', 12, '', undefined]],
    ['Dorpsstraat 12a', ['Dorpsstraat', 12, 'A', undefined]],
    ['Dorpsstraat 12 A-bis', ['Dorpsstraat', 12, 'ABIS', undefined]],
    ['Dorpsstraat 12-2', ['Dorpsstraat', 12, '2', undefined]],
    ['Dorpsstraat 12 bis, Doesburg', ['Dorpsstraat', 12, 'BIS', 'doesburg']],
    ['Dorpsstraat 12 Doesburg', ['Dorpsstraat', 12, '', 'doesburg']],
    ['Dorpsstraat, 12', ['Dorpsstraat', 12, '', undefined]],
    ['1e Dorpsstraat 3', ['1e Dorpsstraat', 3, '', undefined]],
    ['Plein 1944 12', ['Plein', 1944, '12', undefined]],
    ['Dorpsstraat', undefined],
    ['12', undefined],
  ])('%s has this street, number, addition and town: %s', (text, expected) => {
    expect(numbered(text)).toEqual(expected)
  })

  test('the name of a street may end in a number', () => {
    const read = readPlaceText('Plein 1944 12').map((one) =>
      one.kind === 'name' ? [one.name, one.number] : [],
    )
    expect(read).toContainEqual(['Plein 1944', 12])
  })

  test.each([
    ['1234ab', '1234AB', undefined, ''],
    ['1234 AB 12', '1234AB', 12, ''],
    ['1234 AB, 12-a', '1234AB', 12, 'A'],
    ['Dorpsstraat 12, 1234 AB Doesburg', '1234AB', 12, ''],
  ])('%s is postcode %s with number %s', (text, postcode, number, addition) => {
    expect(readPlaceText(text)).toEqual([{ kind: 'postcode', postcode, number, addition }])
  })

  test.each([
    ['bu 0363 0000', 'BU03630000'],
    ['GM0363', 'GM0363'],
    ['WK0363aa', 'WK0363AA'],
    ['0221300000311192', '0221300000311192'],
  ])('%s is the code %s', (text, code) => {
    expect(readPlaceText(text)).toEqual([{ kind: 'code', code }])
  })

  test('whatever is typed is read in a moment, in six ways at most', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(readPlaceText(text).length).toBeLessThanOrEqual(6)
      }),
    )
    for (const part of ['a ', '1 ', 'a1, ', ',', '-', '\u0301'])
      expect(readPlaceText(part.repeat(100_000)).length).toBeLessThanOrEqual(6)
    expect(readPlaceText('!')).toEqual([])
  })
})
