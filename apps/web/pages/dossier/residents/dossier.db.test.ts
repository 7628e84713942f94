import { expect, test } from 'vitest'
import { registerInput } from '#domains/register'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

const form = {
  question: 'Hoe wordt het plein groener?',
  summary: 'Het plein wordt in 2027 opnieuw ingericht.',
  area: 'Centrum',
  language: 'nl',
  'promise.level': 'advise',
  'promise.statement': 'Wij nemen uw advies over, of leggen uit waarom niet.',
  'promise.decidedBy': 'De gemeenteraad',
  'promise.answerOn': '2026-05-08',
  'promise.decisionOn': '2026-06-25',
  'phases.0.title': 'Luisteren',
  'phases.0.startsOn': '2026-01-10',
  'phases.0.endsOn': '2026-02-28',
  'phases.1.title': 'Uw advies',
  'phases.1.startsOn': '2026-03-01',
  'phases.1.endsOn': '2026-04-28',
}

async function makeOpenDossier(staff: Visitor): Promise<string> {
  const unitId = await site().addUnit('Groen')
  const made = await site().post('/nl/desk/dossiers/new', { ...form, unitId }, staff)
  const desk = made.headers.get('location') ?? ''
  await site().post(`${desk}/open`, {}, staff)
  return desk.split('/').at(-1) ?? ''
}

test('staff make a dossier, see it as a draft, and open it to everybody', async () => {
  const staff = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Groen')
  const made = await site().post('/nl/desk/dossiers/new', { ...form, unitId }, staff)
  expect(made.status).toBe(303)
  const desk = made.headers.get('location') ?? ''
  const page = desk.replace('/desk', '')
  expect((await site().get(page)).status).toBe(404)
  expect(await (await site().get(page, staff)).text()).toContain('Dit is een concept')

  const opened = await site().post(`${desk}/open`, {}, staff)
  expect(await (await site().get(opened.headers.get('location') ?? '', staff)).text()).toContain(
    'Het dossier is open.',
  )
  const html = await (await site().get(page)).text()
  expect(html).toContain('Hoe wordt het plein groener?')
  expect(html).toContain('Stap 3 van 5')
  expect(html).toContain('25 juni 2026')
  expect(html).toContain('Nu, tot en met 28 april 2026')
  expect(await (await site().get('/en/dossiers')).text()).toContain('lang="nl"')
})

test('what is missing or wrong stands beside its field, and what was typed is kept', async () => {
  const staff = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Groen')
  const wrong = {
    ...form,
    unitId,
    question: '',
    'phases.1.endsOn': '2026-01-01',
    'promise.decisionOn': '2026-01-01',
  }
  const response = await site().post('/nl/desk/dossiers/new', wrong, staff)
  const html = await response.text()
  expect(response.status).toBe(422)
  expect(html).toContain('Er zijn 3 dingen niet goed ingevuld')
  expect(html).toContain('Vraag aan bewoners: vul dit in.')
  expect(html).toContain('Einde van stap 2: het einde ligt vóór het begin.')
  expect(html).toContain('Besluit op: het besluit kan niet vóór het antwoord vallen.')
  expect(html).toContain('Het plein wordt in 2027 opnieuw ingericht.')
})

test('who may only answer cannot make a dossier, and a stranger is sent to sign in', async () => {
  const staff = await site().signInAs('responder')
  expect((await site().get('/nl/desk/dossiers/new', staff)).status).toBe(403)
  expect((await site().get('/nl/desk/dossiers/new')).headers.get('location')).toBe('/nl/sign-in')
})

test('a dossier does not close while somebody waits, and says how many', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  const { db, now } = site()
  const { id } = await db
    .selectFrom('dossier')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const said = { kind: 'statement', channel: 'web', body: '<b>Meer</b> bomen' } as const
  const everybody = { isPublic: true, receivedAt: now, receivedOn: '2026-03-02' } as const
  await db.transaction().execute((tx) => registerInput(tx, { ...said, ...everybody, dossierId: id }))
  const refused = await site().post(`/nl/desk/dossiers/${slug}/close`, {}, staff)
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('1 keer inbreng wacht op antwoord.')
  expect(await (await site().get(`/nl/dossiers/${slug}/said`)).text()).toContain(
    '&lt;b&gt;Meer&lt;/b&gt; bomen',
  )
})

test('a changed promise asks for a reason, and shows both versions', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  const path = `/nl/desk/dossiers/${slug}/promise`
  const changed = { ...form, 'promise.level': 'coproduce', 'promise.statement': 'Wij maken het plan samen.' }
  expect((await site().post(path, changed, staff)).status).toBe(422)
  const saved = await site().post(
    path,
    { ...changed, 'promise.reasonForChange': 'De raad vroeg erom.' },
    staff,
  )
  expect(saved.headers.get('location')).toContain('done=promiseChanged')
  const html = await (await site().get(`/nl/dossiers/${slug}`)).text()
  expect(html).toContain('Wij maken het plan samen.')
  expect(html).toContain('Wij nemen uw advies over, of leggen uit waarom niet.')
  expect(html).toContain('De raad vroeg erom.')
})

test('a made-up cursor or address does no harm', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  expect((await site().get(`/nl/dossiers/${slug}/said?after=%00%27;drop`)).status).toBe(200)
  expect((await site().get('/nl/dossiers/%2e%2e%2f')).status).toBe(404)
  expect((await site().get('/nl/dossiers/%00')).status).toBe(404)
})
