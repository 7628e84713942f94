import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Counted,
  chooseGrains,
  FEWEST_TOLD,
  type Grain,
  grains,
  isTold,
  type Stretch,
} from './tell-apart.ts'

const flat = (many: number) => Array<number>(12).fill(many)
const leaf = (key: string, months: number[]): Counted => ({ key, months, parts: [] })
const whole = (key: string, parts: Counted[]): Counted => ({
  key,
  months: flat(0).map((_, month) => parts.reduce((all, part) => all + (part.months[month] ?? 0), 0)),
  parts,
})
const grainsOf = (root: Counted, over?: number) => Object.fromEntries(chooseGrains(root, over))

describe('how finely something is told', () => {
  test('what has ten each month is told by the month, and what has none is too', () => {
    const told = grainsOf(
      whole('all', [leaf('mail', flat(40)), leaf('phone', flat(10)), leaf('paper', flat(0))]),
    )
    expect(told).toEqual({ all: grains.month, mail: grains.month, phone: grains.month, paper: grains.month })
  })

  test('what is small in a month is told by the quarter, with the smallest of the others', () => {
    const dip = flat(20).with(4, 3)
    const told = grainsOf(whole('all', [leaf('mail', flat(40)), leaf('phone', flat(30)), leaf('desk', dip)]))
    expect(told).toEqual({
      all: grains.month,
      mail: grains.month,
      phone: grains.quarter,
      desk: grains.quarter,
    })
  })

  test('what is small in a year is never told', () => {
    const rare = flat(0).with(2, 4)
    const told = grainsOf(
      whole('all', [leaf('mail', flat(40)), leaf('phone', flat(20)), leaf('paper', rare)]),
    )
    expect(told).toMatchObject({ mail: grains.month, paper: grains.never })
    expect(told.phone).toBe(grains.never)
  })

  test('two that are small together take a third along', () => {
    const told = grainsOf(
      whole('all', [
        ...[leaf('web', flat(40)), leaf('mail', flat(20))],
        ...[leaf('desk', flat(0).with(1, 3)), leaf('paper', flat(0).with(1, 2))],
      ]),
    )
    expect(told).toMatchObject({
      web: grains.month,
      mail: grains.never,
      desk: grains.never,
      paper: grains.never,
    })
  })

  test('nothing is told more finely than what it is part of', () => {
    const inside = whole('waste', [leaf('bins', flat(12).with(0, 0)), leaf('litter', flat(0).with(0, 4))])
    const told = grainsOf(whole('all', [inside, leaf('parks', flat(50)), leaf('roads', flat(90))]))
    expect(told.waste).toBe(grains.quarter)
    expect(told.bins).toBe(grains.never)
  })

  test('a quarter of one month so far tells nothing that the month would not', () => {
    const dip = flat(20).with(1, 3).with(3, 12).fill(0, 4)
    const yearly = flat(5).with(3, 3).fill(0, 4)
    const told = chooseGrains(
      whole('all', [leaf('mail', flat(40).fill(0, 4)), leaf('desk', dip), leaf('paper', yearly)]),
      4,
    )
    const hidden = ['mail', 'desk', 'paper'].filter(
      (key) => !isTold(told.get(key) ?? grains.never, { first: 3, last: 3 }, 4),
    )
    expect(hidden.length).not.toBe(1)
  })
})

