import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newDossierSchema, promiseSchema } from './dossier.schema.ts'
import { slugOf, timeOfPhase } from './dossier.ts'

test('a dossier gets a readable address', () => {
  expect(slugOf('Hoe maken we de Dorpsstraat veilig vóór 2027?')).toBe(
    'hoe-maken-we-de-dorpsstraat-veilig-voor-2027',
  )
  expect(slugOf('公園をどうしますか')).toBe('dossier')
})

test('a question whose words are an address of the site gets another', () => {
  expect(slugOf('New?')).toBe('dossier-new')
  expect(slugOf('Néw', 'dialoog')).toBe('dialoog-new')
  expect(slugOf('New York')).toBe('new-york')
})

test('an address ends with the last whole word within sixty letters', () => {
  const long = 'ab'.repeat(30)
  expect(slugOf(`${long.slice(3)} x y`)).toBe(`${long.slice(3)}-x`)
  expect(slugOf(`${long.slice(1)} x y`)).toBe(long.slice(1))
  expect(slugOf(long)).toBe(long)
  expect(slugOf(`${long}a`, 'thema')).toBe('thema')
})

test('any question makes an address that the database takes', () => {
  fc.assert(
    fc.property(fc.string(), (question) => {
      expect(slugOf(question)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(slugOf(question).length).toBeLessThanOrEqual(60)
    }),
  )
})

test('the first and the last day of a phase belong to it', () => {
  const phase = { starts_on: '2026-03-01', ends_on: '2026-03-31' }
  expect(
    ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => timeOfPhase(phase, day)),
  ).toEqual(['later', 'now', 'now', 'done'])
  expect(timeOfPhase({ starts_on: '2026-03-01', ends_on: null }, '2030-01-01')).toBe('now')
})

const promise = {
  level: 'advise',
  statement: 'U adviseert.',
  decidedBy: 'De raad',
  answerOn: '2026-05-01',
  decisionOn: '2026-05-01',
}
const phase = { title: 'Meedenken', startsOn: '2026-03-01', endsOn: '2026-03-01' }
const dossier = {
  question: 'Hoe verder met het plein?',
  summary: 'Het plein is oud.',
  language: 'nl',
  unitId: '0198a3f0-0000-7000-8000-000000000000',
  promise,
  phases: [phase],
}
const faultsOf = (form: unknown) =>
  newDossierSchema.safeParse(form).error?.issues.map(({ path, message }) => [path.join('.'), message])

test('a dossier may be as short as its question, a promise and one phase', () => {
  expect(newDossierSchema.parse(dossier)).toEqual({
    ...dossier,
    area: '',
    areaCode: null,
    promise: { ...promise, reasonForChange: '' },
    phases: [{ ...phase, description: '' }],
  })
})

test('nothing is decided before people have their answer, and no phase ends before it starts', () => {
  expect(faultsOf({ ...dossier, promise: { ...promise, decisionOn: '2026-04-30' } })).toEqual([
    ['promise.decisionOn', 'before-answer'],
  ])
  expect(faultsOf({ ...dossier, phases: [{ ...phase, endsOn: '2026-02-28' }] })).toEqual([
    ['phases.0.endsOn', 'before-start'],
  ])
})

test('the day of the decision and the last day of a phase may be left open', () => {
  for (const open of ['', null]) {
    expect(promiseSchema.parse({ ...promise, decisionOn: open }).decisionOn).toBeNull()
    const [read] = newDossierSchema.parse({ ...dossier, phases: [{ ...phase, endsOn: open }] }).phases
    expect(read?.endsOn).toBeNull()
  }
})

test.each([
  ['question', 160],
  ['summary', 1000],
])('the %s is of %i letters at most, and not of spaces', (field, longest) => {
  expect(faultsOf({ ...dossier, [field]: ` ${'x'.repeat(longest)} ` })).toBeUndefined()
  expect(faultsOf({ ...dossier, [field]: 'x'.repeat(longest + 1) })).toEqual([[field, 'too-long']])
  expect(faultsOf({ ...dossier, [field]: '  ' })).toEqual([[field, 'missing']])
})

test('what may be left out is not endless', () => {
  const filled = (area: number, description: number, reason: number) => ({
    ...dossier,
    area: ` ${'x'.repeat(area)} `,
    promise: { ...promise, reasonForChange: ` ${'x'.repeat(reason)} ` },
    phases: [{ ...phase, description: ` ${'x'.repeat(description)} ` }],
  })
  expect(faultsOf(filled(120, 300, 500))).toBeUndefined()
  expect(faultsOf(filled(121, 301, 501))).toEqual([
    ['area', 'too-long'],
    ['promise.reasonForChange', 'too-long'],
    ['phases.0.description', 'too-long'],
  ])
})

test('a dossier has one to twelve phases, a unit, and one of our languages', () => {
  expect(faultsOf({ ...dossier, phases: [] })).toEqual([['phases', 'missing']])
  expect(faultsOf({ ...dossier, phases: Array(12).fill(phase) })).toBeUndefined()
  expect(faultsOf({ ...dossier, phases: Array(13).fill(phase) })).toEqual([['phases', 'too-many']])
  expect(faultsOf({ ...dossier, unitId: '' })).toEqual([['unitId', 'missing']])
  expect(faultsOf({ ...dossier, language: 'en' })).toBeUndefined()
  expect(faultsOf({ ...dossier, language: 'de' })).toHaveLength(1)
})
