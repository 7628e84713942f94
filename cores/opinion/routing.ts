import type { Placer } from './place-participant.ts'
import { type Covariance, type PositionModel, rowCovariance, STRIDE } from './positions.ts'
import { encodeVote } from './vote-code.ts'
import type { StatementCounts } from './vote-matrix.ts'

/** A statement that may be asked, with what is known of it by now. */
export interface AskedStatement {
  readonly id: number
  readonly agrees: number
  readonly disagrees: number
  /** agrees, disagrees and passes */
  readonly votes: number
  /** how often it has been shown */
  readonly showings: number
}

/**
 * What is the same for everybody when choosing what to ask next, computed once for many draws; see prepareRouting,
 * MATH.md §20.
 */
export interface Routing {
  readonly ids: readonly number[]
  /** id → index in `ids` */
  readonly indices: ReadonlyMap<number, number>
  /** in the order of `ids`, like all arrays below */
  readonly gain: Gain
  /** showings that each statement still lacks */
  readonly lacking: Float64Array
  readonly placer: Placer | undefined
}

/** How much a vote on each statement teaches, as far as that does not depend on the voter. */
interface Gain {
  /** loadings, by STRIDE; 0 for a statement that the axes do not know yet */
  readonly loadings: Float64Array
  /** expected squared loading that the votes have not determined yet, by STRIDE */
  readonly unsettled: Float64Array
  /** about the statement, in nats */
  readonly learned: Float64Array
  /** chance that somebody does not pass */
  readonly answers: Float64Array
  readonly noise: number
}

/** What to ask next, if anything is left. */
export type NextStatement =
  | {
      readonly kind: 'statement'
      readonly id: number
      /** probability with which it was drawn; log it with the showing */
      readonly propensity: number
      /** whether the statement still lacked guaranteed showings */
      readonly isGuaranteed: boolean
    }
  | { readonly kind: 'all-answered' }

/** Every statement should reach this many showings. */
const LEAST_SHOWINGS = 20
/** Share of draws that is kept for statements below that number, while there are any. */
const GUARANTEED_SHARE = 0.5
/** Even the least informative statement keeps this share of a uniform draw, so that no propensity becomes 0. */
const EVEN_SHARE = 0.1

/**
 * Prepares the choice among statements, for any number of people. O(statements).
 * @param placer the map's; without one, only what is learned about the statements counts
 */
export function prepareRouting(statements: readonly AskedStatement[], placer?: Placer): Routing {
  const loadings = new Float64Array(statements.length * STRIDE)
  statements.forEach(({ id }, at) => {
    const column = placer?.columns.get(id)
    if (!placer || column === undefined) return
    loadings.set(placer.model.loadings.subarray(column * STRIDE, (column + 1) * STRIDE), at * STRIDE)
  })
  const typical = placer ? 1 / Math.max(countOpen(placer.model), 1) : 0
  return {
    ids: statements.map((statement) => statement.id),
    indices: new Map(statements.map((statement, at) => [statement.id, at])),
    gain: gainOf({ loadings, typical, model: placer?.model }, statements),
    lacking: Float64Array.from(statements, ({ showings }) => Math.max(0, LEAST_SHOWINGS - showings)),
    placer,
  }
}

/**
 * Draws the statement to show next: mostly the one expected to teach most (about where this person stands, and about
 * the statement itself), with a share of the draws reserved for statements that few people have been shown.
 * O(statements + votes): microseconds for hundreds.
 * @param own     the person's votes: statement id → 1, 0 or −1
 * @param chance  a random number in [0, 1), from the caller
 * @throws RangeError on another number
 */
export function chooseNextStatement(
  routing: Routing,
  own: ReadonlyMap<number, number>,
  chance: number,
): NextStatement {
  if (!(chance >= 0 && chance < 1)) throw new RangeError(`chance ${chance} is not a number in [0, 1)`)
  const propensities = routingPropensities(routing, own)
  if (!propensities) return { kind: 'all-answered' }
  let left = chance
  let drawn = -1
  for (let at = 0; at < propensities.length && left >= 0; at += 1) {
    const propensity = propensities[at]
    if (propensity === 0) continue
    drawn = at
    left -= propensity
  }
  return {
    kind: 'statement',
    id: routing.ids[drawn],
    // Of one that is left, rounding may make a little more than 1.
    propensity: Math.min(propensities[drawn], 1),
    isGuaranteed: routing.lacking[drawn] > 0,
  }
}

