import type { Db, Tx } from '#db'
import { makeDossier, newDossierSchema, openDossier } from '#domains/dossier'
import { drawBrowserSecret, pseudonymOf } from '#domains/entrance'
import { addStaffMember, addUnit } from '#domains/people'
import { type NewDialogue, newDialogueSchema } from './dialogues/dialogue.schema.ts'
import { makeDialogue } from './dialogues/make-dialogue.ts'
import { openDialogue } from './dialogues/open-dialogue.ts'
import { dialogueDoor } from './participants/dialogue-door.ts'

export const now = new Date('2026-03-02T09:00:00Z')
export const today = '2026-03-02'

/** A member of staff and an open dossier, for tests that need one. */
export async function makeOpenDossier(db: Db): Promise<{ dossierId: string; by: string }> {
  return db.transaction().execute(async (tx: Tx) => {
    const unitId = await addUnit(tx, 'Groen', now)
    const { accountId: by } = await addStaffMember(
      tx,
      { name: 'Noor', email: 'noor@voorbeeld.example', role: 'administrator', unitId },
      now,
    )
    const dossier = await makeDossier(
      tx,
      newDossierSchema.parse({
        question: 'Hoe wordt het plein groener?',
        summary: 'Het plein wordt opnieuw ingericht.',
        language: 'nl',
        unitId,
        promise: {
          level: 'advise',
          statement: 'Wij nemen uw advies over, of leggen uit waarom niet.',
          decidedBy: 'De gemeenteraad',
          answerOn: '2026-05-08',
          decisionOn: null,
        },
        phases: [{ title: 'Uw advies', startsOn: '2026-03-01', endsOn: '2026-04-28' }],
      }),
      { by, now },
    )
    await openDossier(tx, dossier.id, now)
    return { dossierId: dossier.id, by }
  })
}

export const seeds = [
  'Op het plein komen meer bomen.',
  'De markt blijft op het plein.',
  'Auto’s mogen niet meer op het plein.',
]

/** An open dialogue with a few statements; one by code has a code that nobody was given. */
export async function makeOpenDialogue(
  db: Db,
  change: Partial<Pick<NewDialogue, 'moderation' | 'access' | 'results' | 'closesOn'>> = {},
) {
  const { dossierId, by } = await makeOpenDossier(db)
  const fields = { dossierId, question: 'Wat moet er op het plein?', language: 'nl', seeds, ...change }
  const made = await db.transaction().execute(async (tx) => {
    const outcome = await makeDialogue(tx, newDialogueSchema.parse(fields), { now })
    if (outcome.kind !== 'made') throw new Error(outcome.kind)
    if (change.access === 'code') await dialogueDoor.makeEntryCodes(tx, outcome.id, { codes: 1 }, { by, now })
    const opened = await openDialogue(tx, outcome.id, { now, today })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    return outcome
  })
  const { key } = await db
    .selectFrom('entrance')
    .select('key')
    .where('id', '=', made.id)
    .executeTakeFirstOrThrow()
  if (!key) throw new Error('A new dialogue has a key.')
  return {
    id: made.id,
    slug: made.slug,
    dossierId,
    by,
    /** A browser that was never here before. */
    newPerson: () => pseudonymOf(key, drawBrowserSecret()),
    /** What every use case is told about the dialogue. */
    dialogue: { id: made.id, dossier_id: dossierId },
  }
}

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
