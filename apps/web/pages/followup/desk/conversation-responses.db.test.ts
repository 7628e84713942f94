import { expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { publishResponse } from '#domains/followup'
import { letterheadOf } from '#domains/letters'
import { makeOpenDossier, today } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()

/** Somebody asks something on the page of a dossier. */
async function ask(body: string) {
  const { db, now, services } = site()
  const staff = await site().signInAs('policy_maker', 'Noor Bakker')
  const dossier = await makeOpenDossier(db, { question: `${body} In het groot`, by: staff.accountId })
  const started = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body, dossier: dossier.slug }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return { ...started, dossier, staff }
}

async function respond(asked: Awaited<ReturnType<typeof ask>>) {
  const { db, now } = site()
  const text = {
    verdict: 'adopted' as const,
    reason: null,
    action: 'Wij maken er een zebrapad.',
    why: 'Het is er te druk.',
    unitId: await site().addUnit('Team Verkeer'),
  }
  const target = { kind: 'inputs' as const, inputIds: [asked.inputId] }
  const response = { dossierId: asked.dossier.id, target, text }
  const who = { by: asked.staff.accountId, now, today }
  expect(await db.transaction().execute((tx) => publishResponse(tx, response, who))).toMatchObject({
    kind: 'published',
  })
}

test('a conversation whose input has a public response shows it, and waits for nobody', async () => {
  const asked = await ask('Komt er een zebrapad?')
  const path = `/nl/desk/inbox/${asked.conversationId}`
  expect(await (await site().get(path, asked.staff)).text()).not.toContain('Onze openbare reactie')
  await respond(asked)
  const html = await (await site().get(path, asked.staff)).text()
  expect(html).toContain('Onze openbare reactie')
  expect(html).toContain('Wij maken er een zebrapad.')
  expect(html).toContain('Noor Bakker beantwoordde dit met een openbare reactie')
  expect(html).toContain('Dit gesprek is beantwoord.')
  expect(html).toContain('Nog een antwoord')
  const list = await (await site().get('/nl/desk/inbox', asked.staff)).text()
  expect(list).not.toContain('Komt er een zebrapad?')
})

test('whoever asked reads the response with their code, and writes back once however often it is sent', async () => {
  const asked = await ask('Komt er een drempel?')
  await respond(asked)
  const page = `/nl/my-input/${asked.code}`
  const track = await (await site().get(page)).text()
  expect(track).toContain('Wij maken er een zebrapad.')
  expect(track).toContain('Wilt u hierop reageren?')
  const form = { reply: 'Een drempel, geen zebrapad.', once: 'abcdefghijklmnopqrstuv' }
  for (const _ of [1, 2]) {
    const sent = await site().post(`${page}/reply`, form)
    expect(sent.headers.get('location')).toBe(`${page}?done=replySent`)
  }
  const after = await (await site().get(`${page}?done=replySent`)).text()
  expect(after).toContain('Wij hebben uw bericht.')
  expect(after.split('Een drempel, geen zebrapad.')).toHaveLength(2)
  expect(after).toContain('Nu: wij werken aan een antwoord')
  const desk = await (await site().get(`/nl/desk/inbox/${asked.conversationId}`, asked.staff)).text()
  expect(desk).toContain('Een drempel, geen zebrapad.')
  expect(desk).not.toContain('Dit gesprek is beantwoord.')
})

test('an empty message is asked for, beside its field', async () => {
  const asked = await ask('Wat als ik niets schrijf?')
  const wrong = await site().post(`/nl/my-input/${asked.code}/reply`, { reply: ' ' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Schrijf eerst uw bericht.')
})
