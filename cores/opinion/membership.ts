import { NO_GROUP } from './group-votes.ts'
import type { GroupAssignment } from './groups.ts'
import { STRIDE } from './positions.ts'

/** What soft membership needs: where groups lie, how large and how wide they are. */
export interface MembershipModel {
  /** STRIDE numbers a group */
  readonly centers: Float64Array
  /** per group its share of the people */
  readonly shares: Float64Array
  /** variance within groups, per axis, the same for all groups */
  readonly width: Float64Array
}

export type Standing =
  | { readonly kind: 'clearly-in'; readonly group: number }
  | { readonly kind: 'between'; readonly groups: readonly [number, number] }

/** Somebody is clearly in a group from this probability. */
const CLEARLY = 0.8

export function fitMembership(points: Float64Array, groups: GroupAssignment): MembershipModel {
  const width = new Float64Array(STRIDE)
  let people = 0
  groups.labels.forEach((label, row) => {
    if (label === NO_GROUP) return
    people += 1
    for (let axis = 0; axis < STRIDE; axis += 1) {
      const off = (points[row * STRIDE + axis] as number) - (groups.centers[label * STRIDE + axis] as number)
      width[axis] = (width[axis] as number) + off * off
    }
  })
  return {
    centers: groups.centers,
    shares: Float64Array.from(groups.sizes, (size) => size / Math.max(people, 1)),
    width: width.map((sum) => Math.max(sum / Math.max(people, 1), 1e-12)),
  }
}

/**
 * Probability of each group for a position: normal clouds around the centres, equally wide, as large as the groups.
 * @returns per group, adding up to 1
 */
export function softMembership(model: MembershipModel, points: Float64Array, offset = 0): Float64Array {
  const logs = model.shares.map((share, group) => {
    let far = 0
    for (let axis = 0; axis < STRIDE; axis += 1) {
      const off = (points[offset + axis] as number) - (model.centers[group * STRIDE + axis] as number)
      far += (off * off) / (model.width[axis] as number)
    }
    return Math.log(Math.max(share, 1e-300)) - far / 2
  })
  const highest = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const weights = logs.map((log) => Math.exp(log - highest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

/** Says a membership in words: clearly in one group, or between the two most probable. */
export function standingOf(membership: Float64Array): Standing {
  const order = Array.from(membership.keys()).sort(
    (a, b) => (membership[b] as number) - (membership[a] as number),
  )
  const [first = 0, second] = order
  if (second === undefined || (membership[first] as number) >= CLEARLY)
    return { kind: 'clearly-in', group: first }
  return { kind: 'between', groups: [first, second] }
}
