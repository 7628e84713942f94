import type { Db } from '#db'
import { type Dossier, makeDossier, type NewDossier, newDossierSchema, openDossier } from '#domains/dossier'
import { addUnit } from '#domains/people'
import { now } from './time.ts'
import { hire, type Member } from './town.ts'

export type OpenDossier = Dossier & Member

/** What differs from the dossier of the square; who made it, where that is somebody who is there already. */
export type DossierStory = Partial<Pick<NewDossier, 'question' | 'summary'> & Member> & {
  promise?: Partial<NewDossier['promise']>
  phases?: { title: string; startsOn: string; endsOn: string | null }[]
  at?: Date
}

/** An open dossier: an answer is promised on 8 May 2026, one phase runs and one is to come. */
export async function makeOpenDossier(db: Db, story: DossierStory = {}): Promise<OpenDossier> {
  const { at = now, promise, by, unitId, ...about } = story
  const maker = by ? { by, unitId: unitId ?? (await findUnit(db, at)) } : await hire(db, { at })
  const details = newDossierSchema.parse({
    question: 'Hoe wordt het plein groener?',
    summary: 'Het plein wordt opnieuw ingericht.',
    language: 'nl',
    unitId: maker.unitId,
    promise: {
      level: 'advise',
      statement: 'Wij nemen uw advies over, of leggen uit waarom niet.',
      decidedBy: 'De gemeenteraad',
      answerOn: '2026-05-08',
      decisionOn: null,
      ...promise,
    },
    phases: [
      { title: 'Uw advies', startsOn: '2026-03-01', endsOn: '2026-04-28' },
      { title: 'Het plan', startsOn: '2026-05-01', endsOn: null },
    ],
    ...about,
  })
  return db.transaction().execute(async (tx) => {
    const dossier = await makeDossier(tx, details, { by: maker.by, now: at })
    await openDossier(tx, dossier.id, at)
    return { ...dossier, ...maker }
  })
}

function findUnit(db: Db, at: Date): Promise<string> {
  return db.transaction().execute((tx) => addUnit(tx, 'Groen', at))
}
