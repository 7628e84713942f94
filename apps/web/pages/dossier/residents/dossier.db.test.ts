import { expect, test } from 'vitest'
import { registerInput } from '#domains/register'
import { translate } from '#domains/translation'
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
  expect(html).toContain('“Vraag aan bewoners”: vul dit in.')
  expect(html).toContain('“Einde van stap 2”: het einde ligt vóór het begin.')
  expect(html).toContain('“Besluit op”: het besluit kan niet vóór het antwoord vallen.')
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

test('of what is closed no page says that an answer is still to come', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  // As staff, who get each page fresh.
  const read = async (language: 'nl' | 'en') =>
    (await site().get(`/${language}/dossiers/${slug}`, staff)).text()
  expect(await read('nl')).toContain('U hebt antwoord')
  expect(await read('en')).toContain('You will get an answer')
  await site().post(`/nl/desk/dossiers/${slug}/close`, {}, staff)
  for (const [page, promised] of [
    [await read('nl'), 'Antwoord beloofd'],
    [await read('en'), 'Answer promised'],
  ]) {
    expect(page).toContain(promised)
    expect(page).not.toMatch(/U hebt antwoord|You will get an answer|tot nu toe|so far/)
  }
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

test('what a dossier asks is changed in public: what it was, what it is, when and why', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  const path = `/nl/desk/dossiers/${slug}/change`
  const shown = await (await site().get(path, staff)).text()
  expect(shown).toContain('value="Hoe wordt het plein groener?"')
  expect(shown).toContain('value="Uw advies"')
  const changed = { ...form, question: 'Hoe wordt het plein koeler?', 'phases.1.endsOn': '2026-05-12' }
  const without = await site().post(path, changed, staff)
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('“Waarom verandert dit?”: vul dit in.')
  const saved = await site().post(path, { ...changed, reasonForChange: 'Het ging om de hitte.' }, staff)
  expect(saved.headers.get('location')).toBe(`/nl/desk/dossiers/${slug}?done=textChanged`)
  const html = await (await site().get(`/nl/dossiers/${slug}`)).text()
  expect(html).toContain('Hoe wordt het plein koeler?')
  expect(html).toContain('Veranderd op 2 maart 2026')
  expect(html).toMatch(/<del[^>]*>Hoe wordt het plein groener\?<\/del>/)
  expect(html).toContain('Het ging om de hitte.')
})

test('a translation is no change: of what a dossier said before, only what changed is told, as it was written', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  const { db, now } = site()
  const dossier = await db
    .selectFrom('dossier')
    .select(['id', 'created_by as by'])
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const texts = [
    [form.question, 'How will the square be greener?'],
    [form.summary, 'The square is laid out anew in 2027.'],
    ['Noord', 'North'],
    ['Luisteren', 'Listening'],
  ].map(([original = '', text = '']) => ({ original, text, byMachine: false }))
  await db
    .transaction()
    .execute((tx) => translate(tx, { ownerId: dossier.id, language: 'en', texts, by: dossier.by, now }))
  const changed = { ...form, area: 'Noord', reasonForChange: 'Het plein ligt in Noord.' }
  await site().post(`/nl/desk/dossiers/${slug}/change`, changed, staff)
  const html = await (await site().get(`/en/dossiers/${slug}`)).text()
  expect(html).toContain('How will the square be greener?')
  expect(html.match(/<(?:del|ins) [^>]*>[^<]*/g)).toEqual([
    '<del dir="auto" lang="nl">Centrum',
    '<ins dir="auto" lang="nl">Noord',
  ])
})

test('a draft is changed and thrown away by who makes dossiers, and a dossier named "New?" has a page', async () => {
  const staff = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Groen')
  const made = await site().post('/nl/desk/dossiers/new', { ...form, unitId, question: 'New?' }, staff)
  const desk = made.headers.get('location') ?? ''
  expect(await (await site().get(desk, staff)).text()).toContain('New?')
  const other = { ...form, unitId, question: 'Nieuwe bomen?' }
  const saved = await site().post(`${desk}/change`, other, staff)
  const [renamed = ''] = (saved.headers.get('location') ?? '').split('?')
  expect(renamed).toBe('/nl/desk/dossiers/nieuwe-bomen')
  const responder = await site().signInAs('responder')
  expect((await site().post(`${renamed}/discard`, {}, responder)).status).toBe(403)
  expect(await (await site().get(`${renamed}/discard`, staff)).text()).toContain('Ja, gooi het weg')
  const gone = await site().post(`${renamed}/discard`, {}, staff)
  expect(await (await site().get(gone.headers.get('location') ?? '', staff)).text()).toContain(
    'Het concept is weggegooid.',
  )
  expect((await site().get(renamed, staff)).status).toBe(404)
})

