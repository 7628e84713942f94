import { NO_GROUP } from './group-votes.ts'
import type { GroupAssignment } from './groups.ts'
import { STRIDE } from './positions.ts'

/** What soft membership is computed from: the position, size and width of each group; MATH.md §16. */
export interface MembershipModel {
  /** STRIDE numbers per group */
  readonly centers: Float64Array
  /** per group its share of the people */
  readonly shares: Float64Array
  /** variance within groups, per axis, the same for all groups */
  readonly width: Float64Array
}

/** A membership in words. */
export type Standing =
  | { readonly kind: 'clearly-in'; readonly group: number }
  | { readonly kind: 'between'; readonly groups: readonly [number, number] }

/** From this probability on, somebody is clearly in a group. */
export const CLEARLY = 0.8

/** Measures the position, size and width of the groups of a map. @param points STRIDE numbers per row. O(rows) */
export function fitMembership(points: Float64Array, groups: GroupAssignment): MembershipModel {
  const width = new Float64Array(STRIDE)
  let people = 0
  groups.labels.forEach((label, row) => {
    if (label === NO_GROUP) return
    people += 1
    for (let axis = 0; axis < STRIDE; axis += 1) {
      const off = points[row * STRIDE + axis] - groups.centers[label * STRIDE + axis]
      width[axis] += off * off
    }
  })
  return {
    centers: groups.centers,
    shares: Float64Array.from(groups.sizes, (size) => size / Math.max(people, 1)),
    width: width.map((sum) => Math.max(sum / Math.max(people, 1), 1e-12)),
  }
}

/**
 * Probability of each group for a position: a normal mixture around the centres, with equal widths, weighted by the
 * sizes of the groups.
 * @returns per group, adding up to 1
 */
export function softMembership(model: MembershipModel, points: Float64Array, offset = 0): Float64Array {
  const { shares, centers, width } = model
  const probabilities = new Float64Array(shares.length)
  let highest = Number.NEGATIVE_INFINITY
  for (let group = 0; group < shares.length; group += 1) {
    let far = 0
    for (let axis = 0; axis < STRIDE; axis += 1) {
      const off = points[offset + axis] - centers[group * STRIDE + axis]
      far += (off * off) / width[axis]
    }
    const log = Math.log(Math.max(shares[group], 1e-300)) - far / 2
    probabilities[group] = log
    highest = Math.max(highest, log)
  }
  let total = 0
  for (let group = 0; group < probabilities.length; group += 1) {
    const likelihood = Math.exp(probabilities[group] - highest)
    probabilities[group] = likelihood
    total += likelihood
  }
  for (let group = 0; group < probabilities.length; group += 1) probabilities[group] /= total
  return probabilities
}

/** Puts a membership into words: clearly in one group, or between the two most probable. */
export function standingOf(membership: Float64Array): Standing {
  let first = 0
  for (let group = 1; group < membership.length; group += 1)
    if (membership[group] > membership[first]) first = group
  if (membership.length < 2 || membership[first] >= CLEARLY) return { kind: 'clearly-in', group: first }
  let second = first === 0 ? 1 : 0
  for (let group = 0; group < membership.length; group += 1)
    if (group !== first && membership[group] > membership[second]) second = group
  return { kind: 'between', groups: [first, second] }
}
