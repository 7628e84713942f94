import { type Axes, axesFrame, type SolvedAxes } from './axes.ts'
import { canonicalRow, isAscending, isSame } from './columns.ts'
import { AgreementCache } from './common-ground.ts'
import { alignDisplay } from './display.ts'
import { NO_GROUP } from './group-votes.ts'
import { assignGroups, clusteredRows, type GroupAssignment, LEAST_GROUPS } from './groups.ts'
import { KeptMatrix } from './kept-matrix.ts'
import {
  describeVotes,
  groupPeople,
  type Layout,
  layOut,
  oneGroup,
  type StatementStatistics,
} from './opinion-map.ts'
import { axesFromPairs, type PairFrame, spreadFromPairs } from './pair-axes.ts'
import {
  addRowToPairs,
  addVoteToPairs,
  emptyPairSums,
  type PairSums,
  pairSumBytes,
  widenPairSums,
} from './pair-sums.ts'
import { fitPositions, type PositionModel, placeAll, placeRow, STRIDE } from './positions.ts'
import { CODES_PER_COLUMN } from './vote-code.ts'
import { rankOf, type StatementCounts, splitCounts, toVoteMatrix, type VoteMatrix } from './vote-matrix.ts'
import type { StatementStatus, VoteTable } from './vote-table.ts'

/** A vote that came in, was changed, or (null) was taken back. */
export interface VoteEvent {
  readonly participant: number
  readonly statement: number
  readonly vote: number | null
  readonly time?: number | undefined
}

/** What has changed right after a batch of votes. */
export interface QuickUpdate {
  readonly axes: Axes
  readonly model: PositionModel
  readonly counts: StatementCounts
  /** participants whose votes changed, ascending; `points` holds their new positions, STRIDE numbers each */
  readonly moved: Int32Array
  readonly points: Float64Array
  /** statistics of statements, using the groups of the last full update */
  readonly statistics: StatementStatistics
}

/** Where everybody is, and in which group. */
export interface Refresh {
  readonly layout: Layout
  readonly groups: GroupAssignment
}

/**
 * With more statements the pair sums are not worth their memory: 72 MB for 3,000, and half as much again to compute
 * axes.
 */
export const MOST_PAIRED_STATEMENTS = 3000

/**
 * The map of a dialogue that is still open: takes votes in batches, and updates its axes within milliseconds. Until the
 * pair sums are built (in slices, in the background) axes come from the votes themselves.
 */
export class LivingMap {
  readonly #table: VoteTable
  readonly #cache = new AgreementCache()
  #pairs: PairSums | undefined
  /** rows below this number are in the pair sums */
  #paired = 0
  #counts: Int32Array
  /** where the next axes begin */
  #last: SolvedAxes | undefined
  #grouping: Grouping | undefined
  /** of those groups; counted when they are first asked for, and kept up to date from then on */
  #groupCounts: GroupCounts | undefined
  readonly #changed = new Set<number>()
  readonly #matrix: KeptMatrix

  constructor(table: VoteTable) {
    this.#table = table
    this.#matrix = new KeptMatrix(table)
    this.#counts = new Int32Array(table.statementIds.length * CODES_PER_COLUMN)
    table.participantIds.forEach((id, row) => {
      if (!table.isExcluded(id)) this.#count(this.#counts, table.rowCodes(row), 1)
    })
  }

  get table(): VoteTable {
    return this.#table
  }

  /** Bytes of the table, its matrix and the pair sums. */
  get bytes(): number {
    return this.#table.bytes + this.#matrix.bytes + (this.#pairs ? pairSumBytes(this.#pairs) : 0)
  }

  get arePairsBuilt(): boolean {
    return this.#pairs !== undefined && this.#paired >= this.#table.participantIds.length
  }

  /** Applies a batch. O(votes of each participant in it). */
  apply(events: readonly VoteEvent[]): void {
    for (const event of events) this.#applyOne(event)
  }

  setStatement(id: number, status: StatementStatus): void {
    this.#table.setStatement(id, status)
    this.#makeRoom()
  }

