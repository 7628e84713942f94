import { expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { makeOpenDialogue, makeOpenDossier } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()

test('what stands in the register of a dossier leads to where it is read whole', async () => {
  const { db, now, services } = site()
  const staff = await site().signInAs('policy_maker')
  const dossier = await makeOpenDossier(db, { by: staff.accountId })
  const dialogue = await makeOpenDialogue(db, { dossier: { id: dossier.id, by: staff.accountId } })
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body: 'Komt er een bank?', dossier: dossier.slug }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  const path = `/nl/dialogues/${dialogue.slug}/statements/new`
  await site().post(path, { text: 'Er moeten meer bomen komen.', anyway: 'yes' }, {})
  const { number } = await db
    .selectFrom('statement')
    .select('number')
    .where('state', '=', 'held')
    .executeTakeFirstOrThrow()
  const read = async () => (await site().get(`/nl/desk/dossiers/${dossier.slug}`, staff)).text()

  const held = await read()
  expect(held).toContain(`href="/nl/desk/inbox/${conversationId}"`)
  expect(held).toContain(`href="/nl/desk/dialogues/${dialogue.slug}?statement=${number}"`)
  await site().post(
    `/nl/desk/dialogues/${dialogue.slug}/statements/${number}`,
    { decision: 'publish' },
    staff,
  )
  const published = `/nl/desk/dialogues/${dialogue.slug}/statements?after=${number + 1}`
  expect(await read()).toContain(`href="${published}"`)
  expect(await (await site().get(published, staff)).text()).toContain('Er moeten meer bomen komen.')
})

test('a new dossier is in the first language of the organisation, also for who reads the desk in another', async () => {
  const staff = await site().signInAs('policy_maker')
  const form = await (await site().get('/en/desk/dossiers/new', staff)).text()
  expect(form).toMatch(/<option value="nl" selected[^>]*>Nederlands/)
})
