import {
  type Display,
  displayPoints,
  type GroupAssignment,
  givenGroups,
  type Layout,
  NO_GROUP,
  type Placer,
  STRIDE,
} from '#cores/opinion'
import { leastShown, peopleInStep } from '#domains/deliberate'
import type { MapEvidence, OpinionMap } from './snapshot.ts'

/**
 * In which group figures are told of each person, by their number: 0 for whoever is in none, else the place of the
 * group's letter in the alphabet, from 1. Kept with the map and never shown.
 */
export type Members = Uint8Array<ArrayBuffer>

/** How much a map may tell now. */
export type Telling = {
  /** No more answers come. */
  isOver: boolean
  /** The last of all is told, however few people that is. */
  isRestTold: boolean
}

/** The map that people look at now, from which the next one must not flip. */
export type ShownMap = { placer: Placer; letters: { id: number; letter: string }[]; members: Members }

export type GroupRequest = {
  layout: Layout
  /** The best division found, real or not. */
  groups: GroupAssignment
  evidence: MapEvidence | null
  shown?: ShownMap | undefined
  telling: Telling
}

const LETTERS = 'ABCDEFGH'
const LEAST_SHARE = 0.05

type Lettered = { assignment: GroupAssignment; list: OpinionMap['groups']['list'] }

export type ToldGroups = {
  areReal: boolean
  reason: string | null
  groups: Lettered | undefined
  members: Members
}

/**
 * The groups that figures are told of: those that were found, or, as long as so few people changed group that their
 * answers would show in the figures, the ones that were told before. Whoever came since is in none until then. O(people).
 */
export function tellGroups(
  { layout, groups: found, evidence, shown, telling }: GroupRequest,
  display: Display,
): ToldGroups {
  const before = shown?.members ?? new Uint8Array(0)
  const judged = judge(found, evidence)
  if (!judged.areReal) return { ...judged, groups: undefined, members: before }
  const list = letterGroups(found, displayPoints(found.centers, display), shown).map((group) => ({
    ...group,
    size: sizeTold(group.size, telling),
  }))
  const members = membersOf(layout, { assignment: found, list }, before)
  if (mayFollow(before, members, telling)) return { ...judged, groups: { assignment: found, list }, members }
  const kept = keptGroups(layout, before, telling)
  const judgedAgain = judge(kept.assignment, evidence)
  return { ...judgedAgain, groups: judgedAgain.areReal ? kept : undefined, members: before }
}

function judge(
  candidate: GroupAssignment,
  evidence: MapEvidence | null,
): { areReal: boolean; reason: string | null } {
  if (!evidence) return { areReal: false, reason: 'whether there are groups is not known yet' }
  if (!evidence.groups.areReal) return { areReal: false, reason: evidence.groups.reason }
  const people = candidate.sizes.reduce((sum, size) => sum + size, 0)
  const smallest = candidate.sizes.reduce((least, size) => Math.min(least, size), people)
  if (candidate.k !== evidence.groups.k || smallest < Math.max(leastShown, LEAST_SHARE * people))
    return { areReal: false, reason: 'groups changed since they were weighed' }
  return { areReal: true, reason: null }
}

/**
 * Whether figures of these groups may follow those of the former: of each group, nobody or at least ten people came and
 * went. Else the difference of two figures would be what one person answered, to all statements at once.
 */
export function mayFollow(before: Members, after: Members, { isOver, isRestTold }: Telling): boolean {
  if (isRestTold || !before.some((letter) => letter > 0)) return true
  const moved = new Int32Array(LETTERS.length + 1)
  let people = 0
  for (let person = 0; person < Math.max(before.length, after.length); person += 1) {
    const [from, to] = [before[person] ?? 0, after[person] ?? 0]
    if (from === to) continue
    moved[from] = (moved[from] as number) + 1
    moved[to] = (moved[to] as number) + 1
    people += 1
  }
  // After the end nobody comes any more who would make it ten of each.
  if (isOver) return people === 0 || people >= peopleInStep
  return moved.every((many, letter) => letter === 0 || many === 0 || many >= peopleInStep)
}

/** Whoever is not on the map, as those who are left out, stays where they were: they did not change group. */
function membersOf(layout: Layout, { assignment, list }: Lettered, before: Members): Members {
  const { participantIds } = layout.matrix
  const most = participantIds.reduce((last, id) => Math.max(last, id), -1)
  const members = new Uint8Array(Math.max(before.length, most + 1))
  members.set(before)
  const letters = new Map(list.map(({ id, letter }) => [id, LETTERS.indexOf(letter) + 1]))
  assignment.labels.forEach((label, row) => {
    members[participantIds[row] as number] = letters.get(label) ?? 0
  })
  return members
}

/** The groups of people as they were told before, on the map as it is now. */
function keptGroups(layout: Layout, members: Members, telling: Telling): Lettered {
  const letters = [...new Set(members)].filter((letter) => letter > 0).sort((a, b) => a - b)
  const ids = new Map(letters.map((letter, id) => [letter, id]))
  const labels = Int32Array.from(
    layout.matrix.participantIds,
    (person) => ids.get(members[person] ?? 0) ?? NO_GROUP,
  )
  const assignment = givenGroups(layout, labels)
  const list = letters.map((letter, id) => ({
    id,
    letter: LETTERS[letter - 1] ?? '?',
    size: sizeTold(assignment.sizes[id] ?? 0, telling),
  }))
  return { assignment, list }
}

/** A group keeps its letter: each takes that of the nearest one shown before, the nearest pair first. */
function letterGroups(
  groups: GroupAssignment,
  centers: Float64Array,
  shown: ShownMap | undefined,
): Lettered['list'] {
  const before = shown?.placer.membership?.centers
  const pairs = Array.from(groups.sizes).flatMap((_, id) =>
    before
      ? (shown?.letters ?? []).map((old) => ({
          id,
          letter: old.letter,
          far: distance(centers, id, before, old.id),
        }))
      : [],
  )
  const given = new Map<number, string>()
  for (const { id, letter } of pairs.sort((a, b) => a.far - b.far))
    if (!given.has(id) && ![...given.values()].includes(letter)) given.set(id, letter)
  const free = [...LETTERS].filter((letter) => ![...given.values()].includes(letter))
  return Array.from(groups.sizes, (size, id) => ({
    id,
    letter: given.get(id) ?? free.shift() ?? String(id + 1),
    size,
  }))
}

function distance(a: Float64Array, i: number, b: Float64Array, j: number): number {
  let sum = 0
  for (let axis = 0; axis < STRIDE; axis++)
    sum += ((a[i * STRIDE + axis] as number) - (b[j * STRIDE + axis] as number)) ** 2
  return sum
}

/** By tens while answers come in, as all numbers of people. */
export function sizeTold(people: number, { isOver }: Telling): number {
  return isOver ? people : people - (people % peopleInStep)
}

/** Whether people may be left out of the maths now, or taken back: ten at once, as all figures move. */
export function mayLeaveOut(people: number, { isRestTold }: Telling): boolean {
  return isRestTold || people === 0 || people >= peopleInStep
}
