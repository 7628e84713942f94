import {
  type Connecting,
  connect,
  type Display,
  type Layout,
  type StatementCounts,
  type StatementFindings,
} from '#cores/opinion'
import { leastShown } from '#domains/deliberate'
import type { CommonGroundEntry, EndAgreement, Everywhere, ToldAgreement } from './snapshot.ts'

/** Numbers of people in a group are told to the nearest multiple of this. */
export const TOLD_IN = 5

/** Only statements on which ten people or more of every group voted. */
export function commonGroundOf(
  { axes }: Layout,
  findings: StatementFindings,
  isListed: Uint8Array,
): CommonGroundEntry[] {
  return findings.commonGround
    .filter(({ column }) => isListed[column] === 1)
    .filter(({ column }) => findings.groupVotes.every(({ votes }) => (votes[column] as number) >= leastShown))
    .map(({ column, lower, groups }) => ({
      statement: axes.statementIds[column] as number,
      lower: inWholePercent(lower),
      groups: groups.map((bounds, group) => {
        const { agrees, votes } = findings.groupVotes[group] as StatementCounts
        return { group, ...tellAgreement(agrees[column] as number, votes[column] as number, bounds) }
      }),
    }))
}

type Told = {
  layout: Layout
  findings: StatementFindings
  display: Display
  isListed: Uint8Array
  /** How many axes say more than chance; null as long as that is not known. */
  described: number | null
}

/**
 * Common ground with what the sides of the map say of it, what most agree on everywhere first. Nothing is said of a
 * statement on which fewer than ten people of a side voted.
 */
export function groundEverywhere({
  layout,
  findings,
  display,
  isListed,
  described,
}: Told): CommonGroundEntry[] {
  const ground = commonGroundOf(layout, findings, isListed)
  if (described === null) return ground
  const column = new Map(Array.from(layout.axes.statementIds, (id, at) => [id, at]))
  const sides = findings.ends.slice(0, described).flatMap(({ negative, positive }) => [negative, positive])
  const isTold = new Uint8Array(isListed.length)
  for (const { statement } of ground) {
    const at = column.get(statement) ?? -1
    isTold[at] = sides.every(({ votes }) => (votes[at] as number) >= leastShown) ? 1 : 0
  }
  const found = new Map(
    connect(layout, findings, { described, open: isTold }).map((one) => [
      layout.axes.statementIds[one.column] as number,
      everywhereOf(one, display, described),
    ]),
  )
  return ground
    .map((entry) => ({ ...entry, everywhere: found.get(entry.statement) ?? null }))
    .sort((a, b) => (b.everywhere?.lower ?? -1) - (a.everywhere?.lower ?? -1) || b.lower - a.lower)
}

function everywhereOf(
  { isShared, lower, sides }: Connecting,
  display: Display,
  described: number,
): Everywhere {
  const ends = Array.from({ length: described }, (_, axis) => axis).flatMap((axis): EndAgreement[] => {
    const at = display.order.indexOf(axis)
    const turned = (display.signs[at] ?? 1) < 0
    return [turned, !turned].map((isHigh, place) => {
      const { agrees, votes, low } = sides[1 + 2 * axis + place] ?? { agrees: 0, votes: 0, low: 0 }
      return {
        axis: at,
        end: isHigh ? 'high' : 'low',
        share: inWholePercent(agrees / Math.max(votes, 1)),
        low: surely(low),
        n: Math.round(votes / TOLD_IN) * TOLD_IN,
      }
    })
  })
  return { isShared, lower: surely(lower), ends }
}

/** A bound is never told higher than it is. */
function surely(low: number): number {
  return Math.floor(low * 100 + 1e-9) / 100
}

/**
 * The share as it was counted, in whole per cent, as the bars beside it tell the same counts. Not finer, and of about how
 * many people: taken from the counts of everybody, exact figures would leave what the few people in no group answered.
 */
export function tellAgreement(
  agrees: number,
  n: number,
  { low, high }: { low: number; high: number },
): ToldAgreement {
  // Where nobody or everybody agrees, the interval of the estimate stops just short of that.
  return {
    share: n === 0 ? 0 : inWholePercent(agrees / n),
    low: agrees === 0 ? 0 : inWholePercent(low),
    high: agrees === n ? 1 : inWholePercent(high),
    n: Math.round(n / TOLD_IN) * TOLD_IN,
  }
}

export function inWholePercent(share: number): number {
  // A computer holds 28.5 per cent as just less than that.
  return Math.round(Math.round(share * 1e12) / 1e10) / 100
}
