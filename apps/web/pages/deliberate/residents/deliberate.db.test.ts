import { expect, test } from 'vitest'
import { tellAnswers } from '#domains/deliberate/testing'
import { makeOpenDossier } from '#stories'
import { limits } from '#web/http'
import { makeOpenDialogue, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

async function vote(page: string, statement: number, choice: string, visitor: Visitor = {}) {
  const response = await site().post(`${page}/vote`, { statement: String(statement), choice }, visitor)
  return { response, visitor: { cookie: cookieOf(response) || (visitor.cookie ?? '') } }
}

test('a resident votes without an account, sees the result of the own vote, and can change it', async () => {
  const { page } = await makeOpenDialogue(site())
  const first = await site().get(page)
  expect(first.headers.get('set-cookie')).toBeNull()
  expect(await first.text()).toContain('0 van 2 stellingen beantwoord')
  const { response, visitor } = await vote(page, 1, 'agree')
  expect([response.status, response.headers.get('location')]).toEqual([303, `${page}?after=1`])
  expect(response.headers.get('set-cookie')).toMatch(
    /^wk-participant=[\w-]{43};.*HttpOnly; Secure; SameSite=Lax$/,
  )
  const next = await (await site().get(`${page}?after=1`, visitor)).text()
  expect(next).toContain('De markt blijft op het plein.')
  expect(next).toContain('Uw vorige antwoord: eens')
  expect(next).toContain('1 van 2 stellingen beantwoord')
  const change = await (await site().get(`${page}?statement=1`, visitor)).text()
  expect(change).toMatch(/value="agree" aria-pressed="true"/)
  await vote(page, 1, 'disagree', visitor)
  expect(await (await site().get(`${page}?after=1`, visitor)).text()).toContain('Uw vorige antwoord: oneens')
  await vote(page, 2, 'pass', visitor)
  expect(await (await site().get(page, visitor)).text()).toContain('U hebt op alle stellingen geantwoord')
})

test('a result is drawn once twenty people answered, and is that of the first ten', async () => {
  const { id, page } = await makeOpenDialogue(site())
  const resultsIn = async (language: string) => {
    await tellAnswers(site().db, id)
    site().services.moments.end()
    return (await site().get(`${page.replace('/nl/', `/${language}/`)}/results`)).text()
  }
  for (let person = 0; person < 10; person++) await vote(page, 1, 'agree')
  for (let person = 0; person < 9; person++) await vote(page, 1, 'disagree')
  const early = await resultsIn('nl')
  expect(early).toContain('Minder dan 20 mensen doen mee.')
  expect(early).toContain('2 stellingen hebben minder dan 20 antwoorden')
  expect(early).not.toContain('% eens, ')
  await vote(page, 1, 'disagree')
  const results = await resultsIn('nl')
  expect(results).toContain('Meer dan 10 mensen doen mee.')
  expect(results).toContain('100 % eens, 0 % weet het niet, 0 % oneens (10 mensen)')
  expect(results).toContain('1 stelling heeft minder dan 20 antwoorden')
  const english = await resultsIn('en')
  expect(english).toContain('More than 10 people have taken part.')
  expect(english).toContain('100% agree')
})

test('who comes without cookies is told why every answer stands alone', async () => {
  const { page } = await makeOpenDialogue(site())
  await vote(page, 1, 'agree')
  expect(await (await site().get(`${page}?after=1`)).text()).toContain('Uw browser bewaart geen cookies')
})

test('a vote on what cannot be voted on says so, and nonsense changes nothing', async () => {
  const { page } = await makeOpenDialogue(site())
  const { response } = await vote(page, 99, 'agree')
  expect(response.headers.get('location')).toBe(`${page}?told=noLonger`)
  expect((await vote(page, 1, 'love')).response.headers.get('location')).toBe(page)
  expect((await site().get('/nl/dialogues/there-is-none')).status).toBe(404)
})

test('an own statement gets a code, waits, is published by staff, and everybody can vote on it', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site())
  const sent = await site().post(`${page}/statements/new`, { text: 'Er komt een fontein & 1 < 2 bomen.' })
  const received = await sent.text()
  expect(received).toContain('Ontvangen. Wij lezen uw stelling nu.')
  expect(received).toMatch(/[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}/)
  expect(received).toContain('fontein &amp; 1 &lt; 2 bomen')
  expect(await (await site().get(`${page}/results`)).text()).not.toContain('fontein')
  expect(await (await site().get(desk, staff)).text()).toContain('fontein')
  const published = await site().post(`${desk}/statements/3`, { decision: 'publish' }, staff)
  expect(published.headers.get('location')).toBe(`${desk}?told=published`)
  expect(await (await site().get(`${page}/results`)).text()).toContain('fontein')
})

