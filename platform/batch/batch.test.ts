import { expect, test } from 'vitest'
import { batched } from './index.ts'

const settled = (many: Promise<unknown>[]) =>
  Promise.all(
    many.map((one) =>
      one.then(
        (value) => value,
        (error: Error) => error.message,
      ),
    ),
  )

test('what is asked at once goes together, and each gets the answer to its own question', async () => {
  const rounds: number[][] = []
  const double = batched(
    async (asked: number[]) => {
      rounds.push(asked)
      await new Promise((resolve) => setTimeout(resolve, 5))
      return asked.map((one) => 2 * one)
    },
    { most: 3, rounds: 1 },
  )
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8])
  expect(await double(5)).toBe(10)
  expect(rounds).toEqual([[1, 2, 3], [4], [5]])
})

test('no more rounds are on their way than may be, and nobody is forgotten', async () => {
  let [now, most] = [0, 0]
  const slow = batched(
    async (asked: number[]) => {
      now += 1
      most = Math.max(most, now)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4))
      now -= 1
      return asked
    },
    { most: 2, rounds: 2 },
  )
  const asked = Array.from({ length: 50 }, (_, n) => n)
  expect(await Promise.all(asked.map(slow))).toEqual(asked)
  expect(most).toBe(2)
})

test('a round that fails is told to those in it alone', async () => {
  const ask = batched(
    async (asked: string[]) => {
      if (asked.includes('bad')) throw new Error('It fell over.')
      return asked
    },
    { most: 2, rounds: 1 },
  )
  expect(await settled(['a', 'bad', 'b', 'c'].map(ask))).toEqual(['It fell over.', 'It fell over.', 'b', 'c'])
  expect(await ask('d')).toBe('d')
})

test('answers that are too few are given to nobody: they could be those of somebody else', async () => {
  const ask = batched(async (asked: string[]) => asked.slice(1), { most: 5, rounds: 1 })
  expect(await settled(['a', 'b'].map(ask))).toEqual(Array(2).fill('1 answers to 2 questions.'))
})
