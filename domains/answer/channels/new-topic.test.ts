import { expect, test } from 'vitest'
import { mayBeNewTopic } from './new-topic.ts'

test.each([
  ['Verhuizing', ['Scheve tegel'], true],
  ['Re: Scheve tegel', ['Scheve tegel'], false],
  ['ANTW: AW: scheve  TEGEL', ['Scheve tegel'], false],
  ['Scheve tegel (met foto)', ['Scheve tegel'], false],
  ['tegel', ['Scheve tegel'], false],
  ['Re: ons antwoord', ['Scheve tegel', 'Ons antwoord'], false],
  ['', ['Scheve tegel'], false],
  ['Re: ', ['Scheve tegel'], false],
  ['De weg', ['a', 'weg'], true],
  ['مرحبا', ['Scheve tegel'], true],
])('"%s" after %j may be about something else: %s', (subject, known, isNew) => {
  expect(mayBeNewTopic(subject, known)).toBe(isNew)
})

test('what answers a mail of ours whose subject is forgotten is not called new', () => {
  expect(mayBeNewTopic('Re: Uw vraag', ['Scheve tegel', ''])).toBe(false)
  expect(mayBeNewTopic('Verhuizing', ['Scheve tegel', ''])).toBe(true)
})
