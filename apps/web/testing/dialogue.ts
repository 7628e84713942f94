import { makeDossier, newDossierSchema, openDossier } from '#domains/dossier'
import type { TestSite } from './site.ts'

/** An open dossier of this member of staff. */
export async function makeOpenDossier(site: TestSite, by: string): Promise<{ id: string; slug: string }> {
  const unitId = await site.addUnit('Groen')
  return site.db.transaction().execute(async (tx) => {
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
      { by, now: site.now },
    )
    await openDossier(tx, dossier.id, site.now)
    return dossier
  })
}

/** Staff make a dialogue through the pages and open it; one by code has a code that nobody was given. */
export async function makeOpenDialogue(site: TestSite, change: Record<string, string> = {}) {
  const staff = await site.signInAs('policy_maker')
  const { slug: dossier } = await makeOpenDossier(site, staff.accountId)
  const made = await site.post(
    `/nl/desk/dossiers/${dossier}/dialogues/new`,
    {
      question: 'Wat moet er op het plein?',
      introduction: '',
      seeds: 'Op het plein komen meer bomen.\r\n\r\nDe markt blijft op het plein.\r\n',
      moderation: 'strict',
      language: 'nl',
      closesOn: '',
      ...change,
    },
    staff,
  )
  const desk = made.headers.get('location') ?? ''
  if (change.access === 'code') await site.post(`${desk}/codes`, { codes: '1' }, staff)
  await site.post(`${desk}/open`, {}, staff)
  return { staff, dossier, desk, page: desk.replace('/desk/', '/') }
}
