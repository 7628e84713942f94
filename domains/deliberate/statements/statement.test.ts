import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprintOf, longestStatement, readStatement } from './statement.ts'

test('a statement is one line of plain text', () => {
  expect(readStatement('  Er komt\n\teen  fietspad.  ')).toMatchObject({
    kind: 'read',
    text: 'Er komt een fietspad.',
  })
})

test.each([
  ['kort', 'too-short'],
  ['Een tekst', 'too-short'],
  ['x'.repeat(longestStatement + 1), 'too-long'],
  ['Er komt <\u00a0!-- een fietspad.', 'markup'],
  ['Ja: 30 ≥ 29 + 1 = €30', 'no-words'],
  ['x'.repeat(1_000_000), 'too-long'],
  ['Er komt <b>een</b> fietspad.', 'markup'],
  ['Er komt een </script> fietspad.', 'markup'],
  ['Er komt \uE000een fietspad.', 'hidden-characters'],
  [`Er komt ee${'\u0336\u0489\u0334'.repeat(9)}n fietspad.`, 'hidden-characters'],
  ['..............', 'no-words'],
  ['😀 😀 😀 😀 😀 😀 😀', 'no-words'],
  ['06 12 34 56 78', 'no-words'],
])('%.40s is refused: %s', (typed, kind) => {
  expect(readStatement(typed).kind).toBe(kind)
})

test('what was pasted with characters that show nothing is read without them', () => {
  const plain = readStatement('Er komt een fietspad.')
  for (const pasted of [
    'Er komt \u202Eeen\u202C fiets\u00ADpad.',
    '\uFEFFEr komt \u200Been\u0000 fietspad.\u200E',
  ])
    expect(readStatement(pasted)).toEqual(plain)
})

test('ten characters are enough, and three letters among them', () => {
  expect(readStatement('Meer bomen').kind).toBe('read')
  expect(readStatement('水电费: 12345').kind).toBe('read')
})

test('comparing is allowed: a < b is no markup', () => {
  expect(readStatement('Snelheid < 30 km per uur is genoeg.').kind).toBe('read')
})

test('length counts characters as people do, not bytes', () => {
  expect(readStatement(`Fiets${'🚲'.repeat(longestStatement - 5)}`).kind).toBe('read')
  expect(readStatement('搭乘計程車的人應該自由選擇。').kind).toBe('read')
})

test.each([
  'Việc trồng cây là cần thiết.',
  'नगरपालिका को पेड़ लगाने चाहिए।',
  'הָעִירִיָּה צְרִיכָה לָטַעַת עֵצִים',
  'เทศบาลควรปลูกต้นไม้ที่นี่',
])('letters with marks are read: %s', (typed) => expect(readStatement(typed).kind).toBe('read'))

test('a fingerprint is small letters and digits alone', () => {
  expect(fingerprintOf('Eén straat, 30 km/u.')).toBe('eenstraat30kmu')
  expect(fingerprintOf('¡!')).toBe('¡!')
})

test('capitals, accents and punctuation do not make another statement, one word does', () => {
  expect(fingerprintOf('Eén fietspad is genoeg!')).toBe(fingerprintOf('een FIETSPAD, is genoeg'))
  expect(fingerprintOf('Er moet een brug komen.')).not.toBe(fingerprintOf('Er moet geen brug komen.'))
})

test('what is read once is read the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (typed) => {
      const reading = readStatement(typed)
      if (reading.kind === 'read') expect(readStatement(reading.text)).toEqual(reading)
    }),
  )
})
