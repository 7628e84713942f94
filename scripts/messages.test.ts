import { globSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { type Catalog, type Locale, spellDays } from '#platform/i18n'

const root = dirname(import.meta.dirname)
const rooms = ['apps', 'domains']

/** Every catalog of pages and mails, by the file that it is in. */
async function listCatalogs(): Promise<[string, Catalog<string>][]> {
  const listed = await Promise.all(
    rooms.map(async (room) =>
      (await readdir(join(root, room), { recursive: true })).map((name) => join(room, name)),
    ),
  )
  const names = listed.flat().filter((name) => name.endsWith('.messages.ts'))
  const modules = await Promise.all(
    names.map(async (name) => [name, await import(join(root, name))] as const),
  )
  return modules.flatMap(([name, module]) =>
    Object.values<Catalog<string>>(module)
      // A whole text stands in a file of messages too: nothing is filled in there.
      .filter(({ nl }) => typeof nl === 'object')
      .map((catalog): [string, Catalog<string>] => [name, catalog]),
  )
}

/** The values that a message asks for, and how: `n` as plural, `on` as date. */
function argumentsOf(message: string, locale: Locale): string[] {
  const found: string[] = []
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit)
    else if (typeof part === 'object' && part !== null) {
      if ('type' in part && 'value' in part && part.type !== 0) found.push(`${part.value}`)
      Object.values(part).forEach(visit)
    }
  }
  visit(new IntlMessageFormat(spellDays(message, locale), 'en', undefined, { ignoreTag: true }).getAst())
  return [...new Set(found)].sort()
}

test('every message can be read, and asks for the same values in both languages', async () => {
  const catalogs = await listCatalogs()
  expect(catalogs.length).toBeGreaterThan(40)
  for (const [name, { nl, en }] of catalogs)
    for (const [key, message] of Object.entries(nl))
      expect(argumentsOf(en[key] ?? '', 'en'), `${name}: ${key}`).toEqual(argumentsOf(message, 'nl'))
})

/** A word that says how a day counts, put before a date by hand. */
const byHand = {
  nl: /(vóór|voor|uiterlijk|uiterlijk op|tot|tot en met|t\/m|vanaf|binnen) \{\w+, date, \w+\}(?! \{\w+, time)/i,
  en: /\b(before|by|until|till|up to|including|through|from|to) \{\w+, date, \w+\}(?! \{\w+, time)/i,
}

test('a deadline, a last day and a first day are said by one function, in one word each', async () => {
  for (const [name, catalog] of await listCatalogs())
    for (const locale of ['nl', 'en'] as const)
      for (const [key, message] of Object.entries(catalog[locale]))
        expect(
          message,
          `${name}: ${key}; write {x, by, long}, {x, until, long}, {x, from, long} or {x, to, long}`,
        ).not.toMatch(byHand[locale])
})

test('from one day to another is said in one word too, not in that of a last day', async () => {
  for (const [name, catalog] of await listCatalogs())
    for (const [key, message] of [...Object.entries(catalog.nl), ...Object.entries(catalog.en)])
      expect(message, `${name}: ${key}; write {first, date, long} {last, to, long}`).not.toMatch(
        /\{\w+, (date|from), \w+\}[ ,]*\{\w+, until, \w+\}/,
      )
})

test('nobody is thanked for a valuable contribution, and nothing is shouted', async () => {
  for (const [name, catalog] of await listCatalogs())
    for (const [key, message] of [...Object.entries(catalog.nl), ...Object.entries(catalog.en)])
      expect(message, `${name}: ${key}`).not.toMatch(/!|waardevol|valuable|slechts|helaas/i)
})

test('words in two languages stand in files of messages, where this test and translators find them', () => {
  const files = globSync('{apps,domains}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.messages.ts'] })
  const elsewhere = files.filter((path) => readFileSync(join(root, path), 'utf8').includes('defineMessages('))
  expect(elsewhere).toEqual([])
})
