import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMatches, parseWatch, WATCH_LIMITS, type WordWatch, wordsOf } from './watch-words.ts'

function watch(typed: string): WordWatch {
  const outcome = parseWatch(typed)
  if (outcome.kind !== 'parsed') throw new Error(`refused: ${outcome.refusal.kind}`)
  return outcome.watch
}

const matched = (typed: string, text: string) =>
  findMatches(watch(typed), wordsOf(text)).map(({ start, end }) => text.slice(start, end))

describe('a watch', () => {
  test.each([
    ['school', 'De School is dicht', ['School']],
    ['school', 'De basisschool en de schooltas', []],
    ['school*', 'De basisschool en de schooltas', ['schooltas']],
    ['cafe', 'Café CAFÉ cafe\u0301', ['Café', 'CAFÉ', 'cafe\u0301']],
    ['café', 'een cafe', ['cafe']],
    ['ijsbaan', 'De ĳsbaan', ['ĳsbaan']],
    ['water zebra', 'Een zebra bij het water', ['zebra', 'water']],
    ['water, zebra', 'Een zebra bij het water', ['zebra', 'water']],
    ['"veilig naar school"', 'Wij gaan veilig naar\n school. Naar school veilig.', ['veilig naar\n school']],
    ['“veilig naar”', 'veilig naar', ['veilig naar']],
    ['"naar sch*"', 'naar schouwburg', ['naar schouwburg']],
    ['"naar sch* "', 'naar schouwburg', ['naar schouwburg']],
    ['"naar sch*"', 'Waar ga je naar', []],
    ['"wij naar sch*"', 'Wij naartoe, schouwburg', []],
    ['"naar school"', 'naar schooltas', []],
    ['strasse', 'Die Straße', ['Straße']],
    ["auto's", "Twee auto's, twee auto’s", ["auto's", 'auto’s']],
    ['P+R', 'De P+R-plaats', ['P+R']],
    ['a12', 'Op de A12 en de A120', ['A12']],
    ['"de dorpsstraat" "dorpsstraat noord"', 'In de Dorpsstraat Noord.', ['de Dorpsstraat Noord']],
  ])('for %s finds in %j: %j', (typed, text, expected) => {
    expect(matched(typed, text)).toEqual(expected)
  })

  test.each([
    ['', 'empty'],
    [' "" * ,', 'empty'],
    ['"veilig naar school', 'unclosed-quote'],
    ['x', 'too-short'],
    ['de*', 'too-short'],
    ['x'.repeat(WATCH_LIMITS.characters + 1), 'too-long'],
    [Array.from({ length: WATCH_LIMITS.terms + 1 }, (_, n) => `woord${n}`).join(' '), 'too-many-terms'],
    ['"een twee drie vier vijf zes zeven acht negen tien elf"', 'phrase-too-long'],
  ])('is refused: %s', (typed, kind) => {
    expect(parseWatch(typed)).toMatchObject({ kind: 'refused', refusal: { kind } })
  })

  test('that is refused says by which limit, and for which term as it was read', () => {
    const refusalOf = (typed: string) => {
      const outcome = parseWatch(typed)
      return outcome.kind === 'refused' ? outcome.refusal : undefined
    }
    expect(refusalOf('X')).toEqual({ kind: 'too-short', term: 'x', least: 2 })
    expect(refusalOf('Dé*')).toEqual({ kind: 'too-short', term: 'de*', least: 3 })
    expect(refusalOf(`"${'Een '.repeat(11)}"`)).toEqual({
      ...{ kind: 'phrase-too-long', limit: 10 },
      term: 'een een een een een een een een een een een',
    })
    expect(refusalOf('x'.repeat(2001))).toEqual({ kind: 'too-long', limit: 2000 })
  })

  test('may be as long as its limits say', () => {
    const terms = Array.from({ length: WATCH_LIMITS.terms }, (_, n) => `woord${n}`).join(' ')
    expect(watch(terms).terms).toHaveLength(WATCH_LIMITS.terms)
    expect(watch(terms.padEnd(WATCH_LIMITS.characters)).terms).toHaveLength(WATCH_LIMITS.terms)
    expect(watch(`"${'een '.repeat(WATCH_LIMITS.phraseWords)}"`).terms).toHaveLength(1)
  })

  test('holds a repeated term once', () => {
    expect(watch('Water water "WATER"').terms).toHaveLength(1)
  })

  const word = fc.stringMatching(/^[a-e]{2,4}$/)
  const words = fc.array(word, { minLength: 1, maxLength: 30 })

  test('finds a word exactly where a plain comparison of words finds it', () => {
    fc.assert(
      fc.property(word, words, (term, text) => {
        const positions = findMatches(watch(term), wordsOf(text.join(' '))).length
        return positions === text.filter((candidate) => candidate === term).length
      }),
    )
  })

  test('finds a phrase exactly when it stands in the text', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 3 }), words, (phrase, text) => {
        const stands = ` ${text.join(' ')} `.includes(` ${phrase.join(' ')} `)
        return findMatches(watch(`"${phrase.join(' ')}"`), wordsOf(text.join(' '))).length > 0 === stands
      }),
    )
  })

  test('gives spans in order that do not overlap and lie within the text, whatever the text', () => {
    const typed = watch('den* het "een twee" ab c1')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        let last = 0
        return findMatches(typed, wordsOf(text)).every(({ start, end }) => {
          const fine = start >= last && end > start && end <= text.length
          last = end
          return fine
        })
      }),
    )
  })

  test('never throws on what a person types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) =>
        ['parsed', 'refused'].includes(parseWatch(typed).kind),
      ),
    )
  })
})
