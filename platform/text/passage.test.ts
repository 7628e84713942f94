import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passageOf, segmentsOf } from './passage.ts'

const marked = (text: string, spans: number[]) =>
  segmentsOf(text, spans)
    .map((segment) => (segment.marked ? `[${segment.text}]` : segment.text))
    .join('')

describe('the marks in a text', () => {
  test('stand around what matched', () => {
    expect(marked('Fietsers op de brug', [15, 19, 0, 8])).toBe('[Fietsers] op de [brug]')
  })

  test('of two watches that overlap become one', () => {
    expect(marked('de brug over', [0, 7, 3, 12])).toBe('[de brug over]')
  })

  test('that do not fit the text are left out', () => {
    expect(marked('kort', [0, 9, 3, 3, 2])).toBe('kort')
  })

  test('change no letter of the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat(30)), (text, spans) => {
        return (
          segmentsOf(text, spans)
            .map((segment) => segment.text)
            .join('') === text
        )
      }),
    )
  })
})

describe('the passage of a long text', () => {
  const words = Array.from({ length: 200 }, (_, n) => `woord${n}`).join(' ')

  test('starts at the beginning when nothing matched', () => {
    expect(passageOf(words, [], 30).text).toBe('woord0 woord1 woord2 woord3 …')
  })

  test('shows the first match in its sentence, still marked', () => {
    const at = words.indexOf('woord150')
    const passage = passageOf(words, [at, at + 8], 120)
    expect(marked(passage.text, passage.spans)).toMatch(/^… woord\d+ .*\[woord150\] .* …$/)
  })

  test('never breaks a mark, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 400 }),
        fc.nat(399),
        fc.integer({ min: 1, max: 9 }),
        (text, at, size) => {
          const span = [at, at + size]
          const passage = passageOf(text, span, 100)
          return (
            passage.spans.length === 0 || passage.text.slice(...passage.spans) === text.slice(at, at + size)
          )
        },
      ),
    )
  })
})
