import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadRows } from './load-votes.ts'
import { layOut } from './opinion-map.ts'
import { makePlacer, type Placer } from './place-participant.ts'
import { STRIDE } from './positions.ts'
import {
  type AskedStatement,
  chooseNextStatement,
  newcomerInformation,
  prepareRouting,
  type Routing,
  routingPropensities,
} from './routing.ts'
import { SeededRandom } from './seeded-random.ts'
import { plantedRows } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'

type Matrix = number[][]

const at = (matrix: Matrix, row: number, column: number) => matrix[row]?.[column] ?? Number.NaN
const AXES = [0, 1, 2]

/** By Gauss and Jordan, as in a textbook; for matrices that need no rows swapped. */
function invert(matrix: Matrix): Matrix {
  const work = matrix.map((row, i) => [...row, ...row.map((_, k) => (i === k ? 1 : 0))])
  for (const pivot of matrix.keys()) {
    const by = at(work, pivot, pivot)
    work[pivot] = work[pivot]?.map((value) => value / by) ?? []
    for (const row of matrix.keys()) {
      if (row === pivot) continue
      const times = at(work, row, pivot)
      work[row] = work[row]?.map((value, k) => value - times * at(work, pivot, k)) ?? []
    }
  }
  return work.map((row) => row.slice(matrix.length))
}

/** As MATH.md §20 has it, with the whole matrix of what is uncertain, one statement after another. */
function plainPropensities(
  statements: readonly AskedStatement[],
  placer: Placer,
  own: ReadonlyMap<number, number>,
): number[] {
  const { model, columns } = placer
  const open = Array.from(model.axes.open).filter((is) => is === 1).length
  const loadingsOf = (id: number) => {
    const column = columns.get(id)
    const isKnown = column !== undefined && model.axes.open[column] === 1
    return AXES.map((k) => (isKnown ? (model.loadings[column * STRIDE + k] ?? 0) : 0))
  }
  const answered = [...own.keys()].map(loadingsOf)
  const uncertain = invert(
    AXES.map((k) =>
      AXES.map((l) =>
        answered.reduce(
          (sum, a) => sum + ((a[k] ?? 0) * (a[l] ?? 0)) / model.noise,
          k === l ? 1 / (model.spread[k] ?? 0) : 0,
        ),
      ),
    ),
  )
  const left = statements.filter(({ id }) => !own.has(id))
  const informed = left.map(({ id, votes, agrees, disagrees }) => {
    const loadings = loadingsOf(id)
    let taught = 0
    let learned = 0.5 * Math.log((votes + 3) / (votes + 2))
    for (const k of AXES) {
      const ratio = (model.spread[k] ?? 0) / model.noise / open
      learned += 0.5 * Math.log(1 + ratio / (1 + votes * ratio))
      taught += at(uncertain, k, k) / open / (1 + votes * ratio)
      for (const l of AXES) taught += (loadings[k] ?? 0) * (loadings[l] ?? 0) * at(uncertain, k, l)
    }
    const passes = votes - agrees - disagrees
    return (1 - (passes + 1) / (votes + 3)) * 0.5 * Math.log(1 + taught / model.noise) + learned
  })
  const lacking = left.map(({ showings }) => Math.max(0, 20 - showings))
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const kept = sum(lacking) > 0 ? 0.5 : 0
  const drawn = left.map(
    (_, n) =>
      (kept * (lacking[n] ?? 0)) / Math.max(sum(lacking), 1) +
      (1 - kept) * ((0.9 * (informed[n] ?? 0)) / sum(informed) + 0.1 / left.length),
  )
  return statements.map(({ id }) => (own.has(id) ? 0 : (drawn[left.findIndex((one) => one.id === id)] ?? 0)))
}

const spread = plantedRows({ participants: 150, statements: 14, groups: 4, seen: 0.6, seed: 11 }).rows

/** A map on which one statement is meta, and what may be asked: what it knows, and one that came since. */
function askedOn(showings: readonly number[]): { placer: Placer; statements: AskedStatement[] } {
  const table = loadRows(spread)
  table.setStatement(13, { meta: true })
  const { model, matrix, counts } = layOut(toVoteMatrix(table))
  const known = Array.from(matrix.statementIds, (id, column) => ({
    id,
    agrees: counts.agrees[column] ?? 0,
    disagrees: counts.disagrees[column] ?? 0,
    votes: counts.votes[column] ?? 0,
    showings: showings[column] ?? 30,
  }))
  return {
    placer: makePlacer(model),
    statements: [...known, { id: 90, agrees: 1, disagrees: 0, votes: 3, showings: 30 }],
  }
}

