import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '#domains/opinions'
import { type Locale, locales, translatorOf } from '#platform/i18n'
import { reportMessages } from './report.messages.ts'
import { readFigure, type Sentence, sentencesOf, summaryOf, tellSuspects } from './report-sentences.ts'

const separators = { nl: '.', en: ',' } as const

/** All numbers in a text of a language, in order. */
function numbersIn(text: string, locale: Locale): number[] {
  return (text.match(/\d[\d.,]*/g) ?? []).map((found) =>
    Number(found.replaceAll(separators[locale], '').replace(/[.,]$/, '')),
  )
}

/** What the figures of a sentence are in the data, without the code that the page uses. */
function figuresOf(report: unknown, { figures }: Sentence): number[] {
  return Object.values(figures).flatMap(({ at, as }) => {
    const value = at.reduce((part: unknown, name) => (part as Record<string, unknown>)[name], report)
    if (as === 'date') {
      const [year, , day] = String(value).split('-').map(Number)
      return [day ?? Number.NaN, year ?? Number.NaN]
    }
    return as === 'percentage' ? [Math.round(Number(value) * 100)] : [Number(value)]
  })
}

const share = fc.double({ min: 0, max: 1, noNaN: true })
const count = fc.nat({ max: 2_000_000 })
const groupShare = fc.record({ group: fc.nat(), share, low: share, high: share, n: count })

function groundEntry(statement: number, groups: number) {
  return fc.record({
    statement: fc.constant(statement),
    lower: share,
    groups: fc.array(groupShare, { minLength: groups, maxLength: groups }),
    everywhere: fc.option(fc.record({ isShared: fc.boolean(), lower: share })),
  })
}

/** Reports of every kind: with and without groups, common ground, differences, suspects, a map. */
const reports = fc.nat({ max: 3 }).chain((groups) =>
  fc
    .record({
      counts: fc.record({ people: count, votes: count, statements: count, areFinal: fc.boolean() }),
      participation: fc.option(
        fc.record({
          first: fc.constantFrom(null, '2026-03-02', '1999-12-31'),
          last: fc.constantFrom('2026-04-30', '2028-02-29'),
        }),
      ),
      map: fc.option(
        fc.record({
          together: fc.nat({ max: 40 }),
          commonGround: fc.tuple(groundEntry(11, Math.max(1, groups)), groundEntry(12, Math.max(1, groups))),
          differences: fc.constantFrom([], [{ statement: 12 }], [{ statement: 99 }, { statement: 11 }]),
          groups: fc.constant({
            areReal: groups > 0,
            list: Array.from({ length: groups }, (_, id) => ({ id })),
          }),
          axes: fc.record({ described: fc.array(fc.boolean(), { maxLength: 3 }) }),
          evidence: fc.constantFrom(
            null,
            { groups: { found: { verdict: 'gradual' } } },
            { groups: { found: { verdict: 'unclear' } } },
          ),
        }),
      ),
      statements: fc
        .tuple(
          fc.record({ number: fc.constant(11), agree: count, disagree: count }),
          fc.record({ number: fc.constant(12), agree: count, disagree: count }),
        )
        .map((all) => [...all]),
      moderation: fc.record({ excluded: fc.constantFrom(null, 0, 14, 1234) }),
      suspects: fc.oneof(
        fc.record({ kind: fc.constant('found'), people: count }),
        fc
          .record({ kind: fc.constant('found'), people: count, arranged: fc.option(count) })
          .map((found) => ({ ...found, people: found.people + (found.arranged ?? 0) })),
        fc.record({ kind: fc.constantFrom('none', 'few', 'unknown', 'not-examined') }),
      ),
    })
    .map((report) => report as unknown as Report),
)

test.each(locales)('each number in a sentence (%s) is one of the data, and none is missing', (locale) => {
  const t = translatorOf(reportMessages, locale)
  fc.assert(
    fc.property(reports, (report) => {
      const data: unknown = JSON.parse(JSON.stringify(report))
      for (const sentence of sentencesOf(report)) {
        const values = Object.fromEntries(
          Object.entries(sentence.figures).map(([name, figure]) => [name, readFigure(report, figure)]),
        )
        const said = t(sentence.key, { ...values, text: 'een stelling' })
        const expected = figuresOf(data, sentence)
        // Nobody is said in words, and then how many votes they gave is not said either.
        const isEmpty = sentence.key.startsWith('sumPeople') && report.counts.people === 0
        expect(numbersIn(said, locale)).toEqual(isEmpty ? [report.counts.statements] : expected)
      }
    }),
  )
})

