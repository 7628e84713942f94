import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { isDatabaseAway } from '#platform/db'
import { defineJob } from '#platform/jobs'

/** Makes conversations findable that are not yet. Clockwork calls it; where nothing waits it does nothing. */
export const makeFindableJob = defineJob('make-conversations-findable', z.looseObject({}))

/** What is stored in this transaction is made findable after it, by `makeAllFindable`. */
export async function makeFindableLater(tx: Tx): Promise<void> {
  await sql`select set_config('weerklank.found_soon', 'on', true)`.execute(tx)
}

/** Whoever writes in one of them waits for all. */
const AT_ONCE = 50
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Makes the words of conversations that have none, or not those of what was said last; newest first, some in each transaction, so that
 * it can be broken off and goes on. Those that somebody writes in are left for the next time: it waits for nobody.
 * @param signal  ends it after those that it is at
 * @returns how many
 * @throws what went wrong with one of them, once all others are made
 */
export async function makeAllFindable(db: Db, signal?: AbortSignal): Promise<number> {
  let all = 0
  const faults: unknown[] = []
  for (let before: string | undefined = LAST_ID; before !== undefined; ) {
    signal?.throwIfAborted()
    const rows = await db
      .selectFrom('conversation_unfound')
      .select('conversation_id as id')
      .where('conversation_id', '<', before)
      .orderBy('conversation_id', 'desc')
      .limit(AT_ONCE)
      .execute()
    all += await makeFindable(db, rows, (fault) => faults.push(fault))
    before = rows.at(-1)?.id
  }
  if (faults.length > 0) throw faults[0]
  return all
}

async function makeFindable(
  db: Db,
  waiting: { id: string }[],
  onFault: (fault: unknown) => void,
): Promise<number> {
  if (waiting.length === 0) return 0
  try {
    return await makeThese(db, waiting)
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    if (waiting.length === 1) {
      onFault(error)
      return 0
    }
    // Whichever of them it is, the others go on.
    let made = 0
    for (const one of waiting) made += await makeFindable(db, [one], onFault)
    return made
  }
}

async function makeThese(db: Db, waiting: { id: string }[]): Promise<number> {
  const { rows } = await sql`
    with free as materialized (
      select id from conversation where id = any(${waiting.map(({ id }) => id)}::uuid[]) for no key update skip locked
    )
    select make_findable(id) from free`.execute(db)
  return rows.length
}

/** Makes findable what is stored meanwhile. */
export type FindingBeside = {
  /** More was stored. */
  goOn: () => void
  /** Until all of it is made that can be. */
  end: () => Promise<void>
}

/** Makes findable beside what goes on, at most once at a time. What it cannot make is left to the job, which tells why. */
export function makeFindableBeside(db: Db): FindingBeside {
  let isMore = false
  let making: Promise<void> | undefined
  const make = async () => {
    while (isMore) {
      isMore = false
      await makeAllFindable(db).catch(() => undefined)
    }
    making = undefined
  }
  return {
    goOn: () => {
      isMore = true
      making ??= make()
    },
    end: async () => making,
  }
}
