import type { Db } from '#db'
import { addStaffMember, addUnit } from '#domains/people'
import { newDossierSchema } from './dossier.schema.ts'
import type { Dossier } from './dossier.ts'
import { makeDossier, openDossier } from './make-dossier.ts'

export const now = new Date('2026-03-02T09:00:00Z')

/** An open dossier with a promise and one phase, and who made it. */
export async function makeOpenDossier(
  db: Db,
  question = 'Hoe wordt het plein groener?',
): Promise<{ dossier: Dossier; by: string }> {
  return db.transaction().execute(async (tx) => {
    const unitId = await addUnit(tx, 'Groen', now)
    const { accountId: by } = await addStaffMember(
      tx,
      { name: 'Noor', email: 'noor@voorbeeld.example', role: 'policy_maker', unitId },
      now,
    )
    const dossier = await makeDossier(
      tx,
      newDossierSchema.parse({
        question,
        summary: 'Het plein wordt in 2027 opnieuw ingericht.',
        language: 'nl',
        unitId,
        promise: {
          level: 'advise',
          statement: 'Wij nemen uw advies over, of leggen uit waarom niet.',
          decidedBy: 'De gemeenteraad',
          answerOn: '2026-05-08',
          decisionOn: '2026-06-25',
        },
        phases: [{ title: 'Uw advies', startsOn: '2026-03-01', endsOn: '2026-04-28' }],
      }),
      { by, now },
    )
    await openDossier(tx, dossier.id, now)
    return { dossier, by }
  })
}
