import type { Db } from '#db'

/** More are not named. */
const MOST_NAMED = 50

/** What somebody made that is not closed yet, the newest first; it belongs to a unit, and stays there. */
export async function listDossiersOfMaker(
  db: Db,
  accountId: string,
): Promise<{ slug: string; question: string; language: string; unit: string }[]> {
  return db
    .selectFrom('dossier')
    .innerJoin('unit', 'unit.id', 'dossier.unit_id')
    .select(['dossier.slug', 'dossier.question', 'dossier.language', 'unit.name as unit'])
    .where('dossier.created_by', '=', accountId)
    .where('dossier.state', '<>', 'closed')
    .orderBy('dossier.id', 'desc')
    .limit(MOST_NAMED)
    .execute()
}