test('sides that differ are told with who agrees and who disagrees', () => {
  const shared = { lower: 0.2, groups: [{ group: 0, share: 0.5, low: 0.4, high: 0.6, n: 163 }] }
  const report = {
    counts: { people: 204, votes: 5303, statements: 50 },
    participation: null,
    map: {
      together: 0,
      commonGround: [{ statement: 8, ...shared }],
      differences: [{ by: 'axis', of: 0, statement: 8 }],
      groups: { areReal: false, list: [] },
      axes: { described: [true] },
      evidence: { groups: { found: { verdict: 'gradual' } } },
    },
    statements: [{ number: 8, agree: 84, disagree: 49, pass: 30 }],
    moderation: { excluded: 0 },
    suspects: { kind: 'none' },
  } as unknown as Report
  const told = sentencesOf(report).find(({ section }) => section === 'divides')
  const values = Object.entries(told?.figures ?? {}).map(([name, figure]) => [
    name,
    readFigure(report, figure),
  ])
  expect(told?.key).toBe('sumDivideAxes')
  expect(Object.fromEntries(values)).toEqual({ agree: 84, disagree: 49 })
  const unread = { ...report, statements: [] }
  expect(sentencesOf(unread).some(({ section }) => section === 'divides')).toBe(false)
})

test('a report never says that nothing was found where people were left out of the map', () => {
  const told = (excluded: number | null, kind = 'none') =>
    tellSuspects({ moderation: { excluded }, suspects: { kind } } as unknown as Report).map(({ key }) => key)
  expect(told(0)).toEqual(['sumSuspectsNone'])
  expect(told(14)).toEqual(['sumLeftOut', 'sumSuspectsNoneLeft'])
  expect(told(null)).toEqual(['sumLeftOutFew', 'sumSuspectsNoneLeft'])
  expect(told(14, 'found')).toEqual(['sumLeftOut', 'sumSuspects'])
})

test('what people agree on is told of every side of the map, once it is known which sides there are', () => {
  const toldOf = (map: object) =>
    sentencesOf({
      counts: { people: 204, votes: 5303, statements: 50 },
      participation: null,
      map: { differences: [], groups: { areReal: false, list: [] }, axes: { described: [true] }, ...map },
      statements: [],
      moderation: { excluded: 0 },
      suspects: { kind: 'none' },
    } as unknown as Report)
      .filter(({ section }) => section === 'together')
      .map(({ key }) => key)
  const groups = [{ group: 0, share: 0.9, low: 0.85, high: 0.95, n: 163 }]
  const entry = { statement: 8, groups, everywhere: { isShared: true, lower: 0.7, ends: [] } }
  const evidence = { groups: { found: { verdict: 'gradual' } } }
  const found = { evidence, together: 1, commonGround: [entry] }
  expect(toldOf(found)).toEqual(['sumTogetherSides', 'sumGroundSides'])
  expect(toldOf({ ...found, axes: { described: [false] } })).toEqual(['sumTogether', 'sumGroundAll'])
  expect(toldOf({ ...found, together: 0 })).toEqual(['sumTogetherNoneSides'])
  expect(toldOf({ ...found, evidence: null })).toEqual(['sumTogetherPending'])
})

test('it is said how surely answers were arranged, and in a report from before that was told only that they are alike', () => {
  const told = (arranged?: number | null) =>
    tellSuspects({
      moderation: { excluded: 0 },
      suspects: { kind: 'found', people: 40, arranged },
    } as unknown as Report).map(({ key }) => key)
  expect(told(40)).toEqual(['sumSuspectsArranged'])
  expect(told(25)).toEqual(['sumSuspectsMixed'])
  for (const untold of [0, null, undefined]) expect(told(untold)).toEqual(['sumSuspects'])
})

test('a figure that is not in the report is never said', () => {
  const [report] = fc.sample(reports, { numRuns: 1, seed: 1 })
  expect(() => readFigure(report as Report, { at: ['counts', 'dogs'], as: 'count' })).toThrow('counts.dogs')
})

test('the sentences of a section stand together, who took part first', () => {
  fc.assert(
    fc.property(reports, (report) => {
      const sections = summaryOf(report).map(({ section }) => section)
      expect(sections[0]).toBe('participation')
      expect(new Set(sections).size).toBe(sections.length)
    }),
  )
})

test('no more than everybody agrees: a share of 100 % is told without “or more”', () => {
  for (const locale of locales) {
    const t = translatorOf(reportMessages, locale)
    expect(t('sumGroundGroups', { text: 'x', share: 100, low: 90 })).toMatch(/(afgerond|about) 100/)
    expect(t('sumGroundGroups', { text: 'x', share: 99, low: 90 })).toMatch(/99\s?% (of meer|or more)/)
  }
})

test('that it is not clear whether there are groups is said as such', () => {
  const told = (verdict: string) =>
    sentencesOf({
      counts: { people: 204, votes: 5303, statements: 50 },
      participation: null,
      map: {
        ...{ commonGround: [], differences: [], together: 0, axes: { described: [] } },
        groups: { areReal: false, list: [] },
        evidence: { groups: { found: { verdict } } },
      },
      statements: [],
      moderation: { excluded: 0 },
      suspects: { kind: 'none' },
    } as unknown as Report)
      .filter(({ section }) => section === 'map')
      .map(({ key }) => key)
  expect(told('unclear')).toEqual(['sumGroupsUnclear'])
  expect(told('gradual')).toEqual(['sumNoGroups'])
})
