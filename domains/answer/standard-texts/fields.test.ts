import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type FieldValues,
  fieldNames,
  fillFields,
  listOpenFields,
  listUnknownFields,
  writeField,
} from './fields.ts'

const known: FieldValues = {
  asker: 'Mw. Haddad',
  writer: 'Wieke Postma',
  organisation: 'Gemeente Voorbeeld',
  unit: 'Klantcontact',
  subject: 'Afval',
  due: '9 maart 2026',
  page: 'https://praat.example/nl/my-input',
}

test('fields are filled in by the words of their language, whatever their case and spaces', () => {
  const text = 'Beste {naam},\n\nGroet, { Mijn  naam } van {TEAM}'
  expect(fillFields(text, known, 'nl')).toBe('Beste Mw. Haddad,\n\nGroet, Wieke Postma van Klantcontact')
  expect(fillFields('Dear {name}', known, 'en')).toBe('Dear Mw. Haddad')
})

test('what is not known is marked, and named as long as it stands there', () => {
  const text = fillFields(
    'Beste {naam}, over {rubriek}. Dag {naam}',
    { ...known, asker: ' ', subject: '' },
    'nl',
  )
  expect(text).toBe('Beste ⟨vul in: naam⟩, over ⟨vul in: rubriek⟩. Dag ⟨vul in: naam⟩')
  expect(listOpenFields(text)).toEqual(['naam', 'rubriek'])
  expect(listOpenFields('Beste ⟨lezer⟩, 2 ⟨ 3, {naam}')).toEqual([])
})

test('a name that looks like a field is a name', () => {
  expect(fillFields('Beste {naam}', { ...known, asker: '{team}\n{naam}' }, 'nl')).toBe('Beste {team} {naam}')
})

test('what is between braces and no field is told as it was written', () => {
  expect(listUnknownFields('{naam} {Voornaam} {name} {} {Voornaam}', 'nl')).toEqual(['Voornaam', 'name', ''])
  expect(listUnknownFields('{not closed, closed} {name}', 'en')).toEqual(['not closed, closed'])
})

test('a text in which all that is known was filled in has no place left, and one in which nothing is has them all', () => {
  const parts = fc.array(fc.oneof(fc.string(), fc.constantFrom(...fieldNames)), { maxLength: 20 })
  fc.assert(
    fc.property(parts, fc.constantFrom('nl' as const, 'en' as const), (said, language) => {
      const isField = (part: string) => fieldNames.find((name) => name === part)
      const body = said.map((part) => {
        const field = isField(part)
        return field ? writeField(field, language) : part.replace(/[{}⟨⟩]/g, '')
      })
      const nothing = Object.fromEntries(fieldNames.map((name) => [name, ''])) as FieldValues
      const fieldsSaid = new Set(said.filter(isField))
      expect(listUnknownFields(body.join(''), language)).toEqual([])
      expect(listOpenFields(fillFields(body.join(''), known, language))).toEqual([])
      expect(listOpenFields(fillFields(body.join(''), nothing, language))).toHaveLength(fieldsSaid.size)
    }),
  )
})
