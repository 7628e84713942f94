import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#db'
import { defineJob } from '#platform/jobs'

/** Shuffles the rolls: clockwork, once a night. */
export const shuffleRollsJob = defineJob('shuffle-rolls', z.looseObject({}))

/**
 * Writes rolls anew in an order drawn by lot. For each row, the database keeps where it stands and which transaction
 * wrote it; without this, the order on the roll would tell who came in with which address.
 * @param ids  the entrances through which somebody may have come in since the last time
 */
export async function shuffleRolls(db: Db, ids: readonly string[]): Promise<void> {
  for (const id of ids) await shuffleRoll(db, id)
}

async function shuffleRoll(db: Db, entranceId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Whoever comes in meanwhile waits, and then finds the new rows.
    await tx.selectFrom('entrance').select('id').where('id', '=', entranceId).forNoKeyUpdate().execute()
    for (const table of ['roll', 'entry_code', 'admission'] as const) {
      const rows = sql.table(table)
      await sql`create temporary table shuffled on commit drop as
        select * from ${rows} where entrance_id = ${entranceId}::uuid order by random()`.execute(tx)
      await sql`delete from ${rows} where entrance_id = ${entranceId}::uuid`.execute(tx)
      await sql`insert into ${rows} select * from shuffled`.execute(tx)
      await sql`drop table shuffled`.execute(tx)
    }
  })
}
