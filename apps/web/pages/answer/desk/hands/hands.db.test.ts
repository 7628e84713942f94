import { beforeAll, expect, test } from 'vitest'
import { questionSchema, type StartedConversation, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { sendReplies, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

function ask(body: string): Promise<StartedConversation> {
  const { db, now, services } = site()
  return db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: true, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
}

const textOf = async (path: string, visitor?: Visitor) => (await site().get(path, visitor)).text()

/** Presses a button of a conversation, and follows it to the page that it leads to. */
async function press(id: string, action: string, form: Record<string, string>): Promise<string> {
  const response = await site().post(`/nl/desk/inbox/${id}/${action}`, form, ann)
  expect(response.status).toBe(303)
  const path = (response.headers.get('location') ?? '').replace('https://praat.voorbeeld.example', '')
  return textOf(path, ann)
}

test('a conversation is closed with a reason, whoever asked reads it, and their reply opens it again', async () => {
  const { conversationId: id, code } = await ask('Wanneer rijdt de trein?')
  const closed = await press(id, 'close', { seen: '1', closeAs: 'not-ours' })
  expect(closed).toContain('Dit gesprek is gesloten.')
  expect(closed).toContain('Ann Visser sloot dit: niet voor ons')
  expect(closed).not.toContain('Sluit gesprek')
  const track = await textOf(`/nl/my-input/${code}`)
  expect(track).toContain('Hier gaan wij niet over')
  expect(track).not.toContain('Ingetrokken')
  expect(track).not.toContain('Wacht op')
  await site().post(`/nl/my-input/${code}/reply`, { reply: 'Het is uw station.' })
  expect(await textOf('/nl/desk/inbox', ann)).toContain('Wanneer rijdt de trein?')
  expect(await textOf(`/nl/my-input/${code}`)).not.toContain('Hier gaan wij niet over')
})

test('spam leaves the list, stands in its own, and is back by one button', async () => {
  const { conversationId: id } = await ask('Win een auto!')
  await press(id, 'spam', { seen: '1' })
  expect(await textOf('/nl/desk/inbox', ann)).not.toContain('Win een auto!')
  const spam = await textOf('/nl/desk/inbox?filter=spam', ann)
  expect(spam).toContain('Win een auto!')
  expect(spam).toContain('Spam 1')
  expect(await press(id, 'reopen', { seen: '2' })).toContain('Dit gesprek is weer open.')
})

test('what is put off says until when, and a day that cannot be keeps what was typed', async () => {
  const { conversationId: id } = await ask('Wanneer komt de boom?')
  const refused = await site().post(
    `/nl/desk/inbox/${id}/snooze`,
    { seen: '1', snoozeDay: '2020-01-01' },
    ann,
  )
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toMatch(/Kies een dag: [^<]+ tot en met/)
  expect(page).toContain('value="2020-01-01"')
  const away = await press(id, 'snooze', { seen: '1', snoozeUntil: tomorrow() })
  expect(away).toContain('Dit gesprek staat klaar voor later.')
  expect(away).toContain('Komt terug op')
  expect(await textOf('/nl/desk/inbox', ann)).not.toContain('Wanneer komt de boom?')
  expect(await textOf('/nl/desk/inbox?filter=snoozed', ann)).toContain('Wanneer komt de boom?')
  expect(await press(id, 'wake', { seen: '2' })).toContain('Dit gesprek staat weer in de lijst.')
})

test('a reason that is none, and a day that is none, do nothing', async () => {
  const { conversationId: id } = await ask('Wat nu?')
  const path = `/nl/desk/inbox/${id}`
  expect((await site().post(`${path}/close`, { seen: '1', closeAs: 'boos' }, ann)).status).toBe(404)
  expect((await site().post(`${path}/snooze`, { seen: '1', snoozeDay: 'morgen' }, ann)).status).toBe(422)
  expect((await site().post(`${path}/spam`, { seen: '1' })).status).toBe(303)
  expect(await textOf('/nl/desk/inbox', ann)).toContain('Wat nu?')
})

function tomorrow(): string {
  return new Date(site().now.getTime() + 86_400_000).toISOString().slice(0, 10)
}

test('administrators make labels, staff put them on, and the list shows and is narrowed to them', async () => {
  const admin = await site().signInAs('administrator', 'Ina Beheer')
  expect((await site().get('/nl/desk/labels', ann)).status).toBe(403)
  const made = await site().post('/nl/desk/labels', { name: 'Spoed' }, admin)
  expect(made.status).toBe(303)
  const taken = await site().post('/nl/desk/labels', { name: 'spoed' }, admin)
  expect(taken.status).toBe(422)
  const again = await taken.text()
  expect(again).toContain('Het label spoed is er al.')
  expect(again).toContain('value="spoed"')
  const { conversationId: id } = await ask('Wie komt er nu meteen?')
  await ask('Wie komt er volgend jaar?')
  const page = await textOf(`/nl/desk/inbox/${id}`, ann)
  const labelId =
    /<option value="([^"]+)"[^>]*>Spoed<\/option>/.exec(page.slice(page.indexOf('id="label"')))?.[1] ?? ''
  const labelled = await press(id, 'label', { seen: '1', label: labelId })
  expect(labelled).toContain('Ann Visser gaf dit het label Spoed')
  const list = await textOf(`/nl/desk/inbox?label=${labelId}`, ann)
  expect(list).toContain('Wie komt er nu meteen?')
  expect(list).not.toContain('Wie komt er volgend jaar?')
  expect(await press(id, 'unlabel', { seen: '2', labelOff: labelId })).toContain('haalde het label Spoed weg')
  expect(await textOf(`/nl/desk/inbox?label=${labelId}`, ann)).toContain('Geen gesprek past bij dit filter')
  expect((await site().post(`/nl/desk/labels/${labelId}/end`, {}, admin)).status).toBe(303)
  const refused = await site().post(`/nl/desk/inbox/${id}/label`, { seen: '3', label: labelId }, ann)
  expect(refused.status).toBe(422)
})

