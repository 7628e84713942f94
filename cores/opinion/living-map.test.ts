import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countGroupVotes } from './group-votes.ts'
import { LivingMap } from './living-map.ts'
import { layOut } from './opinion-map.ts'
import { placeAll } from './positions.ts'
import { fromTableBuffer, toTableBuffer } from './snapshot.ts'
import { toVoteMatrix } from './vote-matrix.ts'
import { VoteTable } from './vote-table.ts'

/** Ids at either end of their range, and in no order. */
const participant = fc.nat(11).map((at) => (at % 2 === 0 ? at * 7 : 2_147_483_647 - at))
const statement = fc.nat(8).map((at) => (at % 2 === 0 ? 40 - at : 2_147_483_640 - at))

const happening = fc.oneof(
  { weight: 12, arbitrary: fc.record({ participant, statement, vote: fc.constantFrom(-1, 0, 1, 1, null) }) },
  { weight: 3, arbitrary: fc.record({ participant, isExcluded: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ statement, moderatedOut: fc.boolean(), meta: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('build', 'build a little', 'drop', 'quick', 'refresh', 'full', 'save'),
  },
)
type Happening = typeof happening extends fc.Arbitrary<infer Kind> ? Kind : never

/** The dialogue itself, kept as plainly as can be, beside the map that lives through it. */
class Witness {
  map = new LivingMap(new VoteTable())
  readonly votes = new Map<number, Map<number, number>>()
  readonly status = new Map<number, { moderatedOut: boolean; meta: boolean }>()
  readonly excluded = new Set<number>()
  groups: { k: number; of: Map<number, number> } | undefined

  live(what: Happening): void {
    if (typeof what === 'string') this.#work(what)
    else if ('vote' in what) this.#vote(what.participant, what.statement, what.vote)
    else if ('isExcluded' in what) {
      this.map.setExcluded(what.participant, what.isExcluded)
      if (what.isExcluded) this.excluded.add(what.participant)
      else this.excluded.delete(what.participant)
    } else {
      this.map.setStatement(what.statement, what)
      this.status.set(what.statement, what)
    }
  }

  #vote(participant: number, statement: number, vote: number | null): void {
    this.map.apply([{ participant, statement, vote }])
    const own = this.votes.get(participant) ?? new Map<number, number>()
    if (vote === null) own.delete(statement)
    else {
      this.votes.set(participant, own.set(statement, vote))
      this.status.set(statement, this.status.get(statement) ?? { moderatedOut: false, meta: false })
    }
  }

  #work(what: string): void {
    if (what === 'build') this.map.buildPairs()
    if (what === 'build a little') this.map.buildPairs(3)
    if (what === 'drop') this.map.dropPairs()
    if (what === 'quick') this.map.quick()
    if (what === 'save') {
      this.map = new LivingMap(fromTableBuffer(toTableBuffer(this.map.table)))
      this.groups = undefined
    }
    const found = what === 'full' ? this.map.full() : what === 'refresh' ? this.map.refresh() : undefined
    if (!found) return
    const { layout, groups } = found
    const of = new Map(Array.from(layout.matrix.participantIds, (id, row) => [id, groups.labels[row] ?? -1]))
    this.groups = { k: groups.k, of }
  }

  /** A table that was never anything else. */
  scratch(): VoteTable {
    const table = new VoteTable()
    for (const [id, status] of this.status) table.setStatement(id, status)
    for (const [id, own] of this.votes)
      if (!this.excluded.has(id)) for (const [on, vote] of own) table.setVote(id, on, vote)
    return table
  }
}

it('whatever happens to a living map, it is what its votes make of it', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 20, maxLength: 150 }), (happenings) => {
      const witness = new Witness()
      for (const what of happenings) witness.live(what)
      witness.map.buildPairs()
      const quick = witness.map.quick()
      const { matrix, counts, axes } = layOut(toVoteMatrix(witness.scratch()))
      expect(toVoteMatrix(witness.map.table)).toEqual(matrix)
      const { layout } = witness.map.full()
      expect(layout).toMatchObject({ matrix, counts })
      expect(layout.points).toEqual(placeAll(layout.model, matrix))
      axes.values.forEach((value, k) => {
        expect(layout.axes.values[k]).toBeCloseTo(value, 9)
      })
      expect(quick.counts).toEqual(counts)
      axes.values.forEach((value, k) => {
        expect(quick.axes.values[k]).toBeCloseTo(value, 9)
      })
      if (!witness.groups) return
      const { k, of } = witness.groups
      // People who came since then are in no group yet, unless there is one group for everybody.
      const labels = Int32Array.from(matrix.participantIds, (id) => (k === 1 ? 0 : (of.get(id) ?? -1)))
      expect(quick.statistics.groupVotes).toEqual(countGroupVotes(matrix, labels, k))
    }),
    { numRuns: 400 },
  )
})

it('when nobody has enough votes for a group any more, everybody is in one group', () => {
  const map = new LivingMap(new VoteTable())
  for (const [participant, vote] of [-1, -1, 1].entries()) map.apply([{ participant, statement: 1, vote }])
  map.buildPairs()
  expect(map.full().groups.k).toBe(2)
  // Only two statements are open now, and nobody has answered both.
  map.apply([{ participant: 3, statement: 2, vote: -1 }])
  const { groups } = map.refresh() ?? {}
  expect([groups?.k, Array.from(groups?.labels ?? [])]).toEqual([1, [0, 0, 0, 0]])
})
