import fc from 'fast-check'
import { expect, test } from 'vitest'
import { questionsOf } from './questions.ts'

const asked = (text: string) => questionsOf(text).map((question) => question.text)

test('what has a question mark is a question, and what stands beside it is not', () => {
  expect(asked('De brug is dicht. Wanneer gaat hij weer open? Ik moet om 8.30 weg!')).toEqual([
    'Wanneer gaat hij weer open?',
  ])
  expect(asked('“Hoe lang duurt dit nog?” vraagt zij.')).toEqual(['Hoe lang duurt dit nog?”'])
  expect(asked('Kan dat bijv. ook op zondag, bij nr. 12?')).toEqual([
    'Kan dat bijv. ook op zondag, bij nr. 12?',
  ])
})

test('who asks others needs no question mark, nor does who begins with a question word and a verb', () => {
  expect(asked('weet iemand wanneer de brug open gaat')).toHaveLength(1)
  expect(asked('Heeft iemand een idee waar ik dit kan melden.')).toHaveLength(1)
  expect(asked('hoe laat gaat het zwembad open')).toHaveLength(1)
  expect(asked('does anyone know when the bridge opens')).toHaveLength(1)
  expect(asked('why is the bridge closed')).toHaveLength(1)
})

test('a clause, a heading or an announcement that begins so is none', () => {
  for (const text of [
    'Wanneer het regent, blijft de markt dicht',
    'Waarom de brug dicht is',
    'Wat is gebleken, blijft zo.',
    'How the bridge was built',
    'Wat een mooie dag',
  ])
    expect(asked(text)).toEqual([])
  expect(questionsOf('Hoe is de brug gebouwd', { isTitle: true })).toEqual([])
  expect(questionsOf('Weet iemand wanneer de brug opengaat', { isTitle: true })).toHaveLength(1)
})

test('what is put to whoever reads is no question of anybody', () => {
  for (const text of [
    'Wist u dat de markt morgen begint?',
    'Heb je ook zin in taart?',
    'Wat vindt u van het plan?',
    'Did you know that the market is open?',
  ])
    expect(asked(text)).toEqual([])
})

test('a quoted line, an address and a word or two are left out', () => {
  expect(asked('> Wanneer gaat de brug open?\nGeen idee.')).toEqual([])
  expect(asked('Zie https://krant.example/zoek?vraag=brug voor meer.')).toEqual([])
  expect(asked('Waarom? En dan?')).toEqual([])
  expect(asked(`Wie weet ${'heel '.repeat(100)}veel?`)).toEqual([])
})

test('a question stands where it says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Wie ', 'weet ', 'dat ', 'iemand', '? ', '. ', '\n', '“', '😀', '> ')),
      (parts) => {
        const text = parts.join('')
        for (const { text: said, start, end } of questionsOf(text)) expect(text.slice(start, end)).toBe(said)
      },
    ),
  )
})

test('a long text of one sign takes no longer than it is long', () => {
  for (const sign of ['?', '. ', '"', 'a', '(', ' '])
    expect(questionsOf(sign.repeat(200_000)).length).toBeLessThan(2)
})
