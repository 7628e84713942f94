import { expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { registerInput } from '#domains/register'
import { makeOpenDossier } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()

test('who makes policy first sees what is late, what is coming and how people take part; others see the inbox', async () => {
  const { db, now } = site()
  const staff = await site().signInAs('policy_maker')
  const by = staff.accountId
  const unitId = await site().addUnit('Groen')
  const make = async (question: string, answerOn: string) => {
    const dossier = await makeOpenDossier(db, { question, promise: { answerOn }, by, unitId })
    const said = { kind: 'letter', channel: 'paper', body: 'Meer bomen.', isPublic: true } as const
    for (const [days, receivedOn] of [
      [2, '2026-02-28'],
      [9, '2026-02-21'],
      [200, '2025-08-14'],
    ] as const) {
      const receivedAt = new Date(+now - days * 86_400_000)
      await db
        .transaction()
        .execute((tx) => registerInput(tx, { ...said, dossierId: dossier.id, receivedAt, receivedOn }))
    }
  }
  await make('Waar komen de bomen?', '2026-03-01')
  await make('Waar komen de banken?', '2026-03-10')
  await make('Waar komen de borden?', '2026-05-08')

  expect((await site().get('/nl/desk', staff)).headers.get('location')).toBe('/nl/desk/overview')
  const responder = await site().signInAs('responder')
  expect((await site().get('/nl/desk', responder)).headers.get('location')).toBe('/nl/desk/inbox')
  expect((await site().get('/nl/desk/overview', responder)).status).toBe(403)

  const html = await (await site().get('/nl/desk/overview', staff)).text()
  const part = (id: string, next: string) =>
    html.slice(html.indexOf(`id="${id}"`), html.indexOf(`id="${next}"`))
  expect(part('late', 'soon')).toContain('Waar komen de bomen?')
  expect(part('late', 'soon')).toContain('Beloofd: uiterlijk 1 maart 2026')
  expect(part('late', 'soon')).not.toContain('banken')
  expect(part('soon', 'running')).toContain('Waar komen de banken?')
  expect(part('soon', 'running')).toContain('3 keer inbreng wacht op antwoord')
  expect(html).toContain('Waar komen de borden?')
  expect(html).toContain('2 in 12 weken, 1 in de laatste zeven dagen')
})

test('a conversation that is late shows on the first screen of policy too', async () => {
  const { db, now, services } = site()
  const staff = await site().signInAs('policy_maker')
  const late = async () => {
    const html = await (await site().get('/nl/desk/overview', staff)).text()
    return html.slice(html.indexOf('id="late"'), html.indexOf('id="soon"'))
  }
  expect(await late()).not.toContain('in het postvak')
  await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body: 'Komt er een bank?' }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: false },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
      now: new Date(+now - 90 * 86_400_000),
    }),
  )
  expect(await late()).toContain('1 gesprek in het postvak')
  expect(await late()).toContain('href="/nl/desk/inbox?filter=late"')
})
