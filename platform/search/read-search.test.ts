import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST_SEARCH, MOST_TERMS, readSearch, type Term } from './read-search.ts'

const typed = (text: string) => readSearch(text).terms.map(shown)

function shown({ words, isExact, isExcluded, isOpen }: Term): string {
  return `${isExcluded ? '-' : ''}${isExact ? `"${words.join(' ')}"` : words[0]}${isOpen ? '*' : ''}`
}

test('words are read as they are compared, and the last one may go on', () => {
  expect(typed('Café Boom')).toEqual(['cafe', 'boom*'])
  expect(typed('Café Boom ')).toEqual(['cafe', 'boom'])
  expect(typed('waar staat dat?')).toEqual(['waar', 'staat', 'dat'])
  expect(typed('op')).toEqual(['op'])
})

test('what is in quotes is a phrase, whatever the quotes, and without their end up to the end', () => {
  expect(typed('"oude brug" dicht ')).toEqual(['"oude brug"', 'dicht'])
  expect(typed('„Oude brug” «nu»')).toEqual(['"oude brug"', '"nu"'])
  expect(typed('"oude brug')).toEqual(['"oude brug"'])
  expect(typed('""')).toEqual([])
})

test('a minus leaves out a word or a phrase, and means nothing within a word', () => {
  expect(typed('brug -fiets -"oude weg"')).toEqual(['brug', '-fiets', '-"oude weg"'])
  expect(typed('e-mail ')).toEqual(['"e mail"'])
  expect(typed('- --')).toEqual([])
})

test('a reference and a word of a script without spaces are phrases of their parts', () => {
  expect(typed('ZK-2026/00123')).toEqual(['"zk 2026 00123"'])
  expect(typed('漢字')).toEqual(['"漢 字"'])
  expect(typed('Привет')).toEqual(['привет*'])
})

test('what means something to the database means nothing here', () => {
  expect(typed("a & b | !c <-> d:* 'x' \\ (y) \0 ")).toEqual(['a', 'b', 'c', 'd', 'x', 'y'])
})

test('of an enormous text the beginning is looked for, and that is told', () => {
  expect(readSearch('brug '.repeat(2000))).toMatchObject({ isCut: true })
  expect(readSearch('brug '.repeat(2000)).terms).toHaveLength(MOST_TERMS)
  expect(readSearch('x'.repeat(10_000)).terms).toHaveLength(1)
  expect(readSearch('x'.repeat(LONGEST_SEARCH))).toMatchObject({ isCut: false })
})

test('any text is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      for (const { words } of readSearch(text).terms)
        for (const word of words) expect(word).not.toMatch(/[\s'\\&|!<>():*\0"]/u)
    }),
  )
})
