import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, isNear, keysOf, nearKeys, soundOf } from './name.ts'

describe('a name as it is compared', () => {
  test.each([
    ['Burg. Jansenstr.', 'Burgemeester Jansenstraat'],
    ['dorpsstr', 'Dorpsstraat'],
    ["'s-Gravenweg", 's Gravenweg'],
    ['’s-gravenweg', "'S-GRAVENWEG"],
    ['Cafe de Paix', 'Café de Paix'],
    ['V.d. Helstplein', 'Van der Helstplein'],
    ['vd Helstpln', 'Van der Helstplein'],
    ['St. Jansln.', 'Sint Janslaan'],
    ['Prinsengr.', 'Prinsengracht'],
    ['Dr. Schaepmanlaan', 'Doctor Schaepmanlaan'],
    ['IJsselkade', 'Ysselkade'],
    ['Ĳsselkade', 'IJsselkade'],
    ['Anna Bijns Plein', 'Anna Bijnsplein'],
  ])('%s is %s', (typed, name) => {
    expect(foldName(typed)).toBe(foldName(name))
  })

  test.each([
    ['Dorpsstraat', 'Dorpsweg'],
    ['Straatweg', 'Weg'],
    ['Oranjestraat', 'Oranjelaan'],
    ['Astrid', 'Astraatid'],
  ])('%s is not %s', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other))
  })

  test('names in other scripts are names as well', () => {
    expect(foldName('ساحة دام')).toBe('ساحةدام')
    expect(foldName('!?')).toBe('')
  })

  test('words of the language itself are no names of it', () => {
    expect(foldName('constructor')).toBe('constructor')
    expect(foldName('__proto__')).toBe('proto')
  })
})

describe('a name with a slip', () => {
  const letters = 'abdefghijklmnoprstuw'
  const word = fc
    .array(fc.constantFrom(...letters), { minLength: 6, maxLength: 20 })
    .map((all) => all.join(''))

  test('shares a key with the name it was meant for, whatever the slip', () => {
    fc.assert(
      fc.property(
        word,
        fc.nat(),
        fc.constantFrom(...letters),
        fc.constantFrom('out', 'in', 'other', 'swap'),
        (name, where, letter, slip) => {
          // What sounds alike is one already: the slip is made in the sound.
          const sound = soundOf(name)
          const at = where % (sound.length - 1)
          const swapped = `${sound[at + 1]}${sound[at]}`
          const typed = {
            out: sound.slice(0, at) + sound.slice(at + 1),
            in: sound.slice(0, at) + letter + sound.slice(at),
            other: sound.slice(0, at) + letter + sound.slice(at + 1),
            swap: sound.slice(0, at) + swapped + sound.slice(at + 2),
          }[slip]
          if (sound.length < 5 || soundOf(typed) !== typed || soundOf(sound) !== sound) return
          const keys = new Set(nearKeys(sound))
          expect(nearKeys(typed).some((key) => keys.has(key))).toBe(true)
        },
      ),
    )
  })

  test.each([
    ['Beukelaan', 'Beukenlaan'],
    ['Burgermeester Jansenstraat', 'Burgemeester Jansenstraat'],
    ['Wilheminastraat', 'Wilhelminastraat'],
    ['Eikestraat', 'Eikenstraat'],
    ['Leidschestraat', 'Leidsestraat'],
    ['Kruijsstraat', 'Kruisstraat'],
  ])('%s is near to %s', (typed, name) => {
    const [a, b] = [foldName(typed), foldName(name)]
    expect(keysOf(typed).some((key) => keysOf(name).includes(key))).toBe(true)
    expect(isNear(a, b)).toBe(true)
  })

  test('short names have to be spelled', () => {
    expect(isNear(foldName('Dam'), foldName('Vest'))).toBe(false)
    expect(isNear('beuken', 'eikenlaan')).toBe(false)
  })
})