describe('what a reader of all that is told finds out', () => {
  const many = fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 6, arbitrary: fc.integer({ min: 10, max: 60 }) },
  )
  const year = fc.oneof(
    fc.array(many, { minLength: 12, maxLength: 12 }),
    fc
      .tuple(fc.integer({ min: 10, max: 60 }), fc.nat(11), many)
      .map(([all, at, one]) => flat(all).with(at, one)),
  )
  const world = fc
    .tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.array(year, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
    )
    .map(([over, groups]) => ({
      over,
      root: whole(
        'all',
        groups.map((group, at) => {
          const parts = group.map((months, one) => leaf(`${at}.${one}`, months.slice().fill(0, over)))
          return parts.length === 1 ? leaf(`${at}`, [...(parts[0]?.months ?? [])]) : whole(`${at}`, parts)
        }),
      ),
    }))

  test('no number of fewer than ten follows from rows, columns, totals and periods', () => {
    fc.assert(
      fc.property(world, ({ root, over }) => {
        const told = chooseGrains(root, over)
        const attack = new Attack(root, over)
        for (const { node, stretch, many } of attack.cells)
          if (isTold(told.get(node.key) ?? grains.never, stretch, over)) {
            expect(many === 0 || many >= FEWEST_TOLD).toBe(true)
            attack.learn(node, stretch)
          }
        for (const { node, stretch, many } of attack.cells)
          if (many > 0 && many < FEWEST_TOLD)
            expect(attack.knows(node, stretch), `${node.key} ${stretch.first}-${stretch.last}`).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  test('the attack finds what a single hidden part is', () => {
    const root = whole('all', [leaf('mail', flat(20)), leaf('paper', flat(3))])
    const attack = new Attack(root, 12)
    const told: Record<string, Grain> = { all: grains.month, mail: grains.month, paper: grains.never }
    for (const { node, stretch } of attack.cells)
      if (isTold(told[node.key] ?? grains.never, stretch)) attack.learn(node, stretch)
    expect(attack.knows(leaf('paper', flat(3)), { first: 0, last: 0 })).toBe(true)
  })
})

/** Linear algebra over a prime: whether a sum of unknown numbers is a combination of sums that are known. */
class Attack {
  readonly cells: { node: Counted; stretch: Stretch; many: number }[] = []
  readonly #places = new Map<string, number>()
  readonly #leaves = new Map<string, string[]>()
  readonly #rows = new Map<number, Map<number, number>>()
  static readonly #prime = 1_000_003

  constructor(root: Counted, over: number) {
    const leavesOf = (node: Counted): string[] =>
      node.parts.length === 0 ? [node.key] : node.parts.flatMap(leavesOf)
    const add = (node: Counted) => {
      this.#leaves.set(node.key, leavesOf(node))
      for (let first = 0; first < over; first++)
        for (let last = first; last < over; last++)
          this.cells.push({
            node,
            stretch: { first, last },
            many: node.months.slice(first, last + 1).reduce((a, b) => a + b, 0),
          })
      node.parts.forEach(add)
    }
    add(root)
  }

  /** Somebody is told a number; of which it is none, each part of it is none, since nothing is less. */
  learn(node: Counted, stretch: Stretch): void {
    const row = this.#reduce(this.#sumOf(node, stretch))
    const [place] = row.keys()
    if (place !== undefined) this.#rows.set(place, row)
    const many = node.months.slice(stretch.first, stretch.last + 1).reduce((a, b) => a + b, 0)
    if (many > 0) return
    for (const key of this.#sumOf(node, stretch).keys()) {
      const one = this.#reduce(new Map([[key, 1]]))
      const [at] = one.keys()
      if (at !== undefined) this.#rows.set(at, one)
    }
  }

  knows(node: Counted, stretch: Stretch): boolean {
    return this.#reduce(this.#sumOf(node, stretch)).size === 0
  }

  #sumOf(node: Counted, { first, last }: Stretch): Map<number, number> {
    const sum = new Map<number, number>()
    for (const leaf of this.#leaves.get(node.key) ?? [])
      for (let month = first; month <= last; month++) {
        const name = `${leaf}@${month}`
        const place = this.#places.get(name) ?? this.#places.size
        this.#places.set(name, place)
        sum.set(place, 1)
      }
    return sum
  }

  /** What is left of a row, its first number 1; sorted by place. */
  #reduce(row: Map<number, number>): Map<number, number> {
    const prime = Attack.#prime
    const left = new Map(row)
    const done = new Map<number, number>()
    for (;;) {
      const place = Math.min(...left.keys())
      if (!Number.isFinite(place)) break
      const factor = left.get(place) ?? 0
      const pivot = this.#rows.get(place)
      if (!pivot) {
        done.set(place, factor)
        left.delete(place)
        continue
      }
      for (const [at, value] of pivot) {
        const next = ((((left.get(at) ?? 0) - factor * value) % prime) + prime) % prime
        if (next === 0) left.delete(at)
        else left.set(at, next)
      }
    }
    const [first] = done.values()
    if (first === undefined) return done
    const inverse = powerOf(first, prime - 2, prime)
    return new Map([...done].map(([at, value]) => [at, (value * inverse) % prime]))
  }
}

function powerOf(base: number, exponent: number, prime: number): number {
  let [result, square, left] = [1, base % prime, exponent]
  for (; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % prime
    square = (square * square) % prime
  }
  return result
}