describe('what is asked next', () => {
  it('is drawn as a slow, plain version says', () => {
    // Of what has been answered since, the map does not know the first, and nobody asks the second any more.
    const statement = fc.oneof(fc.nat(13), fc.constantFrom(90, 91))
    const answers = fc.uniqueArray(fc.tuple(statement, fc.constantFrom(-1, 0, 1)), {
      selector: ([statement]) => statement,
      maxLength: 12,
    })
    const shown = fc.oneof(fc.constant([]), fc.array(fc.nat(40), { minLength: 14, maxLength: 14 }))
    fc.assert(
      fc.property(answers, shown, (given, showings) => {
        const { placer, statements } = askedOn(showings)
        const own = new Map(given)
        const found = routingPropensities(prepareRouting(statements, placer), own)
        plainPropensities(statements, placer, own).forEach((expected, n) => {
          expect(found?.[n]).toBeCloseTo(expected, 12)
        })
      }),
      { seed: 20, numRuns: 100 },
    )
  })

  it.each([
    ['first and second', 0, 1],
    ['first and third', 0, 2],
    ['second and third', 1, 2],
  ])('is what an answer left open: between the %s axis it asks across, not along', (_, one, other) => {
    // Loadings (1, 1) and (1, −1) on two axes. With spread and noise 1 an answer along leaves ⅓ · [[2, −1], [−1, 2]] open:
    // aᵀVa is ⅔ along and 2 across. Of 10⁹ votes none is a pass, and nothing is left to learn about statements.
    const along = [0, 0, 0].map((zero, axis) => (axis === one || axis === other ? 1 : zero))
    const across = along.map((loading, axis) => (axis === other ? -loading : loading))
    const components = AXES.map((axis) =>
      Float64Array.of(along[axis] ?? 0, along[axis] ?? 0, across[axis] ?? 0),
    )
    const layout = layOut(toVoteMatrix(loadRows(spread.filter(({ statement }) => statement < 3))))
    const model = {
      ...{ ...layout.model, axes: { ...layout.axes, components }, noise: 1 },
      loadings: Float64Array.of(...along, ...along, ...across),
      spread: Float64Array.from(AXES, (axis) => (axis === one || axis === other ? 1 : 1e-12)),
    }
    const many = { agrees: 1e9, disagrees: 0, votes: 1e9, showings: 30 }
    const statements = [0, 1, 2].map((id) => ({ id, ...many }))
    const routing = prepareRouting(statements, makePlacer(model))
    const [before = 0, same = 0, turned = 0] = routingPropensities(routing, new Map()) ?? []
    expect([before, same, turned]).toEqual([1, 1, 1].map((part) => expect.closeTo(part / 3, 6)))
    const [none, again, next] = routingPropensities(routing, new Map([[0, 1]])) ?? []
    const [a, b] = [Math.log(1 + 2 / 3), Math.log(1 + 2)]
    expect([none, again, next]).toEqual([
      0,
      expect.closeTo((0.9 * a) / (a + b) + 0.05, 6),
      expect.closeTo((0.9 * b) / (a + b) + 0.05, 6),
    ])
  })
})

const nobody = new Map<number, number>()

describe('a draw', () => {
  /** Without a map, and shown often enough, statements with as many votes are drawn as often as one another. */
  const alike = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ id, agrees: 5, disagrees: 2, votes: 8, showings: 20 }))
  const drawnOf = (routing: Routing, own: ReadonlyMap<number, number>, chance: number) => {
    const next = chooseNextStatement(routing, own, chance)
    return next.kind === 'statement' ? next.id : undefined
  }

  it('gives each statement the chances that follow those of the one before', () => {
    const routing = prepareRouting(alike(4))
    expect(
      [0, 0.2499, 0.2501, 0.4999, 0.5001, 0.7501].map((chance) => drawnOf(routing, nobody, chance)),
    ).toEqual([0, 0, 1, 1, 2, 3])
    expect([0, 0.3, 0.7].map((chance) => drawnOf(routing, new Map([[0, 1]]), chance))).toEqual([1, 1, 3])
  })

  it('with the highest chance is of the last statement that was not answered, whatever rounding leaves', () => {
    for (let count = 2; count < 60; count += 1) {
      const own = new Map([[count - 1, 1]])
      expect(drawnOf(prepareRouting(alike(count)), own, 1 - 2 ** -53)).toBe(count - 2)
      expect(drawnOf(prepareRouting(alike(count)), nobody, 1 - 2 ** -53)).toBe(count - 1)
    }
  })

  it('tells how likely it was, and whether the statement lacked showings', () => {
    const [first, ...others] = alike(2)
    if (!first) throw new Error('no statement')
    const routing = prepareRouting([{ ...first, showings: 19 }, ...others])
    // Half of the draws are kept for the first, and the other half are even.
    expect(chooseNextStatement(routing, nobody, 0.74)).toEqual({
      ...{ kind: 'statement', id: 0, isGuaranteed: true },
      propensity: expect.closeTo(0.75, 12),
    })
    expect(chooseNextStatement(routing, nobody, 0.76)).toEqual({
      ...{ kind: 'statement', id: 1, isGuaranteed: false },
      propensity: expect.closeTo(0.25, 12),
    })
  })

  it('refuses a chance that is not in [0, 1), and names it', () => {
    for (const chance of [-0.1, 1, Number.NaN])
      expect(() => chooseNextStatement(prepareRouting(alike(2)), nobody, chance)).toThrow(`chance ${chance}`)
  })
})

