import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LivingMap } from './living-map.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import {
  bridge,
  describeStatements,
  groupPeople,
  type Layout,
  layOut,
  oneGroup,
  selectRepresentative,
} from './opinion-map.ts'
import { makePlacer, placeParticipant } from './place-participant.ts'
import { plainMap } from './plain-map.ts'
import { STRIDE } from './positions.ts'
import { adjustedRandIndex } from './rand-index.ts'
import { SeededRandom } from './seeded-random.ts'
import { matrixOf, plantedRows, rowsOf } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'
import { VoteTable } from './vote-table.ts'

/** Small dialogues: ids are not dense and not in order; one vote per participant and statement. */
const dialogue = fc
  .uniqueArray(
    fc.record({
      participant: fc.nat(12).map((p) => p * 3 + 1),
      statement: fc.nat(7).map((s) => 40 - s * 5),
      vote: fc.constantFrom(-1, 0, 1),
    }),
    { selector: (row) => `${row.participant},${row.statement}`, minLength: 1, maxLength: 80 },
  )
  .map((rows): VoteRow[] => rows)

/** Axes are only determined where they are clearly apart; the fourth value bounds the third. */
function areApart(values: readonly number[], k: number, share = 0.02): boolean {
  const value = (at: number) => values[at] ?? 0
  const before = k === 0 ? Number.POSITIVE_INFINITY : value(k - 1) - value(k)
  return value(k) > 0.01 * value(0) && Math.min(before, value(k) - value(k + 1)) > share * value(0)
}

function rowsIn(table: VoteTable): VoteRow[] {
  return Array.from(table.participantIds).flatMap((participant, row) =>
    table.isExcluded(participant)
      ? []
      : Array.from(table.rowCodes(row), (code) => ({
          participant,
          statement: table.statementIds[code >>> 2] ?? -1,
          vote: (code & 3) - 1,
        })),
  )
}

/** Largest difference between two axes, whichever way they point. */
function apart(a: Float64Array | number[] | undefined, b: Float64Array | number[] | undefined): number {
  const [x, y] = [Array.from(a ?? []), Array.from(b ?? [])]
  const off = (sign: number) =>
    Math.max(0, ...x.map((value, at) => Math.abs(value - sign * (y[at] ?? Number.NaN))))
  return Math.min(off(1), off(-1))
}

function sameWay(a: Float64Array | undefined, b: number[] | undefined): number {
  return Math.sign((b ?? []).reduce((sum, x, at) => sum + x * (a?.[at] ?? 0), 0))
}

function everything(layout: Layout) {
  const found = groupPeople(layout)
  const groups = found.kind === 'found' ? found.groups : oneGroup(layout)
  const findings = describeStatements(layout, groups)
  return {
    layout,
    found,
    findings,
    bridging: bridge(layout),
    selection: selectRepresentative(layout, findings, groups, 3),
  }
}

function hasNaN(value: unknown): boolean {
  if (typeof value === 'number') return Number.isNaN(value)
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Iterable<number>).some(Number.isNaN)
  if (value instanceof Map) return [...value.values()].some(hasNaN)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNaN)
}

describe('the ends of axes', () => {
  it('are counted of as many axes as are asked, and are the same however many that is', () => {
    fc.assert(
      fc.property(dialogue, fc.integer({ min: 0, max: 3 }), (rows, axes) => {
        const layout = layOut(toVoteMatrix(loadRows(rows)))
        const all = describeStatements(layout, oneGroup(layout))
        const some = describeStatements(layout, oneGroup(layout), { axes })
        expect(all.ends).toHaveLength(layout.axes.components.length)
        expect(some.ends).toEqual(all.ends.slice(0, axes))
      }),
      { numRuns: 40 },
    )
  })
})

