import type { Db } from '#db'
import { makeDialogue, newDialogueSchema, openDialogue } from '#domains/deliberate'
import { makeDossier, newDossierSchema, openDossier } from '#domains/dossier'
import { addStaffMember, addUnit, foundOrganisation } from '#domains/people'

/** An organisation with an open dialogue. */
export async function openRoom(db: Db, statements = 8) {
  const now = new Date()
  return db.transaction().execute(async (tx) => {
    const nothing = {
      tagline: '',
      phone: '',
      opening_hours: '',
      visiting_address: '',
      email: '',
      is_demo: false,
    }
    await foundOrganisation(tx, { name: 'Voorbeeld', ...nothing }, now)
    const unitId = await addUnit(tx, 'Groen', now)
    const noor = { name: 'Noor', email: 'noor@voorbeeld.example', role: 'administrator', unitId } as const
    const { accountId: by } = await addStaffMember(tx, noor, now)
    const promise = {
      level: 'inform',
      statement: 'Wij vertellen wat wij doen.',
      decidedBy: 'De raad',
      answerOn: '2099-01-01',
      decisionOn: '',
    }
    const phases = [{ title: 'Meedenken', startsOn: '2020-01-01', endsOn: '' }]
    const dossier = {
      question: 'Wat komt er?',
      summary: 'Het plein.',
      language: 'nl',
      unitId,
      promise,
      phases,
    }
    const { id: dossierId } = await makeDossier(tx, newDossierSchema.parse(dossier), { by, now })
    await openDossier(tx, dossierId, now)
    const seeds = Array.from({ length: statements }, (_, at) => `Op het plein komen ${at + 2} bomen.`)
    const fields = { dossierId, question: 'Wat komt er?', language: 'nl', seeds }
    const made = await makeDialogue(tx, newDialogueSchema.parse(fields), { now })
    if (made.kind !== 'made') throw new Error(made.kind)
    await openDialogue(tx, made.id, { now, today: now.toISOString().slice(0, 10) })
    return made
  })
}
