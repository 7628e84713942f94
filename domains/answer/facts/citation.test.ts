import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { citeFact, pathOfVersion, readCitations } from './citation.ts'
import { factSchema } from './fact.schema.ts'
import { factVerdicts, hasOwnSourcesAlone, isSameFact } from './fact.ts'

const fact = { number: 12, version: 2, claim: 'De brug blijft dicht', answer: 'Hij gaat open.' } as const

describe('a reply that names a sheet', () => {
  test('says the claim, what is so, and where the rest stands', () => {
    const where = { language: 'nl', address: 'https://praat.example' } as const
    expect(citeFact({ ...fact, verdict: 'wrong', state: 'public' }, where)).toBe(
      '“De brug blijft dicht.” Dat klopt niet. Hij gaat open. Hoe wij dat weten, leest u hier: https://praat.example/nl/facts/12#v2',
    )
    expect(citeFact({ ...fact, verdict: 'wrong', state: 'withdrawn' }, where)).toContain('ingetrokken')
  })

  test('is known by the address, whatever stands around it', () => {
    expect(readCitations('Zie (https://praat.example/nl/facts/12#v2), of /en/facts/7.')).toEqual([
      { number: 12, version: 2 },
      { number: 7, version: undefined },
    ])
    expect(readCitations('/nl/facts/12#v1 /nl/facts/12#v3')).toEqual([{ number: 12, version: 3 }])
    for (const none of ['', '/facts/12', '/nl/facts/0', '/nl/facts/1234567890', '/nl/facts/x'])
      expect(readCitations(none)).toEqual([])
  })

  test('is read back as it was written, between any words', () => {
    const any = fc.integer({ min: 1, max: 999_999_999 })
    fc.assert(
      fc.property(
        any,
        any,
        fc.constantFrom(...factVerdicts),
        fc.constantFrom('nl' as const, 'en' as const),
        fc.string(),
        (number, version, verdict, language, words) => {
          const around = words.replaceAll('/', '')
          const said = { ...fact, number, version, verdict, state: 'public' as const }
          const text = `${around} ${citeFact(said, { language, address: 'https://praat.example' })}\n${around}`
          expect(readCitations(text)).toEqual([{ number, version }])
          expect(text).toContain(pathOfVersion({ number, version }))
        },
      ),
    )
  })
})

const typed = {
  ...{ claim: ' De  brug\nblijft dicht ', verdict: 'wrong', answer: 'Nee', explanation: 'Want.' },
  ...{ sources: [{ url: 'https://a.example/b', title: 'A', on: '2026-03-02' }], knownOn: '2026-03-02' },
  ...{ subjectId: '', unitId: crypto.randomUUID() },
}
const errorsOf = (said: object) =>
  factSchema('2026-03-02')
    .safeParse({ ...typed, ...said })
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)

describe('what is typed', () => {
  test('is a sentence where it must be one, and names its own faults', () => {
    expect(factSchema('2026-03-02').parse(typed)).toMatchObject({ claim: 'De brug blijft dicht', change: '' })
    expect(errorsOf({ claim: ' ', answer: 'x'.repeat(301) })).toEqual(['claim missing', 'answer too-long'])
    expect(errorsOf({ knownOn: '2026-03-03' })).toEqual(['knownOn not-yet'])
    expect(errorsOf({ knownOn: '2026-02-30' })).toEqual(['knownOn no-day'])
    expect(errorsOf({ sources: [] })).toEqual(['sources missing'])
  })

  test.each(['javascript:alert(1)', 'ftp://a.example/', 'a.example', 'https://', 'data:text/html,x', ''])(
    '“%s” is no source',
    (url) => {
      expect(errorsOf({ sources: [{ url, title: 'A', on: '2026-03-02' }] })).toEqual([
        'sources.0.url no-address',
      ])
    },
  )

  test('one address is one source', () => {
    const [source] = typed.sources
    expect(factSchema('2026-03-02').parse({ ...typed, sources: [source, source] }).sources).toHaveLength(1)
  })

  test('is the same whatever the order of its dossiers', () => {
    const one = { ...factSchema('2026-03-02').parse(typed), dossierIds: ['a', 'b'] }
    expect(isSameFact(one, { ...one, dossierIds: ['b', 'a'] })).toBe(true)
    expect(isSameFact(one, { ...one, verdict: 'right' })).toBe(false)
  })
})

test('sources are our own alone where all are of our name', () => {
  const own = 'https://praat.gemeente.example'
  expect(hasOwnSourcesAlone([{ url: 'https://www.gemeente.example/a' }], own)).toBe(true)
  expect(hasOwnSourcesAlone([{ url: `${own}/b` }, { url: 'https://cbs.example/a' }], own)).toBe(false)
})
