import type { Db } from '#db'

/** The counts as they should be: straight from the votes. */
export async function recount(db: Db, dialogueId: string) {
  const rows = await db
    .selectFrom('vote')
    .select((eb) => [
      'statement as number',
      eb.fn.countAll<number>().filterWhere('choice', '=', 1).as('agree'),
      eb.fn.countAll<number>().filterWhere('choice', '=', -1).as('disagree'),
      eb.fn.countAll<number>().filterWhere('choice', '=', 0).as('pass'),
    ])
    .where('dialogue_id', '=', dialogueId)
    .groupBy('statement')
    .orderBy('statement')
    .execute()
  return rows
}
