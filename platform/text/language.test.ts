import { expect, test } from 'vitest'
import { guessLanguage } from './language.ts'

test.each([
  ['nl', 'De winkeliers telden gisteren fietsers in de straat.'],
  ['en', 'The shopkeepers counted cyclists in the street yesterday.'],
  ['de', 'Der Bahnhof ist wegen Bauarbeiten bis Freitag geschlossen.'],
  ['fr', 'La mairie ouvre un nouveau parc derrière la gare.'],
  ['tr', 'Belediye istasyonun arkasında yeni bir park açıyor.'],
  ['ar', 'تفتح البلدية حديقة جديدة خلف محطة القطار'],
  ['uk', 'Мерія відкриває новий парк за вокзалом.'],
])('a sentence in %s is told to be so', async (language, text) => {
  const guess = await guessLanguage(text)
  expect(guess).toEqual({ language, p: expect.any(Number) })
  expect(guess.p).toBeGreaterThan(0.5)
})

test.each(['', 'Brug dicht', '12345 67890 12345 67890', '🚲'.repeat(500), '\u0000', 'x'.repeat(5_000_000)])(
  'what is too short or is no language is of none (%#)',
  async (text) => {
    expect((await guessLanguage(text)).language).toBe('und')
  },
)

test('of a long text the beginning is read', async () => {
  const text = `${'De brug is dicht voor fietsers en auto’s. '.repeat(60)}${'The bridge is closed. '.repeat(100_000)}`
  expect((await guessLanguage(text)).language).toBe('nl')
})