/** Probability per statement of being shown next; adds up to 1. Undefined when the person has answered all. */
export function routingPropensities(
  routing: Routing,
  own: ReadonlyMap<number, number>,
): Float64Array | undefined {
  const { ids, gain, lacking, placer } = routing
  const isAnswered = markAnswered(routing, own)
  const informed = informationOf(gain, placer ? ownUncertainty(placer, own) : NOTHING_TO_LEARN)
  let [count, information, owed] = [0, 0, 0]
  for (let at = 0; at < ids.length; at += 1) {
    if (isAnswered[at] === 1) continue
    count += 1
    information += informed[at]
    owed += lacking[at]
  }
  if (count === 0) return undefined
  const share = owed > 0 ? GUARANTEED_SHARE : 0
  const [perOwed, perInformation] = [owed > 0 ? share / owed : 0, 1 / information]
  const propensities = new Float64Array(ids.length)
  for (let at = 0; at < ids.length; at += 1) {
    if (isAnswered[at] === 1) continue
    const learned = (1 - EVEN_SHARE) * perInformation * informed[at] + EVEN_SHARE / count
    propensities[at] = perOwed * lacking[at] + (1 - share) * learned
  }
  return propensities
}

/** Without a map there are no positions to learn about. */
const NOTHING_TO_LEARN: Covariance = [0, 0, 0, 0, 0, 0]

/** By index in `ids`: 1 where the person answered. */
function markAnswered({ ids, indices }: Routing, own: ReadonlyMap<number, number>): Uint8Array {
  const isAnswered = new Uint8Array(ids.length)
  for (const id of own.keys()) {
    const at = indices.get(id)
    if (at !== undefined) isAnswered[at] = 1
  }
  return isAnswered
}

function ownUncertainty({ model, columns }: Placer, own: ReadonlyMap<number, number>): Covariance {
  const row = new Uint32Array(own.size)
  let count = 0
  for (const id of own.keys()) {
    const column = columns.get(id)
    if (column === undefined) continue
    // That somebody answered leaves less open, whatever the answer.
    row[count] = encodeVote(column, 0)
    count += 1
  }
  return rowCovariance(model, row, count)
}

/** Expected information of a newcomer's vote on each statement of a map, in nats; see informationOf. */
export function newcomerInformation(model: PositionModel, counts: StatementCounts): Float64Array {
  const statements = Array.from(counts.votes, (votes, column) => ({
    votes,
    agrees: counts.agrees[column],
    disagrees: counts.disagrees[column],
  }))
  const typical = 1 / Math.max(countOpen(model), 1)
  const gain = gainOf({ loadings: model.loadings, typical, model }, statements)
  return informationOf(gain, rowCovariance(model, new Uint32Array(0)))
}

function countOpen({ axes }: PositionModel): number {
  return axes.open.reduce((sum, is) => sum + is, 0)
}

type Counted = Pick<AskedStatement, 'agrees' | 'disagrees' | 'votes'>

/**
 * About a statement: ½·ln((n + 3)/(n + 2)), by which one more vote reduces the uncertainty of its share, plus ½·ln(1 +
 * r/(1 + n·r)) per axis for that of its loadings, r = spread/(σ² · statements). Loadings that n votes have not
 * determined yet are expected to be as large as those of other statements.
 */
function gainOf(
  known: { loadings: Float64Array; typical: number; model: PositionModel | undefined },
  statements: readonly Counted[],
): Gain {
  const { loadings, typical, model } = known
  const unsettled = new Float64Array(statements.length * STRIDE)
  const learned = Float64Array.from(statements, ({ votes }, at) => {
    let nats = 0.5 * Math.log((votes + 3) / (votes + 2))
    for (let a = 0; model && a < STRIDE; a += 1) {
      const ratio = (typical * model.spread[a]) / model.noise
      unsettled[at * STRIDE + a] = typical / (1 + votes * ratio)
      nats += 0.5 * Math.log1p(ratio / (1 + votes * ratio))
    }
    return nats
  })
  const answers = Float64Array.from(
    statements,
    ({ votes, agrees, disagrees }) => 1 - (votes - agrees - disagrees + 1) / (votes + 3),
  )
  return { loadings, unsettled, learned, answers, noise: model?.noise ?? 1 }
}

/**
 * Expected information of a vote on each statement, in nats. About the person: ½·ln(1 + E[aᵀVa]/σ²) with V the
 * covariance of their position and a the statement's loadings, times the chance that they do not pass; about the
 * statement, see gainOf.
 */
function informationOf(
  { loadings, unsettled, learned, answers, noise }: Gain,
  uncertain: Covariance,
): Float64Array {
  const information = new Float64Array(learned.length)
  const [xx, yy, zz] = [uncertain[0] / noise, uncertain[3] / noise, uncertain[5] / noise]
  // Off-diagonal entries count twice.
  const [xy, xz, yz] = [(2 * uncertain[1]) / noise, (2 * uncertain[2]) / noise, (2 * uncertain[4]) / noise]
  // Written out: this runs for every statement and every vote.
  for (let at = 0, j = 0; at < learned.length; at += 1, j += STRIDE) {
    const [x, y, z] = [loadings[j], loadings[j + 1], loadings[j + 2]]
    const settled = x * (xx * x + xy * y + xz * z) + y * (yy * y + yz * z) + zz * z * z
    const open = xx * unsettled[j] + yy * unsettled[j + 1] + zz * unsettled[j + 2]
    const aboutPerson = 0.5 * Math.log(1 + Math.max(settled + open, 0))
    information[at] = answers[at] * aboutPerson + learned[at]
  }
  return information
}