test('a conversation is merged into another by its address, both pages say so, and so do those of whoever asked', async () => {
  const [one, other] = [await ask('Waar blijft mijn paspoort?'), await ask('Nog eens: mijn paspoort?')]
  const wrong = await site().post(
    `/nl/desk/inbox/${other.conversationId}/merge`,
    { seen: '1', otherTyped: 'geen adres <b>' },
    ann,
  )
  expect(wrong.status).toBe(422)
  const refused = await wrong.text()
  expect(refused).toContain('Dit gesprek bestaat niet, of u mag het niet lezen: geen adres &lt;b&gt;.')
  expect(refused).toContain('value="geen adres &lt;b&gt;"')
  const merged = await press(other.conversationId, 'merge', {
    seen: '1',
    otherTyped: `https://praat.voorbeeld.example/nl/desk/inbox/${one.conversationId}?filter=mine`,
  })
  expect(merged).toContain('Dit gesprek is bij een ander gevoegd.')
  expect(merged).toContain('Ann Visser voegde dit bij een ander gesprek')
  expect(merged).not.toContain('name="reply"')
  expect(await textOf(`/nl/desk/inbox/${one.conversationId}`, ann)).toContain('Hierbij gevoegd')
  await site().post(
    `/nl/desk/inbox/${one.conversationId}/reply`,
    { seen: '1', reply: 'Het ligt klaar.' },
    ann,
  )
  await sendReplies(site())
  const track = await textOf(`/nl/my-input/${other.code}`)
  expect(track).toContain('Bij uw andere bericht gevoegd')
  expect(track).toContain('Het ligt klaar.')
  expect(await press(other.conversationId, 'reopen', { seen: '2' })).toContain('name="reply"')
  expect(await textOf(`/nl/my-input/${other.code}`)).not.toContain('Het ligt klaar.')
})

test('any two conversations are linked, and one with itself is not', async () => {
  const [one, other] = [await ask('Een boom.'), await ask('Een struik.')]
  const page = await press(one.conversationId, 'link', { seen: '1', otherTyped: other.conversationId })
  expect(page).toContain('Een struik</a>')
  expect(page).toContain('Dit gesprek hoort hierbij.')
  const path = `/nl/desk/inbox/${one.conversationId}/link`
  expect((await site().post(path, { seen: '1', otherTyped: one.conversationId }, ann)).status).toBe(422)
})
