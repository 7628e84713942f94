import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastShown } from '#domains/deliberate'
import { hideSmall } from './hide-small.ts'

/** What is told of groups of these sizes, each of whose people gave two votes. */
const tell = (...sizes: number[]) => hideSmall(sizes.map((people) => ({ people, votes: 2 * people })))
const peopleTold = (...sizes: number[]) => tell(...sizes).map(({ people }) => people)

test('a count of fewer than ten people is hidden, and nobody is not hidden', () => {
  expect(peopleTold(7, 6, 300)).toEqual([null, null, 300])
  expect(peopleTold(9, 300, 9, 10, 0)).toEqual([null, 300, null, 10, 0])
  expect(peopleTold(10, 11, 0)).toEqual([10, 11, 0])
})

test('a small count is hidden together with the next smallest, so that the total does not give it away', () => {
  expect(peopleTold(300, 4, 12, 0)).toEqual([300, null, null, 0])
  expect(peopleTold(300, 3, 40, 3)).toEqual([300, null, null, null])
})

test('ten people in small counts hide no other', () => {
  expect(peopleTold(300, 4, 6)).toEqual([300, null, null])
  expect(peopleTold(300, 4, 5)).toEqual([null, null, null])
})

test('the votes of people who are hidden are hidden with them, and whose they are is told', () => {
  const entries = [
    { channel: 'web', people: 20, votes: 60 },
    { channel: 'paper', people: 6, votes: 12 },
    { channel: 'import', people: 5, votes: 5 },
  ]
  expect(hideSmall(entries)).toEqual([
    { channel: 'web', people: 20, votes: 60 },
    { channel: 'paper', people: null, votes: null },
    { channel: 'import', people: null, votes: null },
  ])
})

test('the smallest are hidden: as few as hide all small ones, and ten people or everybody', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 })), (sizes) => {
      const counts = sizes.filter((people) => people > 0).sort((a, b) => a - b)
      const isEnough = (hidden: number[]) =>
        hidden.length === 0 || hidden.reduce((sum, people) => sum + people, 0) >= leastShown
      let least = counts.filter((people) => people < leastShown).length
      while (least < counts.length && !isEnough(counts.slice(0, least))) least += 1
      const told = tell(...sizes)
      const hidden = sizes.filter((_, at) => told[at]?.people === null).sort((a, b) => a - b)
      expect(hidden).toEqual(counts.slice(0, least))
    }),
  )
})
