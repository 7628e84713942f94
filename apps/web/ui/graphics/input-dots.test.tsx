import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputDots } from './input-dots.tsx'

function draw(said: number, answered: number): { answered: number; waiting: number } {
  const html = String(<InputDots said={said} answered={answered} sentence="x" scale={(each) => `${each}`} />)
  return {
    answered: html.split('class="answered"').length - 1,
    waiting: html.split('class="waiting"').length - 1,
  }
}

test('every input is a dot as long as they fit', () => {
  expect(draw(5, 3)).toEqual({ answered: 3, waiting: 2 })
  expect(draw(0, 0)).toEqual({ answered: 0, waiting: 0 })
})

test('however many there are, the drawing stays small, and one that waits is seen', () => {
  fc.assert(
    fc.property(fc.nat(5_000_000), fc.nat(5_000_000), (said, part) => {
      const answered = Math.min(said, part)
      const drawn = draw(said, answered)
      expect(drawn.answered + drawn.waiting).toBeLessThanOrEqual(129)
      if (answered < said) expect(drawn.waiting).toBeGreaterThan(0)
    }),
    { numRuns: 50 },
  )
})
