import { LEAST_VOTES } from './groups.ts'
import { type MembershipModel, type Standing, softMembership, standingOf } from './membership.ts'
import { type PositionModel, placeRow, rowDeviations, STRIDE } from './positions.ts'
import { encodeVote, isVote } from './vote-code.ts'

/** Everything needed to place somebody, small enough to keep in every web process. */
export interface Placer {
  readonly model: PositionModel
  /** absent where there are no groups */
  readonly membership?: MembershipModel | undefined
  /** statement id → column */
  readonly columns: ReadonlyMap<number, number>
  /** how many votes somebody needs to belong to a group */
  readonly needed: number
}

/** Where somebody is, how sure that is, and in which group. */
export interface Placement {
  /** one number per axis */
  readonly position: Float64Array
  /** one number per axis: the standard deviation that the votes leave */
  readonly deviations: Float64Array
  /** votes that count for the position */
  readonly votes: number
  /** a group from 7 votes on, where there are groups */
  readonly standing:
    | (Standing & { readonly membership: Float64Array })
    | { readonly kind: 'too-few-votes'; readonly needed: number }
    | { readonly kind: 'no-groups' }
}

/** Scratch memory for the votes, kept because allocating it took longer than placing somebody. */
let row = new Uint32Array(256)

/** What must be kept of a map to place people. O(statements). */
export function makePlacer(model: PositionModel, membership?: MembershipModel): Placer {
  const columns = new Map(Array.from(model.axes.statementIds, (id, column) => [id, column]))
  const open = model.axes.open.reduce((sum, is) => sum + is, 0)
  return { model, membership, columns, needed: Math.min(LEAST_VOTES, open) }
}

/**
 * Places one participant against the current axes: exactly where the map puts a row with these votes.
 * Votes on statements that the axes do not know (new ones) do not count yet. Microseconds for 50 votes.
 * @param votes statement id → 1, 0 or −1
 * @throws RangeError on another vote
 */
export function placeParticipant(placer: Placer, votes: ReadonlyMap<number, number>): Placement {
  const { model, membership, columns, needed } = placer
  if (votes.size > row.length) row = new Uint32Array(2 * votes.size)
  let count = 0
  for (const [statement, vote] of votes) {
    if (!isVote(vote)) throw new RangeError(`vote ${vote} on statement ${statement} is not 1, 0 or -1`)
    const column = columns.get(statement)
    if (column === undefined || model.axes.open[column] !== 1) continue
    row[count] = encodeVote(column, vote)
    count += 1
  }
  sortAscending(row, count)
  const position = new Float64Array(STRIDE)
  placeRow(model, row, 0, count, position, 0)
  return {
    position: position.slice(0, model.axes.components.length),
    deviations: rowDeviations(model, row, count).slice(0, model.axes.components.length),
    votes: count,
    standing: standing(membership, position, count, needed),
  }
}

/** Insertion sort: rows are short and mostly in order, and a map adds them up in this order. */
function sortAscending(codes: Uint32Array, count: number): void {
  for (let at = 1; at < count; at += 1) {
    const code = codes[at]
    let to = at
    while (to > 0 && codes[to - 1] > code) {
      codes[to] = codes[to - 1]
      to -= 1
    }
    codes[to] = code
  }
}

function standing(
  membership: MembershipModel | undefined,
  position: Float64Array,
  votes: number,
  needed: number,
) {
  if (!membership || membership.shares.length < 2) return { kind: 'no-groups' } as const
  if (votes < needed) return { kind: 'too-few-votes', needed } as const
  const soft = softMembership(membership, position)
  return { ...standingOf(soft), membership: soft }
}