describe('the map', () => {
  it('is the same, bit for bit, in whatever order the votes arrive', () => {
    fc.assert(
      fc.property(dialogue, fc.integer(), (rows, seed) => {
        const random = new SeededRandom(seed)
        const shuffled = rows
          .map((row) => ({ row, key: random.uniform() }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row)
        expect(everything(layOut(toVoteMatrix(loadRows(shuffled))))).toEqual(
          everything(layOut(toVoteMatrix(loadRows(rows)))),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('agrees with a slow, plain version', () => {
    fc.assert(
      fc.property(dialogue, (rows) => {
        const { axes, points, matrix } = layOut(toVoteMatrix(loadRows(rows)))
        const plain = plainMap(rows, 3)
        const { values } = plainMap(rows, 4)
        expect(Array.from(axes.center)).toEqual(plain.center.map((m) => expect.closeTo(m, 12)))
        plain.values.forEach((value, k) => {
          expect(axes.values[k]).toBeCloseTo(Math.max(value, 0), 7)
          if (areApart(values, k)) expect(apart(axes.components[k], plain.components[k])).toBeLessThan(1e-6)
        })
        if ([0, 1, 2].every((k) => areApart(values, k)))
          matrix.participantIds.forEach((id, row) => {
            plain.positions.get(id)?.forEach((x, k) => {
              const sign = sameWay(axes.components[k], plain.components[k])
              expect(Math.abs((points[row * STRIDE + k] ?? 0) - sign * x)).toBeLessThan(1e-5)
            })
          })
      }),
      { numRuns: 80 },
    )
  })

  it('never holds a NaN', () => {
    fc.assert(
      fc.property(dialogue, (rows) => {
        expect(hasNaN(everything(layOut(toVoteMatrix(loadRows(rows)))))).toBe(false)
      }),
      { numRuns: 80 },
    )
  })

  it('keeps the direction of every axis when everybody is copied', () => {
    fc.assert(
      fc.property(dialogue, (rows) => {
        const copies = rows.map((row) => ({ ...row, participant: row.participant + 1000 }))
        const once = layOut(toVoteMatrix(loadRows(rows))).axes
        const twice = layOut(toVoteMatrix(loadRows([...rows, ...copies]))).axes
        const { values } = plainMap(rows, 4)
        for (const k of [0, 1, 2]) {
          if (!areApart(values, k)) continue
          expect(apart(once.components[k], twice.components[k])).toBeLessThan(1e-7)
          expect(twice.explained[k]).toBeCloseTo(once.explained[k] ?? 0, 9)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('without a participant is the map of a dialogue they never took part in', () => {
    fc.assert(
      fc.property(dialogue, (rows) => {
        const out = rows[0]?.participant ?? 0
        const withThem = loadRows(rows)
        withThem.setExcluded(out, true)
        const never = new VoteTable()
        for (const statement of withThem.statementIds) never.setStatement(statement)
        for (const row of rows)
          if (row.participant !== out) never.setVote(row.participant, row.statement, row.vote)
        expect(everything(layOut(toVoteMatrix(withThem)))).toEqual(everything(layOut(toVoteMatrix(never))))
      }),
      { numRuns: 60 },
    )
  })

  it('finds planted groups and places each person where the map has them', () => {
    const { rows, labels } = plantedRows({ participants: 300, statements: 40, groups: 3, seen: 0.5, seed: 5 })
    const layout = layOut(toVoteMatrix(loadRows(rows)))
    const found = groupPeople(layout)
    if (found.kind !== 'found') throw new Error(found.reason)
    expect(found.groups.k).toBe(3)
    expect(adjustedRandIndex(found.groups.labels, labels)).toBeGreaterThan(0.9)
    const placer = makePlacer(layout.model, describeStatements(layout, found.groups).membership)
    const own = new Map(rows.filter((row) => row.participant === 17).map((row) => [row.statement, row.vote]))
    const placement = placeParticipant(placer, own)
    expect(Array.from(placement.position)).toEqual(
      Array.from(layout.points.subarray(17 * STRIDE, 18 * STRIDE)),
    )
    expect(placement.standing).toMatchObject({ kind: 'clearly-in', group: found.groups.labels[17] })
  })

  it('says how many votes are missing before somebody belongs anywhere', () => {
    const { rows } = plantedRows({ participants: 60, statements: 20, groups: 2, seen: 0.6, seed: 2 })
    const layout = layOut(toVoteMatrix(loadRows(rows)))
    const found = groupPeople(layout)
    if (found.kind !== 'found') throw new Error(found.reason)
    const placer = makePlacer(layout.model, describeStatements(layout, found.groups).membership)
    const few = placeParticipant(
      placer,
      new Map([
        [0, 1],
        [1, -1],
        [2, 0],
        [3, 1],
        [999, 1],
      ]),
    )
    expect(few).toMatchObject({ votes: 4, standing: { kind: 'too-few-votes', needed: 7 } })
    expect(() => placeParticipant(placer, new Map([[0, 4]]))).toThrow('vote 4 on statement 0')
  })
})

describe('the smallest and oddest dialogues give a defined map', () => {
  it.each([
    ['nobody', []],
    ['one participant', ['+-0']],
    ['one statement', ['+', '-', '+', '0']],
    ['everybody alike', ['++-', '++-', '++-', '++-']],
    ['everybody passes', ['00', '00', '00']],
  ])('%s', (_, lines) => {
    const layout = layOut(matrixOf(...lines))
    const all = everything(layout)
    expect(hasNaN(all)).toBe(false)
    if (lines.length !== 4 || lines[0] !== '+') expect(all.found.kind).toBe('none')
  })

  it('a statement that nobody voted on, one moderated out and one meta keep their columns, without loadings', () => {
    const table = loadRows(rowsOf('+-+-', '-+-+', '+-+0', '-+--'))
    table.setStatement(90)
    table.setStatement(2, { moderatedOut: true })
    table.setStatement(3, { meta: true })
    const { axes } = layOut(toVoteMatrix(table))
    expect(Array.from(axes.statementIds)).toEqual([0, 1, 2, 3, 90])
    expect(Array.from(axes.open)).toEqual([1, 1, 0, 0, 0])
    expect(Array.from(axes.components[0] ?? []).slice(2)).toEqual([0, 0, 0])
  })
})

describe('a living map', () => {
  const events = fc.array(
    fc.record({
      participant: fc.nat(9),
      statement: fc.nat(6),
      vote: fc.constantFrom(-1, 0, 1, 1, -1, null),
    }),
    { minLength: 10, maxLength: 120 },
  )

  it('is after any batches what it would be from scratch', () => {
    fc.assert(
      fc.property(events, fc.nat(100), fc.nat(9), (all, cut, out) => {
        const map = new LivingMap(new VoteTable())
        const at = Math.floor((cut / 101) * all.length)
        map.apply(all.slice(0, at))
        map.buildPairs(5)
        map.setExcluded(out, true)
        map.full()
        map.buildPairs()
        map.apply(all.slice(at))
        if (cut % 2 === 0) map.setExcluded(out, false)
        const quick = map.quick()
        const scratch = layOut(toVoteMatrix(map.table))
        expect(quick.counts).toEqual(scratch.counts)
        const { values } = plainMap(rowsIn(map.table), 4)
        expect(map.arePairsBuilt).toBe(true)
        quick.axes.values.forEach((value, k) => {
          expect(value).toBeCloseTo(scratch.axes.values[k] ?? 0, 9)
          if (areApart(values, k, 0.05))
            expect(apart(quick.axes.components[k], scratch.axes.components[k])).toBeLessThan(1e-9)
        })
      }),
      { numRuns: 100 },
    )
  })

  it('leaves earlier layouts unchanged when votes change after them', () => {
    const map = new LivingMap(new VoteTable())
    // Rows of exactly the eight votes that they have room for lie one after another, as in a matrix.
    for (const row of rowsOf('++--++--', '--++--++', '+0+0+0+0')) map.apply([row])
    const { layout } = map.full()
    const before = { codes: layout.matrix.codes.slice(), rowStart: layout.matrix.rowStart.slice() }
    map.apply([
      { participant: 0, statement: 0, vote: -1 },
      { participant: 1, statement: 3, vote: null },
    ])
    expect(layout.matrix).toMatchObject(before)
  })

  it('moves those who voted to where a full recompute puts them, and counts votes by group', () => {
    const { rows } = plantedRows({ participants: 120, statements: 30, groups: 3, seen: 0.5, seed: 9 })
    const map = new LivingMap(loadRows(rows))
    const before = map.full()
    map.buildPairs()
    map.apply([
      { participant: 5, statement: 3, vote: 1 },
      { participant: 7, statement: 300, vote: -1 },
      { participant: 5000, statement: 4, vote: 1 },
    ])
    const quick = map.quick()
    const scratch = layOut(toVoteMatrix(map.table))
    expect(Array.from(quick.moved)).toEqual([5, 7, 5000])
    quick.moved.forEach((id, at) => {
      const row = scratch.matrix.participantIds.indexOf(id)
      for (let axis = 0; axis < STRIDE; axis += 1)
        expect(quick.points[at * STRIDE + axis]).toBeCloseTo(
          scratch.points[row * STRIDE + axis] ?? Number.NaN,
          9,
        )
    })
    const labels = Int32Array.from(
      scratch.matrix.participantIds,
      (id) => before.groups.labels[before.layout.matrix.participantIds.indexOf(id)] ?? -1,
    )
    const counted = describeStatements(scratch, { ...before.groups, labels })
    expect(quick.statistics.groupVotes).toEqual(counted.groupVotes)
  })
})
