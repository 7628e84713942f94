import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearReportSchema, nearStepSchema } from './near-report.schema.ts'
import { mayStep, nearStates, tellTens } from './near-report.ts'

test('people are told of by full tens, from ten on', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (people) => {
      const told = tellTens(people)
      if (people < 10) return told === undefined
      return told !== undefined && told % 10 === 0 && told <= people && people - told < 10
    }),
  )
})

test('what was withdrawn stays so, and it takes words to say that nothing changed', () => {
  for (const state of nearStates) expect(mayStep('withdrawn', state, 'Toch wel.')).toBe(false)
  expect(mayStep('working', 'working', '')).toBe(false)
  expect(mayStep('working', 'working', 'Het onderdeel is besteld.')).toBe(true)
  expect(mayStep('solved', 'working', '')).toBe(true)
})

test('a title is asked, whose words are those of staff', () => {
  const form = { title: '  ', words: '', state: 'reported', subject: '', precision: 'area' }
  expect(nearReportSchema.safeParse(form).error?.issues).toMatchObject([
    { path: ['title'], message: 'missing' },
  ])
  expect(nearReportSchema.parse({ ...form, title: ' Lamp stuk ' })).toMatchObject({
    title: 'Lamp stuk',
    subject: null,
  })
})

test('that nothing will be done takes a reason', () => {
  const why = nearStepSchema.safeParse({ state: 'declined', words: ' ' })
  expect(why.error?.issues).toMatchObject([{ path: ['words'], message: 'missing' }])
  expect(nearStepSchema.safeParse({ state: 'solved', words: '' }).success).toBe(true)
})
