import { expect, test } from 'vitest'
import { sendReplies, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

/** A question, and its address at the desk. */
async function ask(body: string): Promise<string> {
  await site().post('/nl/tell-us', { body })
  const { db } = site().services
  const newest = db.selectFrom('conversation').select('id').orderBy('id', 'desc').limit(1)
  return `/nl/desk/inbox/${(await newest.executeTakeFirstOrThrow()).id}`
}

async function read(path: string, visitor: Visitor): Promise<string> {
  return (await site().get(path, visitor)).text()
}

test('a later day is told with a reason; one that is none comes back with what was chosen', async () => {
  const els = await site().signInAs('responder', 'Els')
  const path = await ask('Wanneer is de brug klaar?')
  expect(await read(path, els)).toContain('Eerste antwoord: uiterlijk 9 maart 2026')
  const sooner = await site().post(`${path}/due`, { seen: '1', dueOn: '2026-03-03', dueReason: 'visit' }, els)
  expect(sooner.status).toBe(422)
  const refused = await sooner.text()
  expect(refused).toContain('Deze dag is niet later dan wat wij al zeiden.')
  expect(refused).toContain('value="2026-03-03"')
  expect(refused).toMatch(/value="visit" selected/)
  const without = await site().post(`${path}/due`, { seen: '1', dueOn: '2026-03-20', dueReason: '' }, els)
  expect(await without.text()).toContain('Kies een reden.')
  const moved = await site().post(`${path}/due`, { seen: '1', dueOn: '2026-03-20', dueReason: 'visit' }, els)
  expect(moved.headers.get('location')).toContain('done=moved')
  const page = await read(path, els)
  expect(page).toContain('Eerste antwoord: uiterlijk 20 maart 2026')
  expect(page).toContain('Els zei dat het later wordt: 20 maart 2026. Wij komen eerst kijken')
})

test('a reply that asks leaves it open, waiting, and the resident is asked', async () => {
  const els = await site().signInAs('responder', 'Els')
  const path = await ask('Mijn container is weg')
  const sent = await site().post(`${path}/reply`, { seen: '1', reply: 'Welke straat?', asks: 'yes' }, els)
  expect(sent.status).toBe(303)
  await sendReplies(site())
  const page = await read(path, els)
  expect(page).toContain('Wacht op de vrager: nog 14 dagen.')
  expect(page).toContain('Wacht op antwoord tot en met 16 maart 2026')
  expect(page).toContain('Eerste antwoord: gegeven op 2 maart 2026')
  expect(await read('/nl/desk/inbox', els)).toContain('Wacht op de vrager, nog 14 dagen')
})

test('above the inbox stands what is due on which day', async () => {
  const els = await site().signInAs('responder', 'Els')
  await ask('Nog iets?')
  expect(await read('/nl/desk/inbox', els)).toMatch(
    /Vandaag hoeft er niets af, in de 10 werkdagen daarna \d+\./,
  )
})
