import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { createLimits, type Guess, type GuessLimit, type GuessOutcome, type Limits } from './index.ts'

const database = useTestDatabase()
let processes: [Limits, Limits]
beforeAll(() => {
  const make = () => createLimits(database().url, 's'.repeat(32))
  processes = [make(), make()]
})
afterAll(async () => {
  for (const limits of processes) await limits.close()
})

let made = 0

/** A limit of its own for each test: five wrong ones by an address, twenty by all. */
function makeLimit(more: { byAddress?: number; byAll?: number; perSeconds?: number } = {}): GuessLimit {
  const { byAddress = 5, byAll = 20, perSeconds = 60 } = more
  const name = `test-${++made}`
  return {
    byAddress: { name, times: byAddress, perSeconds, scope: 'everywhere' },
    byAll: { name: `${name}-all`, times: byAll, perSeconds: 30, scope: 'everywhere' },
    delaySeconds: 0.3,
  }
}

/** Guesses at `right`, through as many processes as are given, in turn; counts what was really tried. */
function makeGuesser(limits: Limits[], limit: GuessLimit) {
  let tried = 0
  const guess = (from: string, word: string): Promise<GuessOutcome<boolean>> => {
    const limiter = limits[made++ % limits.length]
    const code: Guess<boolean> = {
      from,
      at: 'a door',
      attempt: async () => {
        tried++
        await new Promise((resolve) => setTimeout(resolve, 2))
        return word === 'right'
      },
      isRight: (answer) => answer,
    }
    if (!limiter) throw new Error('No process to guess through.')
    return limiter.guess(limit, code)
  }
  const many = (times: number, from: string, word: string) =>
    Promise.all(Array.from({ length: times }, () => guess(from, word)))
  return { guess, many, tried: () => tried }
}

const kindsOf = (outcomes: GuessOutcome<boolean>[]) => [...new Set(outcomes.map(({ kind }) => kind))]

describe.each([1, 2])('over %i process(es)', (many) => {
  const guesserOf = (limit: GuessLimit) => makeGuesser(processes.slice(0, many), limit)

  test('80 people behind one address with 80 right guesses at once come in, and leave no count', async () => {
    const limit = makeLimit()
    const school = guesserOf(limit)
    expect(kindsOf(await school.many(80, 'school', 'right'))).toEqual(['answered'])
    expect(school.tried()).toBe(80)
    expect(kindsOf(await school.many(5, 'school', 'wrong'))).toEqual(['answered'])
  })

  test('of two hundred wrong guesses at once no more are tried than may be wrong', async () => {
    const guesser = guesserOf(makeLimit())
    const outcomes = await guesser.many(200, 'guesser', 'wrong')
    expect(guesser.tried()).toBe(5)
    expect(outcomes.filter(({ kind }) => kind === 'limited')).toHaveLength(195)
    expect(await guesser.guess('guesser', 'right')).toMatchObject({ kind: 'limited' })
    expect(await guesser.guess('neighbour', 'right')).toEqual({ kind: 'answered', answer: true })
  })

  test('right guesses in between hide no wrong one', async () => {
    const guesser = guesserOf(makeLimit())
    const outcomes = await Promise.all(
      Array.from({ length: 120 }, (_, n) => guesser.guess('one', n % 2 ? 'right' : 'wrong')),
    )
    const wrong = outcomes.filter((outcome) => outcome.kind === 'answered' && !outcome.answer)
    expect(wrong).toHaveLength(5)
  })

  test('who guesses from many addresses at once stays within the bound for all, and one each', async () => {
    const guesser = guesserOf(makeLimit())
    const addresses = Array.from({ length: 30 }, (_, n) => `address ${n}`)
    await Promise.all(addresses.map((address) => guesser.many(8, address, 'wrong')))
    expect(guesser.tried()).toBeGreaterThanOrEqual(20)
    expect(guesser.tried()).toBeLessThanOrEqual(20 + 30)
  })

  test('over the bound for all, 80 right guesses of an address that guessed nothing wrong come in', async () => {
    const guesser = guesserOf(makeLimit({ byAll: 1 }))
    await guesser.guess('guesser', 'wrong')
    expect(kindsOf(await guesser.many(80, 'school', 'right'))).toEqual(['answered'])
  })

  test('over the bound for all, of fifty wrong guesses at once by an address one is tried', async () => {
    const guesser = guesserOf(makeLimit({ byAll: 1 }))
    await guesser.guess('guesser', 'wrong')
    await guesser.many(50, 'another', 'wrong')
    expect(guesser.tried()).toBe(2)
  })
})

