import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { stemDutch, stemEnglish } from '#cores/text'
import { useTestDatabase } from '#testing'

const database = useTestDatabase()

/** Word lists as Debian's wdutch and wamerican install them. */
const lists = [
  ['dutch_stem', stemDutch, '/usr/share/dict/dutch'],
  ['english_stem', stemEnglish, '/usr/share/dict/american-english'],
] as const

/** Some of each kind, for where no list is installed. */
const some = {
  dutch_stem:
    'fietsen heden mogelijkheden belachelijk hawaiiaan adelheid yoghurt brood gemene zeeën açaí bèta',
  english_stem:
    "running added flies dying generously conditional national 'tis happily skis sky's controlled",
}

const WORDS_AT_ONCE = 50_000

test.each(lists)('stems are those of PostgreSQL (%s), word for word', async (dictionary, stem, file) => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : some[dictionary]
  const words = [...new Set(text.toLowerCase().split(/\s+/))]
  const differing: string[] = []
  for (let at = 0; at < words.length; at += WORDS_AT_ONCE) {
    const asked = words.slice(at, at + WORDS_AT_ONCE)
    const { rows } = await sql<{ word: string; stems: string[] | null }>`
      select word, ts_lexize(${dictionary}, word) as stems from unnest(${asked}::text[]) as word`.execute(
      database().db,
    )
    // Of a word that says nothing there is no stem to compare.
    for (const { word, stems } of rows)
      if (stems?.[0] !== undefined && stems[0] !== stem(word))
        differing.push(`${word}: ${stems[0]}, ${stem(word)}`)
  }
  expect(differing).toEqual([])
})