test('a statement is in the language of the page that it was written on, until staff put that right', async () => {
  const { id, page, desk, staff } = await makeOpenDialogue(site())
  for (const text of [
    'The square needs a fountain.',
    'Die Kinder brauchen einen Brunnen.',
    'Er komt een bank.',
  ])
    await site().post(`${page.replace('/nl/', '/en/')}/statements/new`, { text })
  const publish = (number: number, language?: string) =>
    site().post(
      `${desk}/statements/${number}`,
      { decision: 'publish', ...(language ? { language } : {}) },
      staff,
    )
  await publish(3)
  await publish(4, 'de')
  await publish(5, 'no language at all')
  const languages = await site()
    .db.selectFrom('statement')
    .innerJoin('input', 'input.id', 'statement.input_id')
    .select(['statement.language', 'input.language as registered'])
    .where('statement.dialogue_id', '=', id)
    .orderBy('number')
    .execute()
  expect(languages).toEqual(['en', 'de', 'en'].map((language) => ({ language, registered: language })))
})

test('what cannot be a statement gets its reason beside the field', async () => {
  const { page } = await makeOpenDialogue(site())
  const send = async (text: string) => {
    const response = await site().post(`${page}/statements/new`, { text })
    return { status: response.status, html: await response.text() }
  }
  expect(await send('kort')).toMatchObject({ status: 422 })
  expect((await send('kort')).html).toContain('Schrijf minstens 10 tekens')
  expect((await send('<script>alert(1)</script> bomen')).html).toContain('Gebruik geen HTML')
  expect((await send('op het plein komen meer BOMEN')).html).toContain('Deze stelling is er al.')
})

test('a refusal asks for a reason and stands in the log with who decided', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site())
  await site().post(`${page}/statements/new`, { text: 'De wethouder deugt niet.' })
  const refused = await site().post(
    `${desk}/statements/3`,
    { decision: 'refuse', reason: 'insulting', explanation: 'Dit gaat over een persoon.' },
    staff,
  )
  expect(refused.headers.get('location')).toBe(`${desk}?told=refused`)
  const html = await (await site().get(`${desk}/log`, staff)).text()
  expect(html).toContain('Waarom: Het is kwetsend voor anderen.')
  expect(html).toContain('Dit gaat over een persoon.')
  expect(html).toContain('Noor Bakker')
  const again = await site().post(`${desk}/statements/3`, { decision: 'publish' }, staff)
  expect(again.headers.get('location')).toBe(`${desk}?told=decidedBefore`)
  const late = await site().post(
    `${desk}/statements/3`,
    { decision: 'refuse', reason: 'insulting', explanation: 'Dit schreef ik te laat.' },
    staff,
  )
  expect(late.status).toBe(409)
  const told = await late.text()
  expect(told).toContain('Een collega besliste al over deze stelling.')
  expect(told).toContain('Dit schreef ik te laat.')
})

test('somebody follows the own votes with a code and an address that stands apart', async () => {
  const { page } = await makeOpenDialogue(site())
  const { visitor } = await vote(page, 1, 'agree')
  expect(await (await site().get(`${page}/my-votes`, visitor)).text()).toContain('U gaf 1 antwoord.')
  const wrong = await site().post(`${page}/my-votes`, { email: 'geen adres' }, visitor)
  expect(wrong.status).toBe(422)
  const followed = await (await site().post(`${page}/my-votes`, { email: 'a@b.example' }, visitor)).text()
  expect(followed).toMatch(/[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}/)
  expect(followed).toContain('Kijk in uw mail op a@b.example')
  const again = await (await site().post(`${page}/my-votes`, { email: '' }, visitor)).text()
  expect(again).toContain('U hebt al een volgcode')
  expect(await (await site().post(`${page}/my-votes`, { email: '' })).text()).toContain(
    'U hebt nog geen antwoord gegeven',
  )
})

test('one address belongs to somebody’s votes, so that nobody hangs strangers’ addresses on them', async () => {
  const { page } = await makeOpenDialogue(site())
  const { visitor } = await vote(page, 1, 'agree')
  for (const email of ['een@b.example', 'twee@b.example', 'drie@b.example'])
    await site().post(`${page}/my-votes`, { email }, visitor)
  const kept = await site()
    .db.selectFrom('notice_contact')
    .select('address')
    .where('address', 'in', ['een@b.example', 'twee@b.example', 'drie@b.example'])
    .execute()
  expect(kept).toEqual([{ address: 'een@b.example' }])
})

