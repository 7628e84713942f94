import type { Db } from '#db'
import {
  dialogueDoor,
  makeDialogue,
  type NewDialogue,
  newDialogueSchema,
  openDialogue,
} from '#domains/deliberate'
import { drawBrowserSecret, pseudonymOf } from '#domains/entrance'
import { makeOpenDossier, type OpenDossier } from './open-dossier.ts'
import { now } from './time.ts'

export const seeds = [
  'Op het plein komen meer bomen.',
  'De markt blijft op het plein.',
  'Auto’s mogen niet meer op het plein.',
]

/** What differs from the dialogue about the square; the dossier that it is in, where there is one. */
export type DialogueStory = Partial<Omit<NewDialogue, 'dossierId' | 'language'>> & {
  dossier?: Pick<OpenDossier, 'id' | 'by'>
  at?: Date
}

export type DraftDialogue = {
  id: string
  slug: string
  dossierId: string
  by: string
  /** What every use case is told about the dialogue. */
  dialogue: { id: string; dossier_id: string }
}

export type OpenDialogue = DraftDialogue & {
  /** A browser that was never here before. */
  newPerson: () => Buffer
}

/** A dialogue with a few statements that staff have not opened yet. */
export async function makeDraftDialogue(db: Db, story: DialogueStory = {}): Promise<DraftDialogue> {
  const { at = now, dossier, ...change } = story
  const { id: dossierId, by } = dossier ?? (await makeOpenDossier(db, { at }))
  const fields = { dossierId, question: 'Wat moet er op het plein?', language: 'nl', seeds, ...change }
  const made = await db
    .transaction()
    .execute((tx) => makeDialogue(tx, newDialogueSchema.parse(fields), { now: at }))
  if (made.kind !== 'made') throw new Error(made.kind)
  const { id, slug } = made
  return { id, slug, dossierId, by, dialogue: { id, dossier_id: dossierId } }
}

/** An open dialogue; one by code has a code that nobody was given. */
export async function makeOpenDialogue(db: Db, story: DialogueStory = {}): Promise<OpenDialogue> {
  const { at = now, access } = story
  const draft = await makeDraftDialogue(db, story)
  const { id, by } = draft
  await db.transaction().execute(async (tx) => {
    if (access === 'code') await dialogueDoor.makeEntryCodes(tx, id, { codes: 1 }, { by, now: at })
    const opened = await openDialogue(tx, id, { now: at, today: at.toISOString().slice(0, 10) })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
  })
  const { key } = await db.selectFrom('entrance').select('key').where('id', '=', id).executeTakeFirstOrThrow()
  if (!key) throw new Error('A new dialogue has a key.')
  return { ...draft, newPerson: () => pseudonymOf(key, drawBrowserSecret()) }
}
