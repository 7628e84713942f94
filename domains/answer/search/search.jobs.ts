import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#db'
import { defineJob } from '#platform/jobs'

/** Makes conversations from before there was a search findable. Clockwork calls it; where nothing waits it does nothing. */
export const makeFindableJob = defineJob('make-conversations-findable', z.looseObject({}))

const AT_ONCE = 200
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Makes the words of conversations that have none, newest first, some in each transaction, so that it can be broken off and goes on.
 * @param signal  ends it after those that it is at
 * @returns how many
 */
export async function makeAllFindable(db: Db, signal?: AbortSignal): Promise<number> {
  let all = 0
  for (let before: string | undefined = LAST_ID; before !== undefined; ) {
    signal?.throwIfAborted()
    const { rows } = await sql<{ id: string }>`
      with waiting as (
        select conversation_id as id from conversation_search where words is null and conversation_id < ${before}
        order by conversation_id desc limit ${AT_ONCE}
      )
      select id, make_findable(id) from waiting order by id desc`.execute(db)
    all += rows.length
    before = rows.at(-1)?.id
  }
  return all
}
