import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Gazetteer } from './places-in-text.ts'

const streets = [
  'Lindelaan',
  'Vaartkade',
  'Singel',
  'Kerkstraat',
  'Schoolplein',
  'Rembrandt',
  'Oude Haven',
  'Haven',
]
const areas = ['Singelwijk', 'Centrum', 'Nelson Mandelapark', 'Zwolle']
const ours = new Gazetteer([
  ...streets.map((name, id) => ({ id, name })),
  ...areas.map((name, at) => ({ id: 100 + at, name, isArea: true })),
])
const found = (text: string, gazetteer = ours) =>
  gazetteer.find(text).map(({ start, end }) => text.slice(start, end))

test('a name that is hardly anything else is found, whatever its letters and accents', () => {
  expect(found('De Vaartkade is dicht.')).toEqual(['Vaartkade'])
  expect(found('er ligt glas op de vaartkade')).toEqual(['vaartkade'])
  expect(found('VAARTKADE 12 staat te koop')).toEqual(['VAARTKADE'])
  expect(found('Het Nelson Mandelapark is mooi')).toEqual(['Nelson Mandelapark'])
})

describe('a name that is a word or a person as well', () => {
  test('is a place behind a preposition of place, or before the number of a house', () => {
    expect(found('Er ligt glas op de Singel.')).toEqual(['Singel'])
    expect(found('Feest in het Centrum')).toEqual(['Centrum'])
    expect(found('Brand: Singel 14, tweede etage')).toEqual(['Singel'])
    expect(found('In Rembrandt 12 is een lek')).toEqual(['Rembrandt'])
  })

  test('is none elsewhere', () => {
    for (const text of [
      'Een singel en een centrum zijn mooi.',
      'Rembrandt schilderde veel.',
      'Dat zag ik bij Rembrandt thuis.',
      'Op het schoolplein wordt gespeeld.',
      'Het Singel 2024 begint.',
      'Singel 20 % goedkoper',
      'Op de Singel Advocaten leest men mee.',
      'Wethouder Singel spreekt.',
      'mevrouw Lindelaan belde',
    ])
      expect(found(text)).toEqual([])
  })
})

test('what nearly every town has counts only beside another place of ours', () => {
  expect(found('De Kerkstraat is open.')).toEqual([])
  expect(found('De Kerkstraat en de Vaartkade zijn open.')).toEqual(['Kerkstraat', 'Vaartkade'])
})

test('what the text puts elsewhere is not ours', () => {
  expect(found('Brand op de Vaartkade in Deventer')).toEqual([])
  expect(found('Brand op de Vaartkade in Zwolle')).toContain('Vaartkade')
})

test('of a longer and a shorter name the longer is meant, and each is told once', () => {
  expect(found('Aan de Oude Haven, en nog eens de Oude Haven')).toEqual(['Oude Haven'])
})

test('places of one name come together', () => {
  const two = new Gazetteer([
    { id: 1, name: 'Vaartkade' },
    { id: 2, name: 'vaartkade' },
    { id: 3, name: '' },
  ])
  expect(two.find('de Vaartkade')[0]?.ids).toEqual([1, 2])
})

test('finds names that are hardly anything else as a search for each word does', () => {
  const text = fc
    .array(fc.constantFrom('Vaartkade', 'Singelwijk', 'de', 'op', 'brug', 'weg', 'mooi'))
    .map((words) => words.join(' '))
  fc.assert(
    fc.property(text, (said) => {
      const plain = ['Vaartkade', 'Singelwijk'].filter((name) => said.split(' ').includes(name))
      expect(new Set(found(said))).toEqual(new Set(plain))
    }),
  )
})

test('a long text takes no longer than it is long', () => {
  for (const text of ['Vaartkade ', 'op de ', 'Oude ', 'x', '('])
    expect(ours.find(text.repeat(100_000)).length).toBeLessThan(2)
})
