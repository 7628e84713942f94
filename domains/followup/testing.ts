import type { Db } from '#db'
import { type Dossier, makeDossier, newDossierSchema, openDossier } from '#domains/dossier'
import { addStaffMember, addUnit } from '#domains/people'

export const start = new Date('2026-03-02T09:00:00Z')

/** Who answers in the tests. */
export type Author = { by: string; unitId: string }

export async function hireAuthor(db: Db): Promise<Author> {
  return db.transaction().execute(async (tx) => {
    const unitId = await addUnit(tx, 'Groen', start)
    const noor = { name: 'Noor', email: 'noor@voorbeeld.example', role: 'policy_maker' as const, unitId }
    return { by: (await addStaffMember(tx, noor, start)).accountId, unitId }
  })
}

/** An open dossier that promises an answer on 8 May 2026, with a phase that runs and one to come. */
export async function makeOpenDossier(db: Db, question: string, { by, unitId }: Author): Promise<Dossier> {
  return db.transaction().execute(async (tx) => {
    const details = newDossierSchema.parse({
      question,
      summary: 'Het plein wordt in 2027 opnieuw ingericht.',
      language: 'nl',
      unitId,
      promise: {
        level: 'advise',
        statement: 'Wij nemen uw advies over, of leggen uit waarom niet.',
        decidedBy: 'De gemeenteraad',
        answerOn: '2026-05-08',
        decisionOn: null,
      },
      phases: [
        { title: 'Uw advies', startsOn: '2026-03-01', endsOn: '2026-04-28' },
        { title: 'Het plan', startsOn: '2026-05-01', endsOn: null },
      ],
    })
    const dossier = await makeDossier(tx, details, { by, now: start })
    await openDossier(tx, dossier.id, start)
    return dossier
  })
}
