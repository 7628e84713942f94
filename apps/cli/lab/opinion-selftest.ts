import { adjustedRandIndex, type PolisMap, polisMap } from '#cores/opinion'
import type { MissingRows } from './opinion-missing-rows.ts'
import { readServerCase, type ServerCase } from './opinion-server-answer.ts'

/** One quantity of the compatible mode held against the server's answer. */
export interface SelftestLine {
  readonly quantity: string
  /** largest error, or for components 1 − |cos| */
  readonly error: number
  readonly bound: number
  /** how many numbers were compared */
  readonly compared: number
  /** set where a known fault of the server or of the folder explains the difference: reported, not failed */
  readonly fault?: string
  /** follows from the votes of people in groups, and from nothing else */
  readonly isOfGroups?: boolean
}

export const isFailed = (line: SelftestLine) => !line.fault && !(line.error <= line.bound)

const EXACT = 1e-9
const COMPONENT_BOUND = 1e-5
const FAULTY_COMPONENT_BOUND = 1e-3

/** Checks the compatible mode against a folder with a server's own answer. */
export function selftest(folder: string): SelftestLine[] {
  const given = readServerCase(folder)
  const map = polisMap(given.matrix, { labels: given.labels })
  const columns = new Map(Array.from(given.matrix.statementIds, (id, column) => [id, column]))
  const comparison: Comparison = { ...given, map, column: (id) => columns.get(id) ?? -1 }
  const lines = [
    ...components(comparison),
    ...positions(comparison),
    ...tallies(comparison),
    byStatement(comparison, 'consensus', given.answer['group-aware-consensus'], map.consensus),
    priorities(comparison),
    ...representative(comparison),
    majority(comparison),
    foundGroups(comparison),
  ]
  return excuseMissingRows(given.missing, lines)
}

interface Comparison extends ServerCase {
  readonly map: PolisMap
  readonly column: (id: number) => number
}

/** Keeps the largest error and counts what was compared. */
class Largest {
  error = 0
  compared = 0
  add(ours: number | undefined, theirs: number | undefined): void {
    this.compared += 1
    const error = Math.abs((ours ?? Number.NaN) - (theirs ?? Number.NaN))
    this.error = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(this.error, error)
  }
  line(quantity: string, bound = EXACT): SelftestLine {
    return { quantity, error: this.error, bound, compared: this.compared }
  }
  lineOfGroups(quantity: string, bound = EXACT): SelftestLine {
    return { ...this.line(quantity, bound), isOfGroups: true }
  }
}

function cosine(c: Comparison, axis: number): number {
  const theirs = c.answer.pca.comps[axis] ?? []
  const ours = c.map.space.axes.components[axis]
  let [product, length] = [0, 0]
  c.answer.tids.forEach((id, at) => {
    product += (ours?.[c.column(id)] ?? 0) * (theirs[at] ?? 0)
    length += (theirs[at] ?? 0) ** 2
  })
  return length === 0 ? 0 : product / Math.sqrt(length)
}

function components(c: Comparison): SelftestLine[] {
  return [0, 1].map((axis) => ({
    quantity: `component ${axis + 1}, 1 - |cos|`,
    error: Math.max(0, 1 - Math.abs(cosine(c, axis))),
    bound: COMPONENT_BOUND,
    compared: c.answer.tids.length,
  }))
}

function positions(c: Comparison): SelftestLine[] {
  const { space } = c.map
  const mirror = [Math.sign(cosine(c, 0)), Math.sign(cosine(c, 1))] as const
  const rows = new Map(Array.from(c.matrix.participantIds, (id, row) => [id, row]))
  const base = c.answer['base-clusters']
  const [people, center, statements, extremity] = [new Largest(), new Largest(), new Largest(), new Largest()]
  // The server's sign is −1 = agree, so its map is ours mirrored.
  base.members.forEach((members, at) => {
    const mean = (axis: 0 | 1) =>
      members.reduce(
        (sum, id) => sum + (space.positions[2 * (rows.get(id) ?? Number.NaN) + axis] ?? Number.NaN),
        0,
      ) / members.length
    people.add(-mean(0) * mirror[0], base.x[at])
    people.add(-mean(1) * mirror[1], base.y[at])
  })
  const workedOut = new Set(c.missing?.workedOut?.map(({ statement }) => statement))
  c.answer.tids.forEach((id, at) => {
    const column = c.column(id)
    // What votes were worked out from says nothing about itself.
    if (!workedOut.has(id)) center.add(-(space.axes.center[column] ?? Number.NaN), c.answer.pca.center[at])
    for (const axis of [0, 1] as const) {
      const theirs = -(c.answer.pca['comment-projection'][axis]?.[at] ?? Number.NaN)
      statements.add((space.statementPositions[2 * column + axis] ?? Number.NaN) * mirror[axis], theirs)
    }
    extremity.add(space.extremity[column], c.answer.pca['comment-extremity'][at])
  })
  return [
    center.line('center'),
    people.line('positions (means of base clusters)'),
    statements.line('statement positions'),
    extremity.line('extremity'),
  ]
}

