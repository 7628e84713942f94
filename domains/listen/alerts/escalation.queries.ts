import { sql } from 'kysely'
import type { Db } from '#db'
import { isAllowed, listStaff, listUnits } from '#domains/people'
import type { EscalationStep } from './escalation.ts'
import type { ToldTo } from './urgency.ts'

/** That somebody was told that a watch is urgent. */
export type Escalation = {
  step: EscalationStep
  posts: number
  sources: number
  toldAt: Date
  /** By name. */
  told: readonly string[]
}

/** The last times that somebody was told that a watch is urgent, the newest first. */
export async function listEscalations(db: Db, watchId: string, size: number): Promise<Escalation[]> {
  const { rows } = await sql<Escalation>`
    select step, posts, sources, told_at as "toldAt", (
      select coalesce(json_agg(account.name order by account.name, account.id), '[]')
      from watch_escalation_told told join account on account.id = told.account_id where told.escalation_id = watch_escalation.id
    ) as told
    from watch_escalation where watch_id = ${watchId}::uuid order by told_at desc, id desc limit ${size}`.execute(
    db,
  )
  return rows
}

/** Who can be told: colleagues who may listen, and teams in which one of them holds a role; by name. */
export async function listToldTo(db: Db, today: string): Promise<(ToldTo & { name: string })[]> {
  const [staff, units] = await Promise.all([listStaff(db, today), listUnits(db)])
  const listeners = staff.filter((one) => isAllowed(one, 'listen'))
  const manned = new Set(listeners.flatMap(({ roles }) => roles.map(({ unitId }) => unitId)))
  return [
    ...units.filter(({ id }) => manned.has(id)).map(({ id, name }) => ({ kind: 'unit' as const, id, name })),
    ...listeners.map(({ accountId, name }) => ({ kind: 'account' as const, id: accountId, name })),
  ]
}
