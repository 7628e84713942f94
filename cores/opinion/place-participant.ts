import { type MembershipModel, type Standing, softMembership, standingOf } from './membership.ts'
import { type PositionModel, placeRow, rowDeviations, STRIDE } from './positions.ts'
import { encodeVote, isVote } from './vote-code.ts'

/** Everything needed to place somebody, small enough to keep in every web process. */
export interface Placer {
  readonly model: PositionModel
  /** absent where there are no groups */
  readonly membership?: MembershipModel | undefined
  readonly columns: ReadonlyMap<number, number>
}

export interface Placement {
  /** one number an axis */
  readonly position: Float64Array
  /** one number an axis: the standard deviation of what the votes leave open */
  readonly deviations: Float64Array
  /** votes that count for the position */
  readonly votes: number
  /** from 7 votes on, where there are groups */
  readonly standing:
    | (Standing & { readonly membership: Float64Array })
    | { readonly kind: 'too-few-votes'; readonly needed: number }
    | { readonly kind: 'no-groups' }
}

const LEAST_VOTES = 7

export function makePlacer(model: PositionModel, membership?: MembershipModel): Placer {
  const columns = new Map(Array.from(model.axes.statementIds, (id, column) => [id, column]))
  return { model, membership, columns }
}

/**
 * Places one participant against the current axes: exactly where the map puts a row with these votes.
 * Votes on statements that the axes do not know (new ones) do not count yet. Microseconds for 50 votes.
 * @param votes statement id → 1, 0 or −1
 * @throws RangeError on another vote
 */
export function placeParticipant(placer: Placer, votes: ReadonlyMap<number, number>): Placement {
  const { model, membership, columns } = placer
  const codes = new Uint32Array(votes.size)
  let count = 0
  for (const [statement, vote] of votes) {
    if (!isVote(vote)) throw new RangeError(`vote ${vote} on statement ${statement} is not 1, 0 or -1`)
    const column = columns.get(statement)
    if (column === undefined || model.axes.open[column] !== 1) continue
    codes[count] = encodeVote(column, vote)
    count += 1
  }
  const row = codes.subarray(0, count).sort()
  const position = new Float64Array(STRIDE)
  placeRow(model, row, 0, count, position, 0)
  const open = model.axes.open.reduce((sum, is) => sum + is, 0)
  const needed = Math.min(LEAST_VOTES, open)
  return {
    position: position.subarray(0, model.axes.components.length),
    deviations: rowDeviations(model, row).subarray(0, model.axes.components.length),
    votes: count,
    standing: standing(membership, position, count, needed),
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
