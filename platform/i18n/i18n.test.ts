import { expect, test } from 'vitest'
import { isIn, languageName, preferredLocale, translatorOf } from './index.ts'

const catalog = {
  nl: {
    people: '{n, plural, one {# mens deed} other {# mensen deden}} mee',
    on: 'op {at, date, long}',
    day: '{at, date, short}',
    due: 'Antwoord {at, by, short}. {at, Until, long} {at, from, short}. {at, date, short} {at, to, short}',
  },
  en: {
    people: '{n, plural, one {# person} other {# people}} took part',
    on: 'on {at, date, long}',
    day: '{at, date, short}',
    due: 'Answer {at, by, short}. {at, Until, long} {at, from, short}. {at, date, short} {at, to, short}',
  },
}

test('plurals and numbers follow the language', () => {
  expect(translatorOf(catalog, 'nl')('people', { n: 1204 })).toBe('1.204 mensen deden mee')
  expect(translatorOf(catalog, 'en')('people', { n: 1 })).toBe('1 person took part')
})

test('a date is the one of the time zone, not of the server', () => {
  const at = new Date('2026-05-07T22:30:00Z')
  expect(translatorOf(catalog, 'nl')('on', { at })).toBe('op 8 mei 2026')
  expect(translatorOf(catalog, 'nl')('day', { at })).toBe('8 mei')
})

test('a deadline, a last day and a first day have one word each', () => {
  const at = new Date('2026-05-08T12:00Z')
  expect(translatorOf(catalog, 'nl')('due', { at })).toBe(
    'Antwoord uiterlijk 8 mei. Tot en met 8 mei 2026 vanaf 8 mei. 8 mei tot en met 8 mei',
  )
  expect(translatorOf(catalog, 'en')('due', { at })).toBe(
    'Answer by 8 May. Up to and including 8 May 2026 from 8 May. 8 May to 8 May',
  )
})

test.each([
  ['en-GB,en;q=0.9,nl;q=0.8', 'en'],
  ['de,nl;q=0.5,en;q=0.4', 'nl'],
  ['fr', 'nl'],
  [undefined, 'nl'],
  ['en;q=x,,;;;', 'en'],
])('a browser that asks for %s gets %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale)
})

test('a language has its name, and one that nobody knows or whose tag nobody can read has none', () => {
  expect(languageName('nl', 'en')).toBe('Engels')
  for (const unknown of ['', 'und', 'und-Arab', 'nl-be-nl', 'nl-1', 'x-klingon', '<b>'])
    expect(languageName('nl', unknown)).toBeUndefined()
})

test('Dutch of the Netherlands and of Belgium is Dutch', () => {
  expect(['nl', 'nl-NL', 'NL-be', 'nlx', 'en'].map((language) => isIn('nl', language))).toEqual([
    ...[true, true, true, false, false],
  ])
})