  setExcluded(participant: number, excluded: boolean): void {
    const row = this.#table.participantIndex(participant)
    const was = this.#table.isExcluded(participant)
    this.#table.setExcluded(participant, excluded)
    this.#matrix.note(participant)
    if (row < 0 || was === excluded) return
    const codes = this.#table.rowCodes(row)
    const sign = excluded ? -1 : 1
    this.#count(this.#counts, codes, sign)
    const own = this.#countsOfGroup(row)
    if (own) this.#count(own, codes, sign)
    if (this.#pairs && row < this.#paired) addRowToPairs(this.#pairs, codes, sign)
  }

  /** Frees the memory of the pair sums; buildPairs builds them again. */
  dropPairs(): void {
    this.#pairs = undefined
    this.#paired = 0
  }

  /** Adds about this many pairs of votes to the pair sums; call again until it returns true. */
  buildPairs(pairs = Number.POSITIVE_INFINITY): boolean {
    const statements = this.#table.statementIds.length
    if (statements > MOST_PAIRED_STATEMENTS) return true
    this.#pairs ??= emptyPairSums(roomFor(statements))
    const ids = this.#table.participantIds
    for (let done = 0; this.#paired < ids.length && done < pairs; this.#paired += 1) {
      const codes = this.#table.rowCodes(this.#paired)
      if (this.#table.isExcluded(ids[this.#paired])) continue
      addRowToPairs(this.#pairs, codes, 1)
      done += (codes.length * codes.length) / 2
    }
    return this.arePairsBuilt
  }

  /** Axes, positions of those who voted, statistics: O(statements²) once the pair sums are built. */
  quick(): QuickUpdate {
    const frame = this.#frame()
    const { counts } = frame
    const { axes, model } = this.#solve(frame)
    const moved = Int32Array.from(this.#changed)
      .filter((id) => !this.#table.isExcluded(id))
      .sort()
    this.#changed.clear()
    const points = new Float64Array(moved.length * STRIDE)
    const rank = rankOf(this.#table.statementIds, frame.statementIds)
    moved.forEach((id, at) => {
      const codes = canonicalRow(this.#table.rowCodes(this.#table.participantIndex(id)), rank)
      placeRow(model, codes, 0, codes.length, points, at * STRIDE)
    })
    return { axes, model, counts, moved, points, statistics: this.#statistics(axes, model, frame) }
  }

  /**
   * Everybody's position on the current axes, and groups that are sought anew. O(votes).
   * @param k how many groups to seek; the best number when absent
   */
  full(k?: number): Refresh {
    const layout = this.#layOut()
    const found = groupPeople(layout, { k })
    const groups = found.kind === 'found' ? found.groups : oneGroup(layout)
    this.#remember(layout, groups)
    return { layout, groups }
  }

  /**
   * Everybody's position on the current axes, assigned to the groups of the last full update without searching for new
   * ones: one pass over the votes. @returns undefined until the pair sums are built and there has been a full update
   */
  refresh(): Refresh | undefined {
    const last = this.#grouping
    if (!last || !this.arePairsBuilt || this.#pairs === undefined) return undefined
    const layout = this.#layOut()
    const regrouped = regroup(layout, last)
    // Changes since then may have left too few people to divide.
    const groups = regrouped.k < LEAST_GROUPS ? oneGroup(layout) : regrouped
    this.#remember(layout, groups)
    return { layout, groups }
  }

  /** Axes come from the pair sums once those are built: that costs nothing for each vote. */
  #layOut(): Layout {
    const matrix = this.#matrix.read()
    const layout = this.arePairsBuilt ? this.#placeOn(matrix) : this.#layOutVotes(matrix)
    this.#changed.clear()
    return layout
  }

  #layOutVotes(matrix: VoteMatrix): Layout {
    const layout = layOut(matrix, this.#last ? { warm: this.#warmFor(matrix.statementIds) } : {})
    this.#last = { axes: layout.axes, further: [] }
    return layout
  }

  #placeOn(matrix: VoteMatrix): Layout {
    const frame = this.#frame()
    const { axes, model } = this.#solve(frame)
    return { matrix, counts: frame.counts, axes, model, points: placeAll(model, matrix) }
  }

  #applyOne(event: VoteEvent): void {
    const { participant, statement, vote, time } = event
    const before = this.#table.voteOf(participant, statement)
    if (vote === null) {
      if (before === undefined) return
      this.#book(participant, statement, before, -1)
      this.#table.withdrawVote(participant, statement)
      this.#matrix.note(participant)
      this.#changed.add(participant)
      return
    }
    const known = this.#table.participantIds.length
    const wereBuilt = this.arePairsBuilt
    const change = this.#table.setVote(participant, statement, vote, time)
    this.#makeRoom()
    // A newcomer's row is complete in the sums from its first vote on.
    if (wereBuilt && this.#pairs && this.#table.participantIds.length > known) this.#paired += 1
    // A vote that is given again is later.
    this.#matrix.note(participant)
    if (change === 'unchanged' || change === 'older') return
    if (before !== undefined) this.#book(participant, statement, before, -1)
    this.#book(participant, statement, vote, 1)
    this.#changed.add(participant)
  }

  /** Adds one vote to all sums, or removes it. */
  #book(participant: number, statement: number, vote: number, sign: 1 | -1): void {
    if (this.#table.isExcluded(participant)) return
    const row = this.#table.participantIndex(participant)
    const column = this.#table.statementIndex(statement)
    const code = column * CODES_PER_COLUMN + vote + 1
    this.#counts[code] += sign
    const own = this.#countsOfGroup(row)
    if (own) own[code] += sign
    if (this.#pairs && row < this.#paired)
      addVoteToPairs(this.#pairs, this.#table.rowCodes(row), column, vote, sign)
  }

  #makeRoom(): void {
    const statements = this.#table.statementIds.length
    const cells = statements * CODES_PER_COLUMN
    if (cells > this.#counts.length) {
      this.#counts = widened(this.#counts, cells)
      if (this.#groupCounts)
        this.#groupCounts = {
          ...this.#groupCounts,
          counts: this.#groupCounts.counts.map((own) => widened(own, cells)),
        }
    }
    if (!this.#pairs || statements <= this.#pairs.room) return
    this.#pairs =
      statements > MOST_PAIRED_STATEMENTS ? undefined : widenPairSums(this.#pairs, roomFor(statements))
    if (!this.#pairs) this.#paired = 0
  }

  #count(counts: Int32Array, codes: Uint32Array, sign: number): void {
    for (const code of codes) counts[code] += sign
  }

  #frame(): Frame {
    const ids = this.#table.statementIds
    const tableColumns = Int32Array.from(ids.keys())
    if (!isAscending(ids)) tableColumns.sort((a, b) => ids[a] - ids[b])
    const counts = this.#canonicalCounts(this.#counts, tableColumns)
    const statementIds = Int32Array.from(tableColumns, (index) => ids[index])
    const status = Uint8Array.from(tableColumns, (index) => this.#table.statusOf(index))
    return { tableColumns, counts, status, ...axesFrame({ statementIds, status }, counts) }
  }

  #canonicalCounts(counts: Int32Array, tableColumns: Int32Array): StatementCounts {
    const ordered = new Int32Array(tableColumns.length * CODES_PER_COLUMN)
    tableColumns.forEach((index, column) => {
      for (let slot = 0; slot < CODES_PER_COLUMN; slot += 1)
        ordered[column * CODES_PER_COLUMN + slot] = counts[index * CODES_PER_COLUMN + slot]
    })
    return splitCounts(ordered)
  }

  #solve(frame: Frame): { axes: Axes; model: PositionModel } {
    if (!this.#pairs || !this.arePairsBuilt) return this.#layOutVotes(toVoteMatrix(this.#table))
    const { statementIds } = frame
    const start = { warm: this.#warmFor(statementIds), further: this.#furtherFor(statementIds) }
    this.#last = axesFromPairs(this.#pairs, frame, start)
    const { axes } = this.#last
    return { axes, model: fitPositions(axes, frame.counts, spreadFromPairs(this.#pairs, frame, axes)) }
  }

  /** The last axes, on the current statements, as a start. */
  #warmFor(statementIds: Int32Array): readonly Float64Array[] {
    const axes = this.#last?.axes
    if (!axes) return []
    if (isSame(axes.statementIds, statementIds)) return axes.components
    const known = new Map(Array.from(axes.statementIds, (id, column) => [id, column]))
    return axes.components.map((component) =>
      Float64Array.from(statementIds, (id) => component[known.get(id) ?? -1] ?? 0),
    )
  }

  /** They only save passes: where statements came, there are none. */
  #furtherFor(statementIds: Int32Array): readonly Float64Array[] {
    return this.#last && isSame(this.#last.axes.statementIds, statementIds) ? this.#last.further : []
  }

  #statistics(
    axes: Axes,
    model: PositionModel,
    { tableColumns, counts, status }: Frame,
  ): StatementStatistics {
    this.#groupCounts ??= this.#grouping && this.#countGroups(this.#grouping)
    const groups = (this.#groupCounts?.counts ?? []).map((own) => this.#canonicalCounts(own, tableColumns))
    return describeVotes({ axes, model, counts, status }, groups.length > 0 ? groups : [counts], this.#cache)
  }

  #remember({ matrix, axes }: Layout, groups: GroupAssignment): void {
    this.#grouping = { axes, groups, participantIds: matrix.participantIds }
    this.#groupCounts = undefined
  }

  #countGroups({ groups, participantIds }: Grouping): GroupCounts {
    const labels = new Int32Array(this.#table.participantIds.length).fill(NO_GROUP)
    if (groups.k === 1) return { labels, counts: [] }
    const counts = Array.from({ length: groups.k }, () => new Int32Array(this.#counts.length))
    groups.labels.forEach((label, row) => {
      if (label === NO_GROUP) return
      const known = this.#table.participantIndex(participantIds[row])
      labels[known] = label
      const own = counts[label]
      if (own && !this.#table.isExcluded(participantIds[row]))
        this.#count(own, this.#table.rowCodes(known), 1)
    })
    return { labels, counts }
  }

  #countsOfGroup(row: number): Int32Array | undefined {
    return this.#groupCounts?.counts[this.#groupCounts.labels[row] ?? NO_GROUP]
  }
}

interface Frame extends PairFrame {
  readonly counts: StatementCounts
  /** per canonical column MODERATED_OUT | META */
  readonly status: Uint8Array
}

/** Groups, with the axes that their centres refer to, and whom their labels are of. */
interface Grouping {
  readonly axes: Axes
  readonly groups: GroupAssignment
  readonly participantIds: Int32Array
}

interface GroupCounts {
  /** by row of the table; rows added later are in no group yet */
  readonly labels: Int32Array
  /** votes per group; none where everybody is in one */
  readonly counts: readonly Int32Array[]
}

/** Assigns everybody to the nearest known centre, after turning the centres to the current axes. */
function regroup(layout: Layout, { axes, groups }: Grouping): GroupAssignment {
  const { order, signs } = alignDisplay(layout.axes, axes)
  const centers = new Float64Array(groups.centers.length)
  for (let from = 0; from < centers.length; from += STRIDE)
    order.forEach((axis, at) => {
      centers[from + axis] = groups.centers[from + at] * signs[at]
    })
  const rows = clusteredRows(layout.matrix, layout.axes.open)
  return assignGroups(layout.points, rows, { ...groups, centers })
}

function roomFor(statements: number): number {
  return Math.max(16, Math.ceil(statements / 64) * 64)
}

function widened(counts: Int32Array, cells: number): Int32Array {
  const wider = new Int32Array(cells)
  wider.set(counts)
  return wider
}