test('what is wrong in a form is named with what was typed, and with the way out', async () => {
  const staff = await site().signInAs('policy_maker')
  const wrong = {
    ...form,
    area: 'x'.repeat(121),
    'promise.level': 'veel',
    'promise.answerOn': 'morgen',
    'phases.0.startsOn': '2026-13-01',
  }
  const html = await (await site().post('/nl/desk/dossiers/new', wrong, staff)).text()
  expect(html).toContain('“Antwoord uiterlijk op”: “morgen” is geen datum. Kies een datum, zoals 8-5-2026.')
  expect(html).toContain('“Begin van stap 1”: “2026-13-01” is geen datum.')
  expect(html).toContain('“Gebied”: u schreef 121 tekens. Het mogen er hoogstens 120 zijn.')
  expect(html).toContain('“Hoeveel invloed hebben bewoners?”: vul dit in.')
})

test('a row of which only a day was typed comes back with it, and with what is missing', async () => {
  const staff = await site().signInAs('policy_maker')
  const last = { 'phases.11.startsOn': '2026-07-01' }
  const html = await (await site().post('/nl/desk/dossiers/new', { ...form, ...last }, staff)).text()
  expect(html).toContain('“Naam van stap 12”: vul dit in.')
  expect(html).toMatch(/<input[^>]*name="phases\.11\.startsOn"[^>]*value="2026-07-01"/)
})

test('it is not told that a dossier was opened or closed which was not', async () => {
  const staff = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Groen')
  const made = await site().post('/nl/desk/dossiers/new', { ...form, unitId }, staff)
  const desk = made.headers.get('location') ?? ''
  const press = async (what: string) =>
    (await site().post(`${desk}/${what}`, {}, staff)).headers.get('location')
  expect(await press('close')).toBe(desk)
  expect(await press('open')).toBe(`${desk}?done=opened`)
  expect(await press('open')).toBe(`${desk}?done=opened`)
  expect(await press('close')).toBe(`${desk}?done=closedDone`)
  expect(await press('close')).toBe(`${desk}?done=closedDone`)
  expect(await press('open')).toBe(desk)
})

test('a made-up cursor or address does no harm', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  expect((await site().get(`/nl/dossiers/${slug}/said?after=%00%27;drop`)).status).toBe(200)
  expect((await site().get('/nl/dossiers/%2e%2e%2f')).status).toBe(404)
  expect((await site().get('/nl/dossiers/%00')).status).toBe(404)
})

test('the promise of a draft is changed without a reason, and nobody is told that the public reads it', async () => {
  const staff = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Groen')
  const made = await site().post('/nl/desk/dossiers/new', { ...form, unitId }, staff)
  const desk = made.headers.get('location') ?? ''
  const shown = await (await site().get(`${desk}/promise`, staff)).text()
  expect(shown).toContain('Bewoners zien dit nog niet.')
  expect(shown).not.toContain('Waarom verandert de belofte?')
  for (const part of ['promise', 'change']) {
    const saved = await site().post(`${desk}/${part}`, { ...form, unitId, area: 'Noord' }, staff)
    expect(saved.headers.get('location')).toContain('?done=draftSaved')
    const told = await (await site().get(saved.headers.get('location') ?? '', staff)).text()
    expect(told).toContain('Bewaard. Bewoners zien dit nog niet.')
  }
})

test('a change that comes after a dossier was closed is not made, and what was written can still be read', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  await site().post(`/nl/desk/dossiers/${slug}/close`, {}, staff)
  const reasons = { reasonForChange: 'De raad vroeg erom.', 'promise.reasonForChange': 'De raad vroeg erom.' }
  for (const part of ['promise', 'change']) {
    const late = await site().post(`/nl/desk/dossiers/${slug}/${part}`, { ...form, ...reasons }, staff)
    expect(late.status).toBe(409)
    const told = await late.text()
    expect(told).toContain('Het dossier is intussen gesloten.')
    expect(told).toContain('De raad vroeg erom.')
  }
})

test('of two who change a dossier at once, the second reads that a colleague was first, and what they wrote', async () => {
  const staff = await site().signInAs('policy_maker')
  const slug = await makeOpenDossier(staff)
  const desk = `/nl/desk/dossiers/${slug}`
  const reasons = { reasonForChange: 'Omdat het moest.', 'promise.reasonForChange': 'Omdat het moest.' }
  for (const part of ['promise', 'change']) {
    const shown = await (await site().get(`${desk}/${part}`, staff)).text()
    const [, seen = ''] = /name="seen" value="([^"]+)"/.exec(shown) ?? []
    const send = (text: string) =>
      site().post(
        `${desk}/${part}`,
        { ...form, ...reasons, seen, summary: text, 'promise.statement': text },
        staff,
      )
    expect((await send('De eerste.')).status).toBe(303)
    const second = await send('De tweede.')
    expect(second.status).toBe(409)
    const told = await second.text()
    expect(told).toContain('Een collega was net eerder.')
    expect(told).toContain('De tweede.')
    expect(await (await site().get(`${desk}/${part}`, staff)).text()).toContain('De eerste.')
  }
})
