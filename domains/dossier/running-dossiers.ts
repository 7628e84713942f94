import type { Db } from '#db'

/** More are not named. */
const MOST_NAMED = 50

/** A dossier that is not closed yet, and the unit to which it belongs. */
export type RunningDossier = { slug: string; question: string; language: string; unit: string }

/** What somebody made that is not closed yet, the newest first; it belongs to a unit, and stays there. */
export function listDossiersOfMaker(db: Db, accountId: string): Promise<RunningDossier[]> {
  return selectRunning(db).where('dossier.created_by', '=', accountId).execute()
}

/** What a unit has that is not closed yet, the newest first. */
export function listDossiersOfUnit(db: Db, unitId: string): Promise<RunningDossier[]> {
  return selectRunning(db).where('dossier.unit_id', '=', unitId).execute()
}

function selectRunning(db: Db) {
  return db
    .selectFrom('dossier')
    .innerJoin('unit', 'unit.id', 'dossier.unit_id')
    .select(['dossier.slug', 'dossier.question', 'dossier.language', 'unit.name as unit'])
    .where('dossier.state', '<>', 'closed')
    .orderBy('dossier.id', 'desc')
    .limit(MOST_NAMED)
}