describe('routing', () => {
  const fresh = 50
  const asked = () => {
    const { rows } = plantedRows({ participants: 150, statements: 12, groups: 2, seen: 0.7, seed: 3 })
    const layout = layOut(toVoteMatrix(loadRows(rows)))
    const known = Array.from(layout.matrix.statementIds, (id, column) => ({
      id,
      agrees: layout.counts.agrees[column] ?? 0,
      disagrees: layout.counts.disagrees[column] ?? 0,
      votes: layout.counts.votes[column] ?? 0,
      showings: 30,
    }))
    const statements = [...known, { id: fresh, agrees: 0, disagrees: 0, votes: 0, showings: 30 }]
    const placer = makePlacer(layout.model)
    return { layout, known, statements, placer, routing: prepareRouting(statements, placer) }
  }
  const propensityOf = (of: Routing, id: number, own = nobody) =>
    routingPropensities(of, own)?.[of.ids.indexOf(id)] ?? Number.NaN

  it('a new statement outranks a well-voted one, and not all are equal', () => {
    const { routing } = asked()
    const propensities = routingPropensities(routing, nobody) ?? new Float64Array(0)
    expect(propensities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
    expect(propensityOf(routing, fresh)).toBe(Math.max(...propensities))
    expect(new Set(propensities).size).toBeGreaterThan(5)
  })

  it('before there is a map, the statement that fewest answered comes first', () => {
    const unmapped = prepareRouting(asked().statements)
    expect(propensityOf(unmapped, fresh)).toBe(Math.max(...(routingPropensities(unmapped, nobody) ?? [])))
  })

  it('what somebody has answered is not asked again, whatever the answer was', () => {
    const { routing } = asked()
    const own = new Map([
      [0, 1],
      [3, 0],
    ])
    expect(propensityOf(routing, 0, own)).toBe(0)
    expect(propensityOf(routing, 3, own)).toBe(0)
    expect(propensityOf(routing, 1, own)).toBeGreaterThan(0)
  })

  it('keeps half of all draws for statements that too few have seen', () => {
    const { statements, placer } = asked()
    const seldom = statements.map((one) => (one.id === fresh ? { ...one, showings: 3 } : one))
    expect(propensityOf(prepareRouting(seldom, placer), fresh)).toBeGreaterThan(0.5)
  })

  it('brings every statement to its least number of showings', () => {
    const { statements, placer } = asked()
    const random = new SeededRandom(2)
    const showings = new Map(statements.map(({ id }) => [id, 0]))
    for (let draw = 0; draw < 600; draw += 1) {
      const now = statements.map((one) => ({ ...one, showings: showings.get(one.id) ?? 0 }))
      const next = chooseNextStatement(prepareRouting(now, placer), nobody, random.uniform())
      if (next.kind === 'statement') showings.set(next.id, (showings.get(next.id) ?? 0) + 1)
    }
    expect(Math.min(...showings.values())).toBeGreaterThanOrEqual(20)
  })

  it('draws as often as the propensity says', () => {
    const { routing } = asked()
    const random = new SeededRandom(5)
    let hits = 0
    for (let draw = 0; draw < 4000; draw += 1) {
      const next = chooseNextStatement(routing, nobody, random.uniform())
      if (next.kind === 'statement' && next.id === fresh) hits += 1
    }
    expect(Math.abs(hits / 4000 - propensityOf(routing, fresh))).toBeLessThan(0.03)
  })

  it('has nothing left for somebody who has answered everything', () => {
    const { routing, statements } = asked()
    const own = new Map(statements.map(({ id }) => [id, 1]))
    expect(chooseNextStatement(routing, own, 0.5)).toEqual({ kind: 'all-answered' })
  })

  it('draws for a newcomer by what their vote would teach', () => {
    const { layout, known, placer } = asked()
    const taught = newcomerInformation(layout.model, layout.counts)
    const all = taught.reduce((sum, nats) => sum + nats, 0)
    const propensities = routingPropensities(prepareRouting(known, placer), nobody)
    expect(Array.from(propensities ?? [])).toEqual(
      Array.from(taught, (nats) => expect.closeTo((0.9 * nats) / all + 0.1 / known.length, 12)),
    )
  })
})