test('over the bound for all, who guessed wrong waits and everybody else is delayed, right or wrong alike', async () => {
  const { guess } = makeGuesser(processes, makeLimit({ byAll: 2 }))
  await guess('guesser', 'wrong')
  await guess('guesser', 'wrong')
  const refused = await guess('guesser', 'right')
  expect(refused.kind === 'limited' && refused.retryAfterSeconds).toBeGreaterThan(20)
  expect(refused.kind === 'limited' && refused.retryAfterSeconds).toBeLessThanOrEqual(30)
  for (const [from, word] of [
    ['resident', 'right'],
    ['somebody', 'wrong'],
  ] as const) {
    const began = performance.now()
    expect(await guess(from, word)).toEqual({ kind: 'answered', answer: word === 'right' })
    expect(performance.now() - began).toBeGreaterThan(290)
  }
})

test('a right guess is given back to its own window only', async () => {
  const limit = makeLimit({ byAddress: 1, perSeconds: 0.3 })
  const { guess } = makeGuesser(processes, limit)
  const [first] = processes
  const slow = first.guess(limit, {
    from: 'one',
    at: 'a door',
    attempt: () => new Promise((resolve) => setTimeout(() => resolve(true), 500)),
    isRight: () => true,
  })
  await new Promise((resolve) => setTimeout(resolve, 400))
  const longer = { ...limit, byAddress: { ...limit.byAddress, perSeconds: 60 } }
  const again = makeGuesser(processes, longer)
  expect(await again.guess('one', 'wrong')).toEqual({ kind: 'answered', answer: false })
  await slow
  expect(await again.guess('one', 'wrong')).toMatchObject({ kind: 'limited' })
  expect(await guess('another', 'wrong')).toEqual({ kind: 'answered', answer: false })
})

test('a guess that fell over stays counted', async () => {
  const limit = makeLimit({ byAddress: 1 })
  const [limits] = processes
  const attempt = () => Promise.reject(new Error('the lookup fell over'))
  await expect(
    limits.guess(limit, { from: 'one', at: 'a door', attempt, isRight: () => true }),
  ).rejects.toThrow('fell over')
  expect(await makeGuesser(processes, limit).guess('one', 'right')).toMatchObject({ kind: 'limited' })
})

test('while guesses wait no connection is held', async () => {
  const { guess, many } = makeGuesser(processes, makeLimit({ byAll: 1 }))
  await guess('guesser', 'wrong')
  const waiting = Promise.all(Array.from({ length: 50 }, (_, n) => guess(`resident ${n}`, 'right')))
  await new Promise((resolve) => setTimeout(resolve, 100))
  const began = performance.now()
  expect(kindsOf(await many(1, 'guesser', 'wrong'))).toEqual(['limited'])
  expect(performance.now() - began).toBeLessThan(200)
  expect(kindsOf(await waiting)).toEqual(['answered'])
})

test('guesses of a process that died count for a minute, and then no more', async () => {
  const { db } = database()
  const limit = makeLimit({ byAddress: 2 })
  const guesser = makeGuesser([processes[0]], limit)
  await guesser.guess('one', 'wrong')
  const died = sql`update rate_limit set points = points + 1, in_flight = 1`
  const isOurs = sql`key like ${`${limit.byAddress.name}:%`}`
  await sql`${died} where ${isOurs}`.execute(db)
  const waiting = guesser.guess('one', 'right')
  await sql`update rate_limit set flying_until = 1 where ${isOurs}`.execute(db)
  expect(await waiting).toEqual({ kind: 'answered', answer: true })
  expect(await guesser.guess('one', 'wrong')).toMatchObject({ kind: 'answered' })
  expect(await guesser.guess('one', 'right')).toMatchObject({ kind: 'limited' })
  const { rows } = await sql`select points, in_flight from rate_limit where ${isOurs}`.execute(db)
  expect(rows).toEqual([{ points: 2, in_flight: 0 }])
})
