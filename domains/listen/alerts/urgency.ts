import { z } from 'zod'
import type { Db, Tx } from '#db'

/** So many posts that nobody looked at, of so many sources, within so many hours. */
export type Many = { posts: number; sources: number; hours: number }

/** Who is told: a colleague, or all who hold a role in a team. */
export type ToldTo = { kind: 'account' | 'unit'; id: string }

/** When a watch is urgent, and who is told. */
export type Urgency = {
  many: Many | undefined
  /** In so many working hours nobody looked at a post. */
  idleHours: number | undefined
  toldTo: ToldTo
  /** Also in quiet hours. */
  atAnyHour: boolean
}

/** Empty, or a whole number within bounds. */
function count(from: number, to: number) {
  const within = (text: string) =>
    text === '' || (/^\d{1,4}$/.test(text) && Number(text) >= from && Number(text) <= to)
  return z
    .string()
    .trim()
    .default('')
    .refine(within, `not-from:${from}:${to}`)
    .transform((text) => (text === '' ? undefined : Number(text)))
}

/** The form of an urgency; what is left empty makes nothing urgent. */
export const urgencySchema = z
  .object({
    ...{ posts: count(2, 1000), sources: count(1, 100), hours: count(1, 168), idleHours: count(1, 80) },
    toldTo: z
      .string()
      .default('')
      .refine((text) => /^(account|unit):[0-9a-f-]{36}$/.test(text), 'missing'),
    atAnyHour: z.literal('yes').optional(),
  })
  .superRefine(({ posts, sources, hours, idleHours }, context) => {
    const said = [posts, sources, hours].filter((one) => one !== undefined).length
    if (said > 0 && said < 3) context.addIssue({ code: 'custom', path: ['posts'], message: 'not-all-three' })
    if (said === 0 && idleHours === undefined)
      context.addIssue({ code: 'custom', path: ['posts'], message: 'nothing-urgent' })
  })
  .transform(({ posts, sources, hours, idleHours, toldTo, atAnyHour }): Urgency => {
    const [kind = '', id = ''] = toldTo.split(':')
    const many = posts && sources && hours ? { posts, sources, hours } : undefined
    const whom: ToldTo = { kind: kind === 'unit' ? 'unit' : 'account', id }
    return { many, idleHours, toldTo: whom, atAnyHour: atAnyHour === 'yes' }
  })

/** The same as a form shows it. */
export function writeUrgency({ many, idleHours, toldTo, atAnyHour }: Urgency): Record<string, string> {
  return {
    ...(many ? { posts: `${many.posts}`, sources: `${many.sources}`, hours: `${many.hours}` } : {}),
    ...(idleHours === undefined ? {} : { idleHours: `${idleHours}` }),
    toldTo: `${toldTo.kind}:${toldTo.id}`,
    ...(atAnyHour ? { atAnyHour: 'yes' } : {}),
  }
}

/** An urgency with whom it names. */
export type NamedUrgency = Urgency & { toldName: string }

/** When a watch is urgent; undefined where it never is. */
export async function findUrgency(db: Db, watchId: string): Promise<NamedUrgency | undefined> {
  const row = await db
    .selectFrom('watch_urgency')
    .leftJoin('account', 'account.id', 'watch_urgency.account_id')
    .leftJoin('unit', 'unit.id', 'watch_urgency.unit_id')
    .selectAll('watch_urgency')
    .select(['account.name as account', 'unit.name as unit'])
    .where('watch_id', '=', watchId)
    .executeTakeFirst()
  return row && { ...urgencyOf(row), toldName: row.account ?? row.unit ?? '' }
}

export type UrgencyRow = {
  many_posts: number | null
  many_sources: number | null
  many_hours: number | null
  idle_hours: number | null
  account_id: string | null
  unit_id: string | null
  at_any_hour: boolean
}

export function urgencyOf(row: UrgencyRow): Urgency {
  const { many_posts: posts, many_sources: sources, many_hours: hours } = row
  return {
    many: posts && sources && hours ? { posts, sources, hours } : undefined,
    idleHours: row.idle_hours ?? undefined,
    toldTo: { kind: row.unit_id === null ? 'account' : 'unit', id: row.unit_id ?? row.account_id ?? '' },
    atAnyHour: row.at_any_hour,
  }
}

export type SetUrgencyOutcome = { kind: 'set' } | { kind: 'not-found' } | { kind: 'nobody-told' }

/**
 * Says when a watch is urgent; it counts for what is found from now on.
 * @param mayBeTold  who can be chosen, as `listToldTo` gives them
 */
export async function setUrgency(
  tx: Tx,
  watchId: string,
  { many, idleHours, toldTo, atAnyHour }: Urgency,
  { by, now, mayBeTold }: { by: string; now: Date; mayBeTold: readonly ToldTo[] },
): Promise<SetUrgencyOutcome> {
  if (!mayBeTold.some(({ kind, id }) => kind === toldTo.kind && id === toldTo.id))
    return { kind: 'nobody-told' }
  const watch = await tx
    .selectFrom('watch')
    .select('id')
    .where('id', '=', watchId)
    .where('ended_at', 'is', null)
    .forKeyShare()
    .executeTakeFirst()
  if (!watch) return { kind: 'not-found' }
  const row = {
    ...{
      many_posts: many?.posts ?? null,
      many_sources: many?.sources ?? null,
      many_hours: many?.hours ?? null,
    },
    ...{ idle_hours: idleHours ?? null, at_any_hour: atAnyHour, set_by: by, set_at: now },
    account_id: toldTo.kind === 'account' ? toldTo.id : null,
    unit_id: toldTo.kind === 'unit' ? toldTo.id : null,
  }
  await tx
    .insertInto('watch_urgency')
    .values({ watch_id: watchId, ...row })
    .onConflict((conflict) => conflict.column('watch_id').doUpdateSet(row))
    .execute()
  return { kind: 'set' }
}

/** Says that a watch is never urgent. */
export async function dropUrgency(tx: Tx, watchId: string): Promise<void> {
  await tx.deleteFrom('watch_urgency').where('watch_id', '=', watchId).execute()
}
