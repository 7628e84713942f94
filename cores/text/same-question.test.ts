import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ComparedQuestion,
  compareAs,
  likenessOf,
  SAME_QUESTION,
  telltaleRoots,
} from './same-question.ts'

function compared(question: string, language: 'nl' | 'en' = 'nl'): ComparedQuestion {
  const read = compareAs(question, language)
  if (!read) throw new Error(question)
  return read
}
const isSame = (one: string, other: string, language: 'nl' | 'en' = 'nl') =>
  likenessOf(compared(one, language), compared(other, language)) > SAME_QUESTION

test('one question in other words is one', () => {
  expect(isSame('Wanneer gaat de brug weer open?', 'Weet iemand hoe laat de brug open gaat')).toBe(true)
  expect(
    isSame('Waar moet ik mijn oude matras inleveren?', 'Wie weet waar je matrassen kunt inleveren?'),
  ).toBe(true)
  expect(isSame('When will my new card arrive?', 'Does anyone know when new cards arrive?', 'en')).toBe(true)
})

test('about the same thing, something else may be asked', () => {
  expect(isSame('Wanneer is de brug dicht?', 'Waarom is de brug dicht?')).toBe(false)
  expect(isSame('Wanneer gaat de brug open?', 'Wanneer wordt de brug geschilderd?')).toBe(false)
})

test('another street or number makes another question', () => {
  const about = (street: string) => `Hoe lang blijft de ${street} afgesloten voor fietsers?`
  expect(isSame(about('Lindelaan'), about('Dorpsstraat'))).toBe(false)
  expect(isSame(about('Lindelaan'), about('lindelaan'))).toBe(true)
  expect(isSame('Rijdt bus 12 zondag naar het station?', 'Rijdt bus 15 zondag naar het station?')).toBe(false)
})

test('what has one word that says something cannot be compared', () => {
  expect(compareAs('Weet iemand hoe lang dit nog gaat duren?', 'nl')).toBeUndefined()
  expect(compareAs('', 'nl')).toBeUndefined()
})

const question = fc
  .array(fc.constantFrom('brug', 'open', 'weg', 'lindelaan', 'markt', 'zondag', 'wanneer', 'waarom'), {
    minLength: 2,
    maxLength: 8,
  })
  .map((words) => words.join(' '))

test('what is the same has a telltale root in common, whichever is looked for', () => {
  fc.assert(
    fc.property(question, question, (one, other) => {
      const [a, b] = [compareAs(one, 'nl'), compareAs(other, 'nl')]
      if (!a || !b || likenessOf(a, b) <= SAME_QUESTION) return
      expect(likenessOf(b, a)).toBe(likenessOf(a, b))
      expect(telltaleRoots(a).some((root) => b.roots.includes(root))).toBe(true)
    }),
  )
})
