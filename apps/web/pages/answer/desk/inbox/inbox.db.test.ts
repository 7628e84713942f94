import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { makeOpenDossier } from '#stories'
import { sendReplies, useTestSite, type Visitor } from '#web/testing'

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
  const noted = await follow(await site().post(`${path}/note`, { note: 'Storing.' }, ann), ann)
  expect(noted).toContain('Notitie van Ann Visser')
  const saved = await follow(await site().post(`${path}/draft`, { seen: '4', reply: 'Er is' }, ann), ann)
  expect(saved).toContain('Concept bewaard')
  expect(saved).toContain('Er is</textarea>')
  const sent = await follow(
    await site().post(`${path}/reply`, { seen: '4', reply: 'Er is een storing.' }, ann),
    ann,
  )
  expect(sent).toContain('Uw antwoord staat klaar om te vertrekken.')
  expect(sent).toContain('Vertrekt over 10 seconden.')
  expect(sent).not.toContain('Dit gesprek is beantwoord')
  await sendReplies(site())
  const left = await (await site().get(path, ann)).text()
  expect(left).toContain('De mail wacht op verzending')
  expect(left).toContain('Dit gesprek is beantwoord')
  const reopened = await follow(await site().post(`${path}/reopen`, { seen: '6' }, ann), ann)
  expect(reopened).toContain('Ann Visser opende dit gesprek weer')
})

test('who sends second sees what the first wrote, keeps their text, and can still send', async () => {
  const id = await ask('Wie antwoordt er?')
  const path = `/nl/desk/inbox/${id}`
  await follow(await site().post(`${path}/reply`, { seen: '1', reply: 'Ik, Ann.' }, ann), ann)
  await sendReplies(site())
  const late = await site().post(`${path}/reply`, { seen: '1', reply: 'Nee, ik.' }, bob)
  expect(late.status).toBe(409)
  const html = await late.text()
  expect(html).toContain('Er is niets verstuurd')
  expect(html).toContain('Ik, Ann.')
  expect(html).toContain('Nee, ik.</textarea>')
  expect(html).toContain('name="seen" value="3"')
  await follow(await site().post(`${path}/reply`, { seen: '3', reply: 'Nee, ik.' }, bob), bob)
})

test('an empty reply or note says so beside its field', async () => {
  const path = `/nl/desk/inbox/${await ask('Mag dit leeg?')}`
  const reply = await site().post(`${path}/reply`, { seen: '1', reply: ' ' }, ann)
  expect(reply.status).toBe(422)
  expect(await reply.text()).toContain('Schrijf eerst een antwoord')
  const note = await site().post(`${path}/note`, { note: '' }, ann)
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

test('whatever is done with a conversation, what was typed in it is still there', async () => {
  const path = `/nl/desk/inbox/${await ask('Blijft dit staan?')}`
  const typed = { reply: 'Ja, dit blijft', note: 'Even navragen' }
  const { id: dossier } = await makeOpenDossier(site().db, {
    question: 'Waar blijft het?',
    by: ann.accountId,
  })
  const deeds = [
    ['take', {}],
    ['assign', { to: bob.accountId }],
    ['assign', { to: '' }],
    ['place', { dossier }],
    ['draft', {}],
  ] as const
  let seen = 1
  for (const [deed, choice] of deeds) {
    const answer = await site().post(`${path}/${deed}`, { ...typed, ...choice, seen: String(seen) }, ann)
    const html = await follow(answer, ann)
    expect(html, deed).toContain('Ja, dit blijft</textarea>')
    expect(html, deed).toContain('Even navragen</textarea>')
    seen = Number(/name="seen" value="(\d+)"/.exec(html)?.[1])
  }
  const overtaken = await site().post(
    `${path}/take`,
    { ...typed, reply: 'Ja, dit blijft ook', seen: '1' },
    ann,
  )
  expect(overtaken.status).toBe(409)
  expect(await overtaken.text()).toContain('Ja, dit blijft ook</textarea>')
  const noted = await follow(await site().post(`${path}/note`, { ...typed, seen: String(seen) }, ann), ann)
  expect(noted).toContain('Ja, dit blijft</textarea>')
  expect(noted).not.toContain('Even navragen</textarea>')
})

test('who takes a conversation, gives it to somebody or gives it back, is told just that', async () => {
  const path = `/nl/desk/inbox/${await ask('Van wie is dit?')}`
  expect(await follow(await site().post(`${path}/take`, { seen: '1' }, ann), ann)).toContain(
    'Dit gesprek is nu van u.',
  )
  const given = await site().post(`${path}/assign`, { seen: '2', to: bob.accountId }, ann)
  expect(await follow(given, ann)).toContain('Doorgegeven aan Bob')
  const released = await site().post(`${path}/assign`, { seen: '3', to: '' }, ann)
  expect(await follow(released, ann)).toContain('Dit gesprek is weer van iedereen.')
})

test('of two colleagues who type at once both texts stand there, and either goes on with the other', async () => {
  const path = `/nl/desk/inbox/${await ask('Wie typt er?')}`
  await site().post(`${path}/draft`, { seen: '1', reply: 'Van Ann.', note: 'Notitie van Ann' }, ann)
  const html = await follow(await site().post(`${path}/draft`, { seen: '1', reply: 'Van Bob.' }, bob), bob)
  expect(html).toContain('Van Bob.</textarea>')
  expect(html).toMatch(/Ann Visser typte dit op .*, en verstuurde het nog niet/)
  expect(html).toContain('<p dir="auto">Van Ann.</p>')
  expect(html).toContain('<p dir="auto">Notitie van Ann</p>')
  const on = await follow(
    await site().post(`${path}/continue`, { seen: '1', reply: 'Van Bob.', from: ann.accountId }, bob),
    bob,
  )
  expect(on).toContain('Van Bob.\n\nVan Ann.</textarea>')
  await follow(await site().post(`${path}/reply`, { seen: '1', reply: 'Van Bob en Ann.' }, bob), bob)
  const afterwards = await (await site().get(path, ann)).text()
  expect(afterwards).toContain('Van Ann.</textarea>')
  expect(afterwards).not.toContain('Bob Visser typte')
})

test('who is overtaken reads in the warning itself what came in', async () => {
  const path = `/nl/desk/inbox/${await ask('Wat kwam erbij?')}`
  await site().post(`${path}/note`, { note: 'Juridisch zegt nee.' }, ann)
  const html = await (await site().post(`${path}/reply`, { seen: '1', reply: 'Ja hoor.' }, bob)).text()
  const warning = /Er kwam iets bij[\s\S]*?<\/ol>/.exec(html)?.[0] ?? ''
  expect(warning).toContain('Juridisch zegt nee.')
  expect(html).toContain('Ja hoor.</textarea>')
})
