import type { Axes } from './axes.ts'
import type { MembershipModel } from './membership.ts'
import { interleave, type PositionModel, STRIDE } from './positions.ts'

/** How a map is turned towards the one shown before: which axis comes where, and which end is positive. */
export interface Display {
  /** axis shown → axis of the map */
  readonly order: Int32Array
  /** axis shown → 1 or −1 */
  readonly signs: Float64Array
}

/**
 * Turns a new map towards the one that people look at, so that it never flips. Order and signs only: a rotation would
 * make the words for the axes wrong (MATH.md §24). O(statements).
 * @param shown the axes as they were shown last, on the statements of that time
 */
export function alignDisplay(axes: Axes, shown?: Axes): Display {
  const count = axes.components.length
  const same = Int32Array.from({ length: count }, (_, axis) => axis)
  if (!shown) return { order: same, signs: new Float64Array(count).fill(1) }
  const overlap = overlaps(axes, shown)
  let [order, best] = [Array.from(same), Number.NEGATIVE_INFINITY]
  for (const candidate of permutations(count)) {
    const alike = candidate.reduce((sum, axis, at) => sum + Math.abs(overlap(at, axis)), 0)
    if (alike > best + 1e-9) [order, best] = [candidate, alike]
  }
  return {
    order: Int32Array.from(order),
    signs: Float64Array.from(order, (axis, at) => (overlap(at, axis) < 0 ? -1 : 1)),
  }
}

/** Cosine between an axis shown before and a current axis, over the statements that both know. */
function overlaps(axes: Axes, shown: Axes): (before: number, axis: number) => number {
  const columns = new Map(Array.from(shown.statementIds, (id, column) => [id, column]))
  const count = axes.components.length
  const table = new Float64Array(count * count)
  axes.statementIds.forEach((id, column) => {
    const known = columns.get(id)
    if (known === undefined) return
    for (let before = 0; before < count; before += 1)
      for (let axis = 0; axis < count; axis += 1)
        table[before * count + axis] +=
          (shown.components[before]?.[known] ?? 0) * (axes.components[axis]?.[column] ?? 0)
  })
  return (before, axis) => table[before * count + axis]
}

/** All orders of 0 … count − 1, the one unchanged first. */
function permutations(count: number): number[][] {
  if (count === 0) return [[]]
  const shorter = permutations(count - 1)
  return Array.from({ length: count }, (_, first) =>
    shorter.map((rest) => [first, ...rest.map((axis) => (axis >= first ? axis + 1 : axis))]),
  ).flat()
}

/** The axes as they are shown. */
export function displayAxes(axes: Axes, { order, signs }: Display): Axes {
  const turned = Array.from(order, (axis, at) =>
    (axes.components[axis] ?? new Float64Array(axes.open.length)).map((loading) => loading * signs[at] + 0),
  )
  const take = (values: Float64Array) => Float64Array.from(order, (axis) => values[axis])
  return { ...axes, components: turned, values: take(axes.values), explained: take(axes.explained) }
}

/** The model that places people where they are shown. */
export function displayModel(model: PositionModel, display: Display): PositionModel {
  const axes = displayAxes(model.axes, display)
  const spread = model.spread.map((value, at) => model.spread[display.order[at] ?? at] ?? value)
  return { ...model, axes, loadings: interleave(axes), spread }
}

/** Points (STRIDE numbers each) as they are shown. */
export function displayPoints(points: Float64Array, { order, signs }: Display): Float64Array {
  const turned = new Float64Array(points.length)
  for (let from = 0; from < points.length; from += STRIDE)
    for (let at = 0; at < order.length; at += 1) turned[from + at] = points[from + order[at]] * signs[at]
  return turned
}

/** Groups as they are shown. */
export function displayMembership(model: MembershipModel, display: Display): MembershipModel {
  const width = model.width.map((value, at) => model.width[display.order[at] ?? at] ?? value)
  return { ...model, centers: displayPoints(model.centers, display), width }
}
