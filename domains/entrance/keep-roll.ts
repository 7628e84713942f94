import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#db'
import { defineJob } from '#platform/jobs'
import { discardMail } from '#platform/mail'

/** Forgets who asked to be let in, once their link works no longer: clockwork, a few times an hour. */
export const forgetAdmissionMailsJob = defineJob('forget-admission-mails', z.looseObject({}))

/** @returns how many went */
export async function forgetAdmissionMails(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const mails = await tx
      .deleteFrom('admission_mail')
      .where('expires_at', '<=', now)
      .returning('mail_id')
      .execute()
    await discardMail(
      tx,
      mails.map((mail) => mail.mail_id),
    )
    return mails.length
  })
}

/** Shuffles the rolls: clockwork, once a night. */
export const shuffleRollsJob = defineJob('shuffle-rolls', z.looseObject({}))

const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000

/**
 * Writes the rolls of running dialogues anew in an order drawn by lot. The database keeps of each row where it stands
 * and which transaction wrote it; without this, the order on the roll would tell who came in with which address.
 */
export async function shuffleRolls(db: Db, now: Date): Promise<void> {
  const dialogues = await db
    .selectFrom('dialogue')
    .select('id')
    .where('roll_key', 'is not', null)
    .where((eb) =>
      eb.or([eb('state', '=', 'open'), eb('closed_at', '>', new Date(now.getTime() - TWO_DAYS_MS))]),
    )
    .execute()
  for (const { id } of dialogues) await shuffleRoll(db, id)
}

async function shuffleRoll(db: Db, dialogueId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Whoever comes in meanwhile waits, and then finds the new rows.
    await tx.selectFrom('dialogue').select('id').where('id', '=', dialogueId).forNoKeyUpdate().execute()
    for (const table of ['dialogue_roll', 'dialogue_code', 'dialogue_admission'] as const) {
      const rows = sql.table(table)
      await sql`create temporary table shuffled on commit drop as
        select * from ${rows} where dialogue_id = ${dialogueId}::uuid order by random()`.execute(tx)
      await sql`delete from ${rows} where dialogue_id = ${dialogueId}::uuid`.execute(tx)
      await sql`insert into ${rows} select * from shuffled`.execute(tx)
      await sql`drop table shuffled`.execute(tx)
    }
  })
}
