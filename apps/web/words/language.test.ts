import { expect, test } from 'vitest'
import { langOf, languageSentence } from './language.ts'

const c = { var: { locale: 'nl' as const, services: { config: { timeZone: 'Europe/Amsterdam' } } } }

test('a text in another language says so, and one in that of the page does not, however its source names it', () => {
  expect(languageSentence(c, { language: 'en' })).toBe('Dit is in het Engels')
  for (const language of ['nl', 'nl-NL', 'nl-BE', 'und', null])
    expect(languageSentence(c, { language })).toBeUndefined()
  expect(langOf(c, 'nl-BE')).toEqual({ dir: 'auto', lang: 'nl-BE' })
})

test('a language that a feed names wrongly breaks no page', () => {
  expect(languageSentence(c, { language: 'en-us-en' })).toBeUndefined()
})
