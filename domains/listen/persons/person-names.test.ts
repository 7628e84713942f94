import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sharedData } from '#testing'
import { listNameRuns } from './name-runs.ts'
import { findPersonNames } from './person-names.ts'

const named: Record<string, string> = {
  raad: '"Femke Jansen" OR begroting',
  voornaam: 'Femke',
  rond: '@rond Femke',
}

const seen = (query: string) =>
  findPersonNames(listNameRuns(query, (handle) => named[handle])).map(({ text }) => text)

describe('the name of a person is seen', () => {
  test.each([
    ['"Femke Jansen"', 'Femke Jansen'],
    ['Femke AND Jansen', 'Femke Jansen'],
    ['Femke Jansen brug', 'Femke Jansen'],
    ['Jansen AND brug AND femke', 'femke Jansen'],
    ['Femke NEAR/3 Jansen', 'Femke Jansen'],
    ['title:(Femke BIJ/2 Jansen)', 'Femke Jansen'],
    ['“Jan de Vries”', 'Jan de Vries'],
    ['"jan de vries"', 'jan de vries'],
    ['jan jansen', 'jan jansen'],
    ['JAN JANSEN', 'JAN JANSEN'],
    ['Jan.Jansen', 'Jan Jansen'],
    ['Jan-Jansen', 'Jan Jansen'],
    ['"Anne-Marie van der Meer"', 'Anne-Marie van der Meer'],
    ['"J.P. Balkenende"', 'J.P. Balkenende'],
    ['"mevrouw merkel"', 'mevrouw merkel'],
    ['wethouder AND jansen', 'wethouder jansen'],
    ['"Ömer Yılmaz"', 'Ömer Yılmaz'],
    ['"Мария Иванова"', 'Мария Иванова'],
    ['"@femke_jansen"', '@femke_jansen'],
    ['"@femke@mastodon.example"', '@femke@mastodon.example'],
    ['femke.jansen@krant.example', 'femke.jansen@krant.example'],
    ['NOT (NOT Femke OR NOT Jansen)', 'Femke Jansen'],
    ['@raad', 'Femke Jansen'],
    ['@voornaam AND Jansen', 'Femke Jansen'],
    ['@voornaam.Jansen', 'Femke Jansen'],
    ['femke* jansen*', 'femke* jansen'],
  ])('in %s', (query, name) => expect(seen(query)).toEqual([name.replaceAll('*', '')]))

  test('by each choice that a query leaves', () => {
    expect(seen('(Femke OR Piet) AND Jansen')).toEqual(['Femke Jansen', 'Piet Jansen'])
  })
})

describe('no name is seen', () => {
  test.each([
    'fiets AND brug',
    '"veilig naar school"',
    'NOT "Femke Jansen" brug',
    'brug NOT @raad',
    'Fietsersbond AND Rijkswaterstaat',
    '"Tweede Kamer" OR Statenleden',
    '"Alphen aan den Rijn"',
    '"Philips van Leydenlaan"',
    'Wilhelminapark AND Oosterhout',
    'Femke OR Jansen',
    'burgemeester AND begroting',
    '"burgemeester van Utrecht"',
    'source:"Jan Jansen" brug',
    'piet intocht',
    'ADHD ASML',
    '@rond',
    '@nergens',
    '((((',
    '',
  ])('in %s', (query) => expect(seen(query)).toEqual([]))
})

test('a query with thousands of choices is read in a moment, and taken together where there are more', () => {
  const many = (word: string) => `(${Array.from({ length: 120 }, (_, at) => `${word}${at}`).join(' OR ')})`
  const start = performance.now()
  expect(seen(`${many('brug')} ${many('weg')} ${many('fiets')} Femke Jansen`)).toEqual(['Femke Jansen'])
  expect(performance.now() - start).toBeLessThan(2000)
})

const council = sharedData('council', 'open-raadsinformatie')
const places = sharedData('places', 'bag')

describe('of names that others wrote down (skipped where WEERKLANK_DATA has none)', () => {
  test.skipIf(!council)('every council member is seen, and few organisations are taken for one', () => {
    const members = namesOf('persons')
    expect(members).toHaveLength(109)
    for (const write of [quoted, joined, (name: string) => quoted(name.toLowerCase())])
      expect(members.filter((name) => seen(write(name)).length === 0)).toEqual([])
    const organisations = namesOf('organisations')
    expect(organisations.filter((name) => seen(quoted(name)).length > 0).length).toBeLessThanOrEqual(6)
  })

  test.skipIf(!places)('few streets and municipalities are taken for one', () => {
    const streets = column('streets-0221.csv', ',', 1)
    expect(streets).toHaveLength(198)
    expect(streets.filter((name) => seen(quoted(name)).length > 0).length).toBeLessThanOrEqual(6)
    const municipalities = column('gemeentelijke-indeling.csv', ';', 3)
    expect(municipalities.filter((name) => seen(quoted(name)).length > 0).length).toBeLessThanOrEqual(29)
  })
})

const quoted = (name: string) => `"${name}"`
const joined = (name: string) => name.replace(/[()"]/g, '').split(/\s+/).join(' AND ')

function namesOf(kind: 'persons' | 'organisations'): string[] {
  const files = ['amstelveen', 'den_helder', 'oude_ijsselstreek']
  const all = files.flatMap((town) => {
    const file = JSON.parse(readFileSync(join(council ?? '', `${town}_${kind}.json`), 'utf8'))
    return file[kind].flatMap(({ name }: { name?: string }) => name ?? [])
  })
  return [...new Set<string>(all)]
}

function column(file: string, between: string, at: number): string[] {
  const lines = readFileSync(join(places ?? '', file), 'utf8')
    .split('\n')
    .slice(1)
  return [...new Set(lines.flatMap((line) => line.split(between)[at] || []))]
}