function tallies(c: Comparison): SelftestLine[] {
  const [votes, own] = [new Largest(), new Largest()]
  c.answer['group-clusters'].forEach((group, label) => {
    const ours = c.map.groupVotes[label]
    for (const [id, cell] of Object.entries(c.answer['group-votes'][String(group.id)]?.votes ?? {})) {
      const column = c.column(Number(id))
      votes.add(ours?.agrees[column], cell.A)
      votes.add(ours?.disagrees[column], cell.D)
      votes.add(ours?.votes[column], cell.S)
    }
  })
  const rows = new Map(Array.from(c.matrix.participantIds, (id, row) => [id, row]))
  for (const [id, count] of Object.entries(c.answer['user-vote-counts'])) {
    if (c.missing?.participants.includes(Number(id))) continue
    const row = rows.get(Number(id))
    own.add(row === undefined ? 0 : (c.matrix.rowStart[row + 1] ?? 0) - (c.matrix.rowStart[row] ?? 0), count)
  }
  return [votes.lineOfGroups('tallies per group'), own.line('votes per participant')]
}

function byStatement(
  c: Comparison,
  quantity: string,
  theirs: Record<string, number>,
  ours: Float64Array,
): SelftestLine {
  const largest = new Largest()
  for (const [id, value] of Object.entries(theirs)) largest.add(ours[c.column(Number(id))], value)
  return largest.lineOfGroups(quantity)
}

function priorities(c: Comparison): SelftestLine {
  const theirs = c.answer['comment-priorities']
  // They follow from the extremity too.
  const line = { ...byStatement(c, 'priorities', theirs, c.map.priorities), isOfGroups: false }
  const isStuck = Object.values(theirs).length > 1 && Object.values(theirs).every((value) => value === 49)
  return isStuck
    ? { ...line, fault: 'all priorities of this server are 49: it drew statements at random' }
    : line
}

interface Shown {
  readonly id: number
  readonly for: string
  readonly numbers: readonly number[]
  /** the server keeps this one in 32 bits */
  readonly single: number
}

const SINGLE_BOUND = 1e-6

function compareLists(
  exact: Largest,
  single: Largest,
  ours: readonly Shown[],
  theirs: readonly Shown[],
): void {
  exact.add(ours.length, theirs.length)
  theirs.forEach((shown, at) => {
    const own = ours[at]
    const same = own?.id === shown.id && own.for === shown.for ? own : undefined
    shown.numbers.forEach((value, place) => {
      exact.add(same?.numbers[place], value)
    })
    const scale = Math.max(1, Math.abs(shown.single))
    single.add((same?.single ?? Number.NaN) / scale, shown.single / scale)
  })
}

function representative(c: Comparison): SelftestLine[] {
  const [exact, single] = [new Largest(), new Largest()]
  c.answer['group-clusters'].forEach((group, label) => {
    const ours = (c.map.representative[label] ?? []).map((r) => ({
      id: c.matrix.statementIds[r.column] ?? -1,
      for: r.for,
      numbers: [r.successes, r.n, r.p, r.pTest, r.repness],
      single: r.repnessTest,
    }))
    const theirs = (c.answer.repness[String(group.id)] ?? []).map((r) => ({
      id: r.tid,
      for: r['repful-for'],
      numbers: [r['n-success'], r['n-trials'], r['p-success'], r['p-test'], r.repness],
      single: r['repness-test'],
    }))
    compareLists(exact, single, ours, theirs)
  })
  return [
    exact.lineOfGroups('representative statements'),
    single.lineOfGroups('their repness-test, relative (32 bits in the server)', SINGLE_BOUND),
  ]
}

function majority(c: Comparison): SelftestLine {
  const largest = new Largest()
  for (const direction of ['agree', 'disagree'] as const) {
    const ours = c.map.majority[direction]
    const theirs = c.answer.consensus[direction]
    largest.add(ours.length, theirs.length)
    theirs.forEach((shown, at) => {
      const own = ours[at]
      const same = own !== undefined && c.matrix.statementIds[own.column] === shown.tid ? own : undefined
      largest.add(same?.successes, shown['n-success'])
      largest.add(same?.n, shown['n-trials'])
      largest.add(same?.p, shown['p-success'])
      largest.add(same?.pTest, shown['p-test'])
    })
  }
  return largest.line('majority statements')
}

/** How far the groups we find resemble the server's, which depend on its history: reported, never failed. */
function foundGroups(c: Comparison): SelftestLine {
  const found = polisMap(c.matrix, { k: c.answer['group-clusters'].length })
  return {
    quantity: '1 - adjusted Rand index of groups found at the same k',
    error: 1 - adjustedRandIndex(found.labels, c.labels),
    bound: Number.POSITIVE_INFINITY,
    compared: c.labels.length,
  }
}

/**
 * Says what the folder lacks. Where that row could be worked out, everything has been compared; otherwise what depends on
 * it can only be approached, and what does not is held to its bound all the same.
 */
function excuseMissingRows(missing: MissingRows | undefined, lines: SelftestLine[]): SelftestLine[] {
  if (!missing) return lines
  const { participants, votes, workedOut } = missing
  const lacks = `the folder lacks the ${votes} votes of participant ${participants.join(', ')}, whom the answer counts`
  if (workedOut) {
    const fault = `${lacks}; they follow from the center of these statements, which is compared on all others`
    const shared = { quantity: 'votes that were worked out', error: 0, bound: EXACT }
    return [{ ...shared, compared: workedOut.length, fault }, ...lines]
  }
  return lines.map((line) => {
    const depends = !line.isOfGroups || missing.areGrouped
    const isNear = !line.quantity.startsWith('component') || line.error <= FAULTY_COMPONENT_BOUND
    const isExcused = line.error > line.bound && depends && isNear && !line.fault
    return isExcused ? { ...line, fault: `it depends on everybody, and ${lacks}` } : line
  })
}
