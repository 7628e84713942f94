import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { makeOpenDossier } from '#stories'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
let bob: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  bob = await site().signInAs('responder', 'Bob Kaya')
})

async function ask(body: string, address = ''): Promise<string> {
  const { db, now, services } = site()
  const started = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body, address }), {
      language: 'nl',
      channel: 'web',
      secret: 'k'.repeat(32),
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
      mayMail: true,
      now,
    }),
  )
  return started.conversationId
}

/** Follows a form to the page that it leads to. */
async function follow(response: Response, visitor: Visitor): Promise<string> {
  expect(response.status).toBe(303)
  const path = (response.headers.get('location') ?? '').replace('https://praat.voorbeeld.example', '')
  return (await site().get(path, visitor)).text()
}

test('the inbox is for staff who answer', async () => {
  expect((await site().get('/nl/desk/inbox')).status).toBe(303)
  expect((await site().post('/nl/desk/inbox/x/reply', { body: 'x' })).status).toBe(303)
  expect((await site().get('/nl/desk/inbox', ann)).status).toBe(200)
})

test('a question is taken, noted, drafted and answered, and each deed shows', async () => {
  const id = await ask('Waarom is de brug dicht?\n\nIk moet naar mijn werk.', 'brug@voorbeeld.example')
  const path = `/nl/desk/inbox/${id}`
  const list = await (await site().get('/nl/desk/inbox', ann)).text()
  expect(list).toContain('Waarom is de brug dicht?')
  expect(list).toContain('Ongelezen: ')
  const opened = await (await site().get(path, ann)).text()
  expect(opened).toContain('<p dir="auto">Ik moet naar mijn werk.</p>')

  const taken = await follow(await site().post(`${path}/assign`, { seen: '2', to: ann.accountId }, ann), ann)
  expect(taken).toContain('Ann Visser nam dit gesprek')
  const noted = await follow(await site().post(`${path}/note`, { body: 'Storing.' }, ann), ann)
  expect(noted).toContain('Notitie van Ann Visser')
  const saved = await follow(await site().post(`${path}/draft`, { seen: '4', body: 'Er is' }, ann), ann)
  expect(saved).toContain('Concept van Ann Visser')
  expect(saved).toContain('Er is</textarea>')
  const sent = await follow(
    await site().post(`${path}/reply`, { seen: '5', body: 'Er is een storing.' }, ann),
    ann,
  )
  expect(sent).toContain('De mail is onderweg')
  expect(sent).toContain('De mail wacht op verzending')
  expect(sent).toContain('Dit gesprek is beantwoord')
  const reopened = await follow(await site().post(`${path}/reopen`, { seen: '7' }, ann), ann)
  expect(reopened).toContain('Ann Visser opende dit gesprek weer')
})

test('who sends second sees what the first wrote, keeps their text, and can still send', async () => {
  const id = await ask('Wie antwoordt er?')
  const path = `/nl/desk/inbox/${id}`
  await follow(await site().post(`${path}/reply`, { seen: '1', body: 'Ik, Ann.' }, ann), ann)
  const late = await site().post(`${path}/reply`, { seen: '1', body: 'Nee, ik.' }, bob)
  expect(late.status).toBe(409)
  const html = await late.text()
  expect(html).toContain('Er is niets verstuurd')
  expect(html).toContain('Ik, Ann.')
  expect(html).toContain('Nee, ik.</textarea>')
  expect(html).toContain('name="seen" value="3"')
  await follow(await site().post(`${path}/reply`, { seen: '3', body: 'Nee, ik.' }, bob), bob)
})

test('an empty reply or note says so beside its field', async () => {
  const path = `/nl/desk/inbox/${await ask('Mag dit leeg?')}`
  const reply = await site().post(`${path}/reply`, { seen: '1', body: ' ' }, ann)
  expect(reply.status).toBe(422)
  expect(await reply.text()).toContain('Schrijf eerst een antwoord')
  const note = await site().post(`${path}/note`, { body: '' }, ann)
  expect(await note.text()).toContain('Schrijf eerst een notitie')
})

test('a question is put with a dossier, and what cannot be is said', async () => {
  const { id: dossier } = await makeOpenDossier(site().db, {
    question: 'Hoe wordt de Dorpsstraat veilig?',
    by: ann.accountId,
  })
  const path = `/nl/desk/inbox/${await ask('Komt er een drempel?')}`
  const placed = await follow(await site().post(`${path}/place`, { seen: '1', dossier }, ann), ann)
  expect(placed).toContain('Ann Visser zette dit bij ‘Hoe wordt de Dorpsstraat veilig?’')
  expect(placed).toContain('Dit is ook de reactie')
  const gone = await site().post(`${path}/place`, { seen: '2', dossier: crypto.randomUUID() }, ann)
  expect(gone.status).toBe(422)
  const nobody = await site().post(`${path}/assign`, { seen: '2', to: crypto.randomUUID() }, ann)
  expect(await nobody.text()).toContain('werkt hier niet meer')
})

test('what was written to us is shown as text, whatever it is', async () => {
  const id = await ask('<img src=x onerror=alert(1)>\n"quotes" & مرحبا')
  const html = await (await site().get(`/nl/desk/inbox/${id}`, ann)).text()
  expect(html).not.toContain('<img src=x')
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('addresses that nobody made lead nowhere', async () => {
  expect((await site().get('/nl/desk/inbox/not-an-id', ann)).status).toBe(404)
  expect((await site().get(`/nl/desk/inbox/${crypto.randomUUID()}`, ann)).status).toBe(404)
  const list = await site().get('/nl/desk/inbox?filter=nonsense&order=up&after=%00', ann)
  expect(list.status).toBe(200)
})

test('every list has a page in both languages', async () => {
  for (const locale of ['nl', 'en'])
    for (const filter of ['open', 'mine', 'late', 'undelivered', 'answered'])
      for (const order of ['due', 'newest']) {
        const path = `/${locale}/desk/inbox?filter=${filter}&order=${order}`
        expect((await site().get(path, bob)).status).toBe(200)
      }
})
