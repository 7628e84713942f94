import { isAllowed, type StaffMember } from '#domains/people'
import { type Counting, workingMinutes } from '#platform/clock'
import type { Many, ToldTo, Urgency } from './urgency.ts'

/** Too many posts, or posts that nobody looked at. */
export type EscalationStep = 'many' | 'idle'

/** What a watch found and nobody looked at or did anything with since. */
export type OpenFind = {
  postId: string
  sourceId: string
  foundAt: Date
  toldAsMany: boolean
  toldAsIdle: boolean
}

/** A step that is reached, with the finds that it tells: each of them is told once by it. */
export type Reached = { step: EscalationStep; finds: readonly OpenFind[]; sources: number }

const HOUR_MS = 60 * 60_000

/** The steps that a watch has reached. Steps: the finds, times the days that they lie there. */
export function listReached(
  { many, idleHours }: Pick<Urgency, 'many' | 'idleHours'>,
  finds: readonly OpenFind[],
  { now, ...counting }: Counting & { now: Date },
): Reached[] {
  const lately = many ? listLately(many, finds, now) : []
  const idle =
    idleHours === undefined
      ? []
      : finds.filter(
          ({ foundAt, toldAsIdle }) =>
            !toldAsIdle && workingMinutes(foundAt, now, counting) >= idleHours * 60,
        )
  return [reach('many', lately), reach('idle', idle)].filter(({ finds: { length } }) => length > 0)
}

function listLately({ posts, sources, hours }: Many, finds: readonly OpenFind[], now: Date): OpenFind[] {
  const since = now.getTime() - hours * HOUR_MS
  const lately = finds.filter(({ foundAt, toldAsMany }) => !toldAsMany && foundAt.getTime() > since)
  return lately.length >= posts && countSources(lately) >= sources ? lately : []
}

function reach(step: EscalationStep, finds: readonly OpenFind[]): Reached {
  return { step, finds, sources: countSources(finds) }
}

function countSources(finds: readonly OpenFind[]): number {
  return new Set(finds.map(({ sourceId }) => sourceId)).size
}

/**
 * Who is told: whom the watch names, of those who work here and may listen; where that is nobody any more, the administrators.
 */
export function listToldNow(toldTo: ToldTo, staff: readonly StaffMember[]): StaffMember[] {
  const listeners = staff.filter((one) => isAllowed(one, 'listen'))
  const named = listeners.filter(({ accountId, roles }) =>
    toldTo.kind === 'account' ? accountId === toldTo.id : roles.some(({ unitId }) => unitId === toldTo.id),
  )
  return named.length > 0 ? named : listeners.filter((one) => isAllowed(one, 'administer'))
}
