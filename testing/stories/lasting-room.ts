import type { Db } from '#db'
import { makeOpenDialogue, type OpenDialogue } from './open-dialogue.ts'
import { makeOpenDossier, type OpenDossier } from './open-dossier.ts'
import { foundTown, hire } from './town.ts'

/** An organisation with one dossier that is open by the clock of this machine, for programs that go by it. */
export async function makeLastingDossier(db: Db, name = 'Voorbeeld'): Promise<OpenDossier> {
  const at = new Date()
  await foundTown(db, { name, at })
  const member = await hire(db, { email: 'noor@voorbeeld.example', at })
  const promise = { level: 'inform', answerOn: '2099-01-01' } as const
  const phases = [{ title: 'Meedenken', startsOn: '2020-01-01', endsOn: null }]
  return makeOpenDossier(db, { ...member, promise, phases, at })
}

/** The same with an open dialogue. */
export async function makeLastingDialogue(db: Db, statements = 8): Promise<OpenDialogue> {
  const dossier = await makeLastingDossier(db)
  const seeds = Array.from({ length: statements }, (_, at) => `Op het plein komen ${at + 2} bomen.`)
  return makeOpenDialogue(db, { dossier, seeds, at: new Date() })
}
