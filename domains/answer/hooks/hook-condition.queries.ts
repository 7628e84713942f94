import { sql } from 'kysely'
import type { Db } from '#db'

/** How it stands with a channel of others, as long as the settings name it. */
export type HookCondition = {
  name: string
  takesAnswers: boolean
  /** When something last came in by it. */
  lastAt: Date | null
  /** What came in of late and is not as was agreed, and what was wrong with the newest of it. */
  held: number
  heldReason: string | null
  /** Answers that wait for longer than they should, and why the first of them does. */
  waiting: number
  waitingReason: string | null
  /** Answers that were refused there of late. */
  refused: number
}

/** Longer than it takes to leave, and to be tried twice. */
const WAITS_TOO_LONG = sql`interval '10 minutes'`
const OF_LATE = sql`interval '7 days'`

/** How it stands with each channel that the settings name, by a few small indexes. */
export async function examineHooks(
  db: Db,
  channels: readonly { name: string; answersTo: string | undefined }[],
  now: Date,
): Promise<HookCondition[]> {
  if (channels.length === 0) return []
  const { rows } = await sql<Omit<HookCondition, 'takesAnswers'>>`
    select wanted.name, last.stored_at as "lastAt",
      coalesce(held.many, 0) as held, held.reason as "heldReason",
      coalesce(late.many, 0) as waiting, late.reason as "waitingReason",
      (select count(*)::integer from outgoing_hook
        where channel = wanted.name and state = 'refused' and created_at > ${now}::timestamptz - ${OF_LATE}) as refused
    from unnest(${channels.map(({ name }) => name)}::text[]) with ordinality as wanted (name, nth)
    left join channel on channel.name = wanted.name and channel.kind = 'hook'
    left join lateral (
      select stored_at from received_hook where channel_id = channel.id order by id desc limit 1
    ) as last on true
    left join lateral (
      select count(*)::integer as many, (array_agg(reason order by stored_at desc))[1] as reason from received_hook
      where state = 'held' and channel_id = channel.id and stored_at > ${now}::timestamptz - ${OF_LATE}
    ) as held on true
    left join lateral (
      select count(*)::integer as many, (array_agg(last_error order by created_at))[1] as reason from outgoing_hook
      where state = 'waiting' and channel = wanted.name and created_at < ${now}::timestamptz - ${WAITS_TOO_LONG}
    ) as late on true
    order by wanted.nth`.execute(db)
  return rows.map((row) => ({
    ...row,
    takesAnswers: channels.some(({ name, answersTo }) => name === row.name && answersTo !== undefined),
  }))
}
