import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dutchRoot } from '#cores/text'
import { explain, readQuery } from '#cores/watch'
import { migrationsFolder, useTestDatabase } from '#testing'

const database = useTestDatabase()

const migration = readFileSync(join(migrationsFolder, '202611301960_listen_watches.sql'), 'utf8')
const [made = ''] = /create function query_of_words[\s\S]+?\$\$;/.exec(migration) ?? []

/** What the migration makes of a query of words. */
async function carryOver(words: string): Promise<string> {
  return database()
    .db.transaction()
    .execute(async (tx) => {
      await sql.raw(made).execute(tx)
      const { rows } = await sql<{ query: string }>`select query_of_words(${words}) as query`.execute(tx)
      await sql`drop function query_of_words(text)`.execute(tx)
      return rows[0]?.query ?? ''
    })
}

test.each([
  [
    'dorpsstraat bakker parkeerplek*',
    'dorpsstraat OR bakker OR parkeerplek*',
    ['De bakker', 'Parkeerplekken'],
    ['Plek'],
  ],
  ['fiets* "de brug"', 'fiets* OR "de brug"', ['Op de brug', 'Fietspad'], ['De lange brug']],
  ['water, zebra;', 'water OR zebra', ['Een zebra'], ['Een paard']],
  ['“veilig naar sch*”', '"veilig naar sch*"', ['Veilig naar schouwburg'], ['Naar schouwburg veilig']],
  ['"veilig naar sch"*', '"veilig naar sch*"', ['Veilig naar schouwburg'], ['schouwburg']],
  ['P+R', '"P+R"', ['De P+R-plaats'], ['R en P']],
  ["auto's", `"auto's"`, ["Twee auto's"], ['Twee']],
  ['OR (niet NIET', '"OR" OR "(niet" OR "NIET"', ['or', 'Dat is niet zo'], ['wel']],
  ['title:brug @drukte', '"title:brug" OR "@drukte"', ['Title: brug', 'Veel drukte'], ['Brug']],
  ['*school - …', '"school"', ['De school'], ['Basisschool']],
  ['мост', 'мост', ['Новый мост'], ['новый']],
])('the words %s go on as %s, which finds what they found', async (words, query, found, notFound) => {
  const carried = await carryOver(words)
  expect(carried).toBe(query)
  const read = readQuery(carried)
  if (read.kind === 'refused') throw new Error(read.fault.kind)
  const finds = (text: string) => explain(read.query, { title: text, text: '' }, dutchRoot).matches
  expect([found.map(finds), notFound.map(finds)]).toEqual([found.map(() => true), notFound.map(() => false)])
})
