import { expect, test } from 'vitest'
import { openingWords } from './opening-words.ts'

const speaks = '\n\nAnn Visser, namens Gemeente Voorbeeld'

test('of a reply the first words are told, without whom it greets and who speaks', () => {
  const reply = `Beste Jan de Vries,\n\nDe brug gaat maandag open.${speaks}`
  expect(openingWords(reply, [])).toBe('De brug gaat maandag open.')
  expect(openingWords('Dag Jan! De brug is open.', [])).toBe('De brug is open.')
  expect(openingWords('Hello Jan\nThe bridge is open.\n\nAnn, on behalf of Voorbeeld', [])).toBe(
    'The bridge is open.',
  )
  expect(openingWords('Dagelijks rijdt hier een bus.', [])).toBe('Dagelijks rijdt hier een bus.')
})

test('a greeting that nothing ends takes all along, as nobody can tell where the name ends', () => {
  expect(openingWords('Dag Jan de brug is open', [])).toBe('')
})

test('handles are left out, and addresses of mail are no handles', () => {
  expect(openingWords('@jan@mastodon.example @wijk De brug is open, mail brug@voorbeeld.nl.', [])).toBe(
    'De brug is open, mail brug@voorbeeld.nl.',
  )
})

test('what was taken over from somebody else is not told', () => {
  const post = 'Ik woon aan de Brugstraat 3 en mijn moeder kan er niet langs. Hoe lang nog?'
  const reply = `> Ik woon aan de Brugstraat 3\nU schrijft: ik woon aan de Brugstraat 3 en mijn moeder kan er niet langs. Hoe lang nog? Tot maandag.${speaks}`
  const told = openingWords(reply, [post])
  expect(told).toBe('Tot maandag.')
  expect(openingWords(`“Hoe lang nog?”\nTot maandag.`, [])).toBe('Tot maandag.')
})

test('a long reply is cut between words, and one of other signs or none at all is no fault', () => {
  const long = openingWords('woord '.repeat(100), [])
  expect(long).toMatch(/^(woord )+…$/)
  expect(long.length).toBeLessThanOrEqual(163)
  expect(openingWords('الجسر مغلق حتى يوم الاثنين.', [])).toBe('الجسر مغلق حتى يوم الاثنين.')
  for (const empty of ['', '> alles', '@jan', '😀', speaks]) expect(openingWords(empty, [])).toBe('')
  expect(openingWords('a'.repeat(100_000), ['b'.repeat(100_000)]).length).toBeLessThanOrEqual(162)
})
