import { expect, test } from 'vitest'
import { inLanguage, type Translation, type Written } from './translation.ts'

const bridge: Translation = { original: 'De brug', language: 'en', text: 'The bridge', byMachine: false }
const stays: Translation = { original: 'Hij blijft.', language: 'en', text: 'It stays.', byMachine: true }
const dossier: Written & Record<'question' | 'summary' | 'area', string> = {
  language: 'nl',
  question: 'De brug',
  summary: 'Hij blijft.',
  area: '',
}
const fields = ['question', 'summary', 'area'] as const

test('what is translated whole is read in the language of the page, and says where it came from', () => {
  expect(inLanguage(dossier, fields, 'en', [bridge, stays])).toEqual({
    ...dossier,
    question: 'The bridge',
    summary: 'It stays.',
    language: 'en',
    translated: { from: 'nl', byMachine: true },
  })
})

test('half a translation is none: no text is in two languages', () => {
  expect(inLanguage(dossier, fields, 'en', [bridge])).toBe(dossier)
})

test('words that changed since they were translated are shown as they were written', () => {
  const changed = { ...dossier, question: 'De nieuwe brug' }
  expect(inLanguage(changed, fields, 'en', [bridge, stays])).toBe(changed)
})

test('what is in the language of the page already stays as it is, and so does what is in no known one', () => {
  expect(inLanguage(dossier, fields, 'nl', [bridge, stays])).toBe(dossier)
  const imported = { ...dossier, language: 'und' }
  expect(inLanguage(imported, fields, 'en', [bridge, stays]).translated?.from).toBe('und')
})
