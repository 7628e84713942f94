import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { continueConversation, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { sendReplies, useTestSite } from '#web/testing'

const site = useTestSite()

async function ask(body: string) {
  const { db, now, services } = site()
  const reception = {
    ...({ language: 'nl', channel: 'web', mayMail: true, now } as const),
    secret: services.config.secret,
    letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
  }
  return db.transaction().execute((tx) => startConversation(tx, { body }, reception))
}

/** What a page is told of next: the id of each event, for as long as somebody reads. */
async function* idsOf(response: Response): AsyncGenerator<string> {
  for await (const event of eventsOf(response, 'changed')) yield /^id: (.*)$/m.exec(event)?.[1] ?? ''
}

/** Each event of a name, for as long as somebody reads. */
async function* eventsOf(response: Response, name: string): AsyncGenerator<string> {
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk)
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) if (event.includes(`event: ${name}`)) yield event
  }
}

test('staff are told of each entry, and whoever asked of what they can see and nothing else', async () => {
  const ann = await site().signInAs('responder', 'Ann Visser')
  const { conversationId, code } = await ask('Wanneer is de brug klaar?')
  const desk = `/nl/desk/inbox/${conversationId}`
  const page = await (await site().get(`/nl/my-input/${code}`)).text()
  expect(page).toContain(`<wk-live-page src="/nl/my-input/${code}/live?seen=1"`)
  const opened = await site().get(`/nl/my-input/${code}/live?seen=1`)
  expect(opened.headers.get('content-type')).toBe('text/event-stream')
  expect(opened.headers.get('cache-control')).toContain('no-store')
  const asker = idsOf(opened)
  const staff = idsOf(await site().get(`${desk}/live?seen=1`, ann))
  let isTold = false
  const told = asker.next().then((next) => {
    isTold = true
    return next
  })
  await site().post(`${desk}/note`, { note: 'Bellen met de aannemer.' }, ann)
  expect((await staff.next()).value).toBe('2')
  await setTimeout(50)
  expect(isTold, 'of a note').toBe(false)
  await site().post(`${desk}/reply`, { seen: '2', reply: 'Vrijdag.' }, ann)
  expect((await staff.next()).value, 'that a reply waits').toBe('')
  await setTimeout(50)
  expect(isTold, 'of a reply that waits').toBe(false)
  await sendReplies(site())
  expect([(await staff.next()).value, (await told).value]).toEqual(['4', '2'])
  await site().post(`/nl/my-input/${code}/reply`, { reply: 'Welke vrijdag?' })
  expect([(await staff.next()).value, (await asker.next()).value]).toEqual(['5', '3'])
  await Promise.all([staff.return(undefined), asker.return(undefined)])
  expect(site().services.pages.liveConversations.ofStaff.size).toBe(0)
})

test('who looks and who writes is told to staff who look, and to nobody else', async () => {
  const ann = await site().signInAs('responder', 'Ann Kok')
  const { conversationId, code } = await ask('Wie kijkt er mee?')
  const desk = `/nl/desk/inbox/${conversationId}`
  const staff = eventsOf(await site().get(`${desk}/live?seen=1`, ann), 'presence')
  const asker = eventsOf(await site().get(`/nl/my-input/${code}/live?seen=1`), 'presence')
  let isTold = false
  void asker.next().then(({ done }) => {
    isTold = done !== true
  })
  expect((await site().post(`${desk}/here`, { doing: 'writes' }, ann)).status).toBe(204)
  const here = [{ accountId: ann.accountId, name: 'Ann Kok', doing: 'writes' }]
  expect(JSON.parse(/^data: (.*)$/m.exec((await staff.next()).value ?? '')?.[1] ?? '')).toEqual(here)
  expect((await site().post(`${desk}/here`, { doing: 'sleeps' }, ann)).status).toBe(404)
  expect((await site().post(`${desk}/here`, { doing: 'looks' })).status).toBe(303)
  expect(await site().db.selectFrom('held_form').selectAll().execute(), 'no form that waits').toEqual([])
  expect(isTold, 'whoever asked').toBe(false)
  await staff.return(undefined)
})

test('whoever comes back is told what they missed, and whoever missed nothing is told nothing', async () => {
  const { db, now } = site()
  const { inputId, code } = await ask('Hoort iemand mij?')
  await db
    .transaction()
    .execute((tx) =>
      continueConversation(tx, { inputId, body: 'Hallo?' }, { channel: 'web', timeZone: 'UTC', now }),
    )
  const back = idsOf(await site().get(`/nl/my-input/${code}/live`, { headers: { 'last-event-id': '1' } }))
  expect((await back.next()).value).toBe('2')
  const upToDate = idsOf(await site().get(`/nl/my-input/${code}/live?seen=2`))
  await site().post(`/nl/my-input/${code}/reply`, { reply: 'Daar ben ik weer.' })
  expect((await upToDate.next()).value).toBe('3')
  await Promise.all([back.return(undefined), upToDate.return(undefined)])
})

test('nobody follows what they may not read', async () => {
  const { conversationId } = await ask('Mag dit?')
  expect((await site().get(`/nl/desk/inbox/${conversationId}/live`)).status).toBe(303)
  const ann = await site().signInAs('responder')
  expect((await site().get('/nl/desk/inbox/no-id/live', ann)).status).toBe(404)
  expect((await site().get('/nl/my-input/K7M4PX29C/live')).status).toBe(422)
  expect((await site().get('/nl/my-input/mail/x/live')).status).toBe(404)
})
