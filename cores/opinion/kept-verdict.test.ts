import { expect, it } from 'vitest'
import { type KeptVerdict, keepVerdict } from './kept-verdict.ts'

const groups = (k = 2) => ({ verdict: 'groups', k }) as const
const gradual = { verdict: 'gradual', k: 1 } as const
const unclear = { verdict: 'unclear', k: 2 } as const

/** The words after each verdict, one per number of votes. */
function follow(found: readonly [number, Parameters<typeof keepVerdict>[1]][]): KeptVerdict[] {
  let word: KeptVerdict | undefined
  return found.map(([votes, verdict]) => {
    word = keepVerdict(word, verdict, votes)
    return word
  })
}

it('the first word is what the votes say, and what is not clear is not called groups', () => {
  expect(keepVerdict(undefined, groups(3), 500)).toEqual({ areReal: true, k: 3, since: 500, against: null })
  expect(keepVerdict(undefined, unclear, 500)).toEqual({ areReal: false, k: 1, since: 500, against: null })
})

it('a word does not turn back and forth with a handful of votes', () => {
  const found = Array.from(
    { length: 41 },
    (_, at) => [10_000 + at, at % 2 ? gradual : groups()] as [number, typeof gradual],
  )
  expect(new Set(follow(found).map(({ areReal }) => areReal))).toEqual(new Set([true]))
})

it('a word changes once votes have said otherwise over a twentieth more of them, and says since when', () => {
  const words = follow([
    [1000, gradual],
    [1100, groups()],
    [1154, groups()],
    [1155, groups()],
    [1200, groups()],
  ])
  expect(words.map(({ areReal }) => areReal)).toEqual([false, false, false, true, true])
  expect(words.at(-1)).toEqual({ areReal: true, k: 2, since: 1155, against: null })
})

it('what is not clear changes nothing, and one verdict for the word begins the count anew', () => {
  const words = follow([
    [1000, groups()],
    [1010, gradual],
    [1040, unclear],
    [1050, groups()],
    [1070, gradual],
    [1100, gradual],
  ])
  expect(words.map(({ against }) => against)).toEqual([null, 1010, 1010, null, 1070, 1070])
  expect(words.every(({ areReal }) => areReal)).toBe(true)
})

it('another number of groups is another word', () => {
  expect(
    follow([
      [100, groups(2)],
      [104, groups(3)],
      [110, groups(3)],
    ]).map(({ k }) => k),
  ).toEqual([2, 2, 3])
})

it('when no more votes come, what they clearly say counts at once', () => {
  const word = keepVerdict(undefined, groups(), 1000)
  expect(keepVerdict(word, gradual, 1001, true)).toMatchObject({ areReal: false, since: 1001 })
  expect(keepVerdict(word, unclear, 1001, true)).toEqual(word)
})
