import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { markTexts, prepareSearch } from './index.ts'
import { findStems } from './stems.ts'
import { listWords } from './words.ts'

const database = useTestDatabase()

/** Of each text whether the database finds it. */
async function find(typed: string, texts: string[]): Promise<boolean[]> {
  const { search } = await prepareSearch(database().db, typed)
  if (!search) return texts.map(() => false)
  const { rows } = await sql<{ found: boolean }>`
    select found_words(said) @@ ${search.tsquery}::tsquery as found
    from unnest(${texts}::text[]) with ordinality as listed (said, at) order by at`.execute(database().db)
  return rows.map(({ found }) => found)
}

const finds = async (typed: string, text: string) => (await find(typed, [text]))[0]

test('other forms of a word are found in Dutch and in English', async () => {
  for (const [typed, text] of [
    ['boom', 'De bomen zijn gekapt'],
    ['brieven', 'Ik kreeg een brief'],
    ['huis', 'Nieuwe huizen'],
    ['vergunningen', 'een vergunning'],
    ['trees', 'A tree fell'],
    ['bicycle', 'two bicycles'],
  ] as const)
    expect(await finds(typed, text), typed).toBe(true)
})

test('names, references and other alphabets are found however they are written', async () => {
  expect(await finds('yilmaz', 'Mevrouw Yılmaz belde')).toBe(true)
  expect(await finds('zk-2026-00123', 'Uw kenmerk: ZK 2026/00123.')).toBe(true)
  expect(await finds('ПРИВЕТ', 'привет мир')).toBe(true)
  expect(await finds('مدرسه', 'أين المَدرَسه مدرسه')).toBe(true)
  expect(await finds('公園', '新しい公園はどこですか')).toBe(true)
  expect(await finds('園公', '新しい公園はどこですか')).toBe(false)
})

test('the last word may be half typed; any other may not', async () => {
  expect(await finds('parke', 'Mag ik parkeren?')).toBe(true)
  expect(await finds('parke plein', 'parkeren op het plein')).toBe(false)
})

test('all must be there, and nothing that is left out', async () => {
  const texts = ['oude brug', 'nieuwe brug', 'brug over de oude gracht']
  expect(await find('brug oude ', texts)).toEqual([true, false, true])
  expect(await find('"oude brug"', texts)).toEqual([true, false, false])
  expect(await find('brug -oude', texts)).toEqual([false, true, false])
  expect(await find('-oude', texts)).toEqual([false, false, false])
})

test('words that say nothing count where there are no others', async () => {
  expect(await find('de brug', ['een brug', 'de weg'])).toEqual([true, false])
  expect(await find('de', ['een brug', 'de weg'])).toEqual([false, true])
})

const letters = fc.constantFrom(...'aeknrstABÉéïıßÆæœØøłþĳ .,-/\'"&!12’漢字かมไтИйΣςאבْعم🚲\u00ad\u200b\n')

test('the database divides a text into the words that pages divide it into', async () => {
  const texts = fc.array(fc.string({ unit: letters, maxLength: 60 }), { minLength: 20, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(texts, async (given) => {
      const { rows } = await sql<{ words: string }>`
        select plain_words(said) as words from unnest(${given}::text[]) with ordinality as listed (said, at)
        order by at`.execute(database().db)
      expect(rows.map(({ words }) => words.split(' ').filter(Boolean))).toEqual(
        given.map((text) => listWords(text).map(({ word }) => word)),
      )
    }),
    { numRuns: 30 },
  )
})

const said = fc.constantFrom(
  'boom',
  'bomen',
  'brug',
  'bruggen',
  'de',
  'oude',
  'park',
  'parkeren',
  'run',
  'running',
)
const text = fc.array(said, { maxLength: 6 }).map((words) => words.join(' '))
const asked = fc
  .uniqueArray(
    fc.oneof(
      said,
      said.map((word) => `-${word}`),
      fc.tuple(said, said).map(([a, b]) => `"${a} ${b}"`),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .chain((terms) => fc.constantFrom(terms.join(' '), `${terms.join(' ')} `))

/** Whether a text holds what is asked, read word by word. */
async function holdsPlainly(typed: string, text: string): Promise<boolean> {
  const terms: string[] = typed.match(/-?"[^"]*"|\S+/g) ?? []
  const words = text.split(' ').filter(Boolean)
  const stems = await findStems(database().db, [...words, ...terms, ...terms.map((term) => term.slice(1))])
  const formsOf = (word: string) => [word, ...(stems.get(word)?.stems ?? [])]
  const holds = (term: string, isOpen: boolean) => {
    if (term.startsWith('"')) return ` ${words.join(' ')} `.includes(` ${term.slice(1, -1)} `)
    const forms = stems.get(term)?.stems ?? []
    const any = forms.length > 0 ? forms : [term]
    const isMeant = (form: string) => any.includes(form) || (isOpen && form.startsWith(term))
    return words.some((word) => formsOf(word).some(isMeant))
  }
  const asked = terms.filter((term) => !term.startsWith('-'))
  const telling = asked.filter((term) => !stems.get(term)?.saysNothing)
  const last = typed.endsWith(' ') ? undefined : terms.at(-1)
  const isThere = (term: string) => holds(term, term === last && term.length > 2)
  return (
    asked.length > 0 &&
    (telling.length > 0 ? telling : asked).every(isThere) &&
    !terms.some((term) => term.startsWith('-') && holds(term.slice(1), false))
  )
}

test('what is found is what a reader of each text would find', async () => {
  await fc.assert(
    fc.asyncProperty(asked, fc.array(text, { minLength: 8, maxLength: 8 }), async (typed, texts) => {
      const plainly = await Promise.all(texts.map((one) => holdsPlainly(typed, one)))
      expect(await find(typed, texts)).toEqual(plainly)
    }),
    { numRuns: 60 },
  )
})

test('marks stand on what was found, on other forms too, and nowhere else', async () => {
  const { db } = database()
  const mark = async (typed: string, text: string) => {
    const { search } = await prepareSearch(db, typed)
    if (!search) throw new Error('Nothing was asked.')
    const [[marks] = []] = await markTexts(db, search, [[text]])
    const { spans = [] } = marks ?? {}
    return spans.flatMap((start, at) => (at % 2 === 0 ? [text.slice(start, spans[at + 1])] : []))
  }
  expect(await mark('boom parke', 'Bomen bij de parkeerplaats, en een boompje.')).toEqual([
    'Bomen',
    'parkeerplaats',
  ])
  expect(await mark('"oude brug"', 'de brug, oude brug')).toEqual(['oude', 'brug'])
  expect(await mark('cafe ', 'Het café is dicht')).toEqual(['café'])
  expect(await mark('brug -fiets', 'fiets op brug')).toEqual(['brug'])
})

test('nothing that somebody sends breaks a search', async () => {
  for (const hostile of [
    "'",
    "a' | 'b",
    '\\',
    ':*',
    '!!!',
    '<->',
    '\0',
    '"',
    '-"',
    '🚲🚲',
    '\u202eabc',
    'x'.repeat(10_000),
    '()',
    'a:*b',
    '%',
    '\ud800',
  ])
    expect(await find(hostile, ['iets']), hostile).toHaveLength(1)
})

test('a text of any size and kind has words to be found by', async () => {
  const enormous = Array.from({ length: 40_000 }, (_, at) => at.toString(36)).join(' ')
  for (const text of [enormous, 'x'.repeat(90_000), 'é\u0327'.repeat(9000), '漢'.repeat(60_000), "''\\'", ''])
    expect(await find('zzz', [text])).toEqual([false])
})
