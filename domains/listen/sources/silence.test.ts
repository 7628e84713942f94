import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findSilence, SILENCE_DAYS } from './silence.ts'

/** The same numbers each time (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function poisson(rate: number, random: () => number): number {
  let [count, chance] = [0, Math.exp(-rate)]
  for (let sum = chance, at = random(); at > sum && count < 500; sum += chance) chance *= rate / ++count
  return count
}

const YEAR = 365
const eachDay = (of: (day: number) => number) => Array.from({ length: YEAR }, (_, day) => of(day))

/** Gaps of which a few are very long: no rate describes it. */
function inSpells(random: () => number): number[] {
  const days = eachDay(() => 0)
  for (let at = 0; at < YEAR; at += 0.7 * (1 - random()) ** (-1 / 1.5)) {
    const day = Math.floor(at)
    days[day] = (days[day] ?? 0) + 1
  }
  return days
}

const ways = {
  'every other day, at random': (random) => eachDay(() => poisson(0.5, random)),
  'on working days': (random) => eachDay((day) => (day % 7 < 5 ? poisson(8, random) : 0)),
  'on working days, but for three weeks of holidays': (random) =>
    eachDay((day) => (day % 7 < 5 && !(day > 200 && day < 222) ? poisson(3, random) : 0)),
  'once a week, seldom not': (random) => eachDay((day) => (day % 7 === 2 && random() < 0.93 ? 1 : 0)),
  'ever less': (random) => eachDay((day) => poisson(2 * Math.exp(-day / 120), random)),
  'in spells': inSpells,
} satisfies Record<string, (random: () => number) => number[]>

const SOURCES = 100
const AFTER = 60

/** A hundred sources for a year, which then end: alarms while they lived, and days until the end was told. */
function tryOut(make: (random: () => number) => number[]) {
  const found: number[] = []
  let [falseAlarms, missed] = [0, 0]
  for (let source = 1; source <= SOURCES; source++) {
    const lived = make(numbersFrom(source * 7919))
    const days = [...lived, ...Array.from({ length: AFTER }, () => 0)]
    const end = lived.findLastIndex((count) => count > 0)
    const told = days.map(
      (_, day) => findSilence(days.slice(Math.max(0, day - SILENCE_DAYS + 1), day + 1), day % 7) > 0,
    )
    falseAlarms += told.filter((isTold, day) => day <= end && isTold && !told[day - 1]).length
    const first = told.findIndex((isTold, day) => day > end && isTold)
    if (first < 0) missed += 1
    else found.push(first - end)
  }
  const median = found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? Number.POSITIVE_INFINITY
  return { falseAlarms, missed, median }
}

describe('a source that falls silent', () => {
  // None of these is the model that is learnt; a hundred sources for a year each.
  test.each([
    ['every other day, at random', { falseAlarms: 20, missed: 0, median: 16 }],
    ['on working days', { falseAlarms: 0, missed: 0, median: 5 }],
    ['on working days, but for three weeks of holidays', { falseAlarms: 100, missed: 0, median: 19 }],
    ['once a week, seldom not', { falseAlarms: 0, missed: 0, median: 30 }],
    ['ever less', { falseAlarms: 95, missed: 8, median: 40 }],
    ['in spells', { falseAlarms: 120, missed: 10, median: 26 }],
  ] as const)('of which posts came %s is told in time, and seldom for nothing', (way, most) => {
    const { falseAlarms, missed, median } = tryOut(ways[way])
    expect(falseAlarms).toBeLessThanOrEqual(most.falseAlarms)
    expect(missed).toBeLessThanOrEqual(most.missed)
    expect(median).toBeLessThanOrEqual(most.median)
  })

  const weekdays = Array.from({ length: 140 }, (_, day) => (day % 7 < 5 ? 3 : 0))

  test('on a Monday morning after its weekend is not', () => {
    expect(findSilence([...weekdays, 0], 0)).toBe(0)
  })

  test('for a week of working days is, and says for how long', () => {
    expect(findSilence([...weekdays, 0, 0, 0, 0, 0, 0, 0, 0], 0)).toBe(9)
  })

  test('is not told while we know it for less than four weeks, and no more once it speaks', () => {
    expect(findSilence([...weekdays.slice(-27), ...Array.from({ length: 30 }, () => 0)], 0)).toBe(0)
    expect(findSilence([...weekdays, 0, 0, 0, 0, 0, 0, 0, 1], 0)).toBe(0)
    expect(findSilence([], 0)).toBe(0)
  })

  test('is told for all days after, once it is, while its past is known', () => {
    const days = fc.array(fc.nat({ max: 3 }), { minLength: 30, maxLength: 100 })
    fc.assert(
      fc.property(days, fc.nat({ max: 40 }), (past, silent) => {
        const until = (length: number) =>
          findSilence([...past, ...Array.from({ length }, () => 0)], (past.length + length) % 7)
        if (until(silent) > 0) expect(until(silent + 7)).toBe(until(silent) + 7)
      }),
    )
  })

  test('refuses what is no count', () => {
    expect(() => findSilence([1, -1, 0], 0)).toThrow('counts must be 0 or more')
  })
})
