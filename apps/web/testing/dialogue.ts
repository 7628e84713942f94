import { type DialogueStory, makeOpenDialogue as makeInDatabase, makeOpenDossier } from '#stories'
import type { TestSite } from './site.ts'

const seeds = ['Op het plein komen meer bomen.', 'De markt blijft op het plein.']

/** An open dialogue of two statements, by its addresses, and who made it, signed in. */
export async function makeOpenDialogue({ db, now: at, signInAs }: TestSite, change: DialogueStory = {}) {
  const staff = await signInAs('policy_maker')
  const dossier = await makeOpenDossier(db, { by: staff.accountId, at })
  const { id, slug } = await makeInDatabase(db, { seeds, ...change, dossier, at })
  const [desk, page] = [`/nl/desk/dialogues/${slug}`, `/nl/dialogues/${slug}`]
  return { id, staff, dossier: dossier.slug, desk, page }
}