test('one address cannot fill a ballot with ever new voters', async () => {
  const { page } = await makeOpenDialogue(site())
  const { db, services } = site()
  for (let n = 0; n < limits.newcomersByAddress.times; n += 500)
    await Promise.all(
      Array.from({ length: 500 }, () => services.limits.count(limits.newcomersByAddress, 'unknown')),
    )
  const { response } = await vote(page, 1, 'agree')
  expect(response.status).toBe(429)
  const slug = page.split('/').at(-1) ?? ''
  const dialogue = await db
    .selectFrom('dialogue')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const voters = await db
    .selectFrom('participant')
    .select('number')
    .where('dialogue_id', '=', dialogue.id)
    .execute()
  expect(voters).toEqual([])
  await db.deleteFrom('rate_limit').execute()
})

test('an answer can be taken away', async () => {
  const { page } = await makeOpenDialogue(site())
  const { visitor } = await vote(page, 1, 'agree')
  const response = await site().post(`${page}/withdraw`, { statement: '1' }, visitor)
  const told = await site().get(response.headers.get('location') ?? '', visitor)
  expect(await told.text()).toContain('Uw antwoord is weg')
})

test('a draft is for staff only, and a closed dialogue shows the result', async () => {
  const { page, desk, staff, dossier } = await makeOpenDialogue(site())
  expect(await (await site().get(`/nl/dossiers/${dossier}`)).text()).toContain('Stem op stellingen')
  await site().post(`${desk}/close`, {}, staff)
  const closed = await (await site().get(page)).text()
  expect(closed).toContain('De vragen zijn gesloten')
  expect((await vote(page, 1, 'agree')).response.headers.get('location')).toBe(`${page}?told=tooLate`)
  const made = await site().post(
    `/nl/desk/dossiers/${dossier}/dialogues/new`,
    {
      question: 'Nog een vraag?',
      seeds: '',
      moderation: 'light',
      language: 'nl',
      closesOn: '',
      introduction: '',
    },
    staff,
  )
  const draft = (made.headers.get('location') ?? '').replace('/desk/', '/')
  expect((await site().get(draft)).status).toBe(404)
  expect((await site().get(draft, staff)).status).toBe(200)
  const opened = await site().post(`${made.headers.get('location')}/open`, {}, staff)
  expect(opened.headers.get('location')).toContain('told=no-statements')
})

test('who may only answer cannot make or open a dialogue, and strangers see no desk', async () => {
  const { desk, dossier } = await makeOpenDialogue(site())
  const responder = await site().signInAs('responder')
  expect((await site().get(desk, responder)).status).toBe(200)
  expect((await site().post(`${desk}/close`, {}, responder)).status).toBe(403)
  expect((await site().get(`/nl/desk/dossiers/${dossier}/dialogues/new`, responder)).status).toBe(403)
  expect((await site().get(desk)).status).toBe(303)
})

test('a form for a dialogue that is filled in wrongly says what', async () => {
  const staff = await site().signInAs('administrator')
  const { slug: dossier } = await makeOpenDossier(site().db, { by: staff.accountId })
  const response = await site().post(
    `/nl/desk/dossiers/${dossier}/dialogues/new`,
    {
      question: ' ',
      seeds: 'Op het plein komen bomen.\nkort',
      language: 'nl',
      closesOn: 'morgen',
      moderation: 'strict',
    },
    staff,
  )
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('Vul de vraag in.')
  expect(html).toContain('Stelling 2 is niet goed')
  expect(html).toContain('Dit is geen datum.')
})

test('somebody who sends statements without end is stopped', async () => {
  const { page } = await makeOpenDialogue(site())
  const { visitor } = await vote(page, 1, 'agree')
  const statuses: number[] = []
  for (let n = 0; n < 11; n++)
    statuses.push(
      (await site().post(`${page}/statements/new`, { text: `Er komt een bank, nummer ${n}.` }, visitor))
        .status,
    )
  expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200))
  expect(statuses[10]).toBe(429)
})

test('the page of a closed dossier calls its dialogue closed, and nowhere can one answer', async () => {
  const { page, dossier } = await makeOpenDialogue(site())
  const ofDossier = async () => (await site().get(`/nl/dossiers/${dossier}`)).text()
  expect(await ofDossier()).toContain('Open')
  await site()
    .db.updateTable('dossier')
    .set({ state: 'closed', closed_at: site().now })
    .where('slug', '=', dossier)
    .execute()
  site().services.moments.end()
  const html = await ofDossier()
  expect(html).toContain(`${page}/results`)
  const section = html.slice(html.indexOf('id="dialogues"'))
  expect(section).toContain('Gesloten')
  expect(section).not.toMatch(/>\s*Open\s*</)
  expect(await (await site().get(page)).text()).not.toContain('action="/nl/dialogues/')
  const file = await (await site().get(`${page}/results.json`)).json()
  expect(file).toMatchObject({ dialogue: { state: 'closed' } })
})
