import { expect, test } from 'vitest'
import { drawBrowserSecret } from '#domains/entrance'
import { studyRepresentativeness } from '#domains/opinions'
import { makeOpenDialogue, useTestSite } from '#web/testing'

const site = useTestSite()
const seeds = ['bomen', 'banken', 'winkels', 'terrassen', 'speelplekken', 'fietsenrekken'].map(
  (what) => `Op het plein komen meer ${what}.`,
)
const asked = {
  'question-1': 'Hoe oud bent u?',
  'options-1': 'Jonger dan 40 = 5.000\r\n40 of ouder = 5.000',
  'question-3': 'Waar woont u?',
  'options-3': 'Centrum\r\nElders',
}

async function makeAsking() {
  const room = await makeOpenDialogue(site(), { seeds })
  const saved = await site().post(`${room.desk}/background`, asked, room.staff)
  expect(saved.headers.get('location')).toBe(`${room.desk}/background?told=set`)
  return room
}

async function newVoter(page: string, votes: number) {
  const browser = { cookie: `wk-participant=${drawBrowserSecret()}` }
  for (let statement = 1; statement <= votes; statement++)
    await site().post(`${page}/vote`, { statement: String(statement), choice: 'agree' }, browser)
  return browser
}

test('staff ask about people themselves, and what is wrong is said beside the field', async () => {
  const { desk, staff } = await makeAsking()
  const form = await (await site().get(`${desk}/background`, staff)).text()
  expect(form).toContain('Jonger dan 40 = 5000')
  const wrong = await site().post(
    `${desk}/background`,
    { 'question-1': '', 'options-1': 'Een', 'question-2': 'Waar?', 'options-2': 'Hier = 3\r\nDaar' },
    staff,
  )
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  expect(html).toContain('Vul vraag 1 in')
  expect(html).toContain('Geef vraag 1 twee tot 12 verschillende antwoorden')
  expect(html).toContain('Zet bij vraag 2 achter elk antwoord')
  const responder = await site().signInAs('responder')
  expect((await site().post(`${desk}/background`, asked, responder)).status).toBe(403)
})

test('after five answers somebody may tell about themselves, change it and take it back', async () => {
  const { page } = await makeAsking()
  const person = await newVoter(page, 4)
  expect(await (await site().get(`${page}?after=4`, person)).text()).not.toContain('Vertel iets over uzelf')
  const early = await site().post(`${page}/about-you`, { 'about-1': '1' }, person)
  expect(early.headers.get('location')).toBe(`${page}/about-you?told=too-early`)
  await site().post(`${page}/vote`, { statement: '5', choice: 'pass' }, person)
  expect(await (await site().get(`${page}?after=5`, person)).text()).toContain('Vertel iets over uzelf')
  expect(await (await site().get(`${page}/my-place`, person)).text()).toContain('Vertel iets over uzelf')
  const form = await (await site().get(`${page}/about-you`, person)).text()
  expect(form).toContain('Zeg ik liever niet')
  expect(form).toContain('Wij laten alleen groepen van 10 of meer mensen zien.')

  const told = await site().post(`${page}/about-you`, { 'about-1': '2', 'about-2': '' }, person)
  expect(told.headers.get('location')).toBe(`${page}/about-you?told=told`)
  const after = await (await site().get(`${page}/about-you`, person)).text()
  expect(after).toMatch(/value="2" checked/)
  expect(await (await site().get(`${page}?after=5`, person)).text()).not.toContain('Wilt u iets over uzelf')
  await site().post(`${page}/about-you/take-back`, {}, person)
  const rows = await site()
    .db.selectFrom('background_answer')
    .innerJoin('dialogue', 'dialogue.id', 'background_answer.dialogue_id')
    .select('option')
    .where('slug', '=', page.split('/').at(-1) ?? '')
    .execute()
  expect(rows).toEqual([])
})

test('a stranger tells nothing, and a dialogue that asks nothing has no such page', async () => {
  const { page } = await makeAsking()
  const stranger = await site().post(`${page}/about-you`, { 'about-1': '1' })
  expect(stranger.headers.get('location')).toBe(`${page}/about-you?told=too-early`)
  const plain = await makeOpenDialogue(site())
  expect((await site().get(`${plain.page}/about-you`)).status).toBe(404)
  expect((await site().post(`${plain.page}/about-you`, { 'about-1': '1' })).status).toBe(404)
})

test('who took part is drawn beside the population, and groups under ten are not', async () => {
  const { page } = await makeAsking()
  const results = async () => (await site().get(`${page}/results`)).text()
  expect(await results()).toContain('Vanaf 10 mensen staat hier wie er meededen.')
  for (let person = 0; person < 24; person++) {
    const voter = await newVoter(page, 5)
    const told = { 'about-1': person < 12 ? '1' : '2', 'about-2': person < 4 ? '1' : '2' }
    await site().post(`${page}/about-you`, told, voter)
  }
  await studyRepresentativeness(site().db, site().now)
  const html = await results()
  expect(html).toContain('24 mensen vertelden iets over zichzelf.')
  expect(html).toContain('aria-label="50 % van de deelnemers die dit vertelden, 50 % van de inwoners"')
  expect(html.match(/aria-label="niet getoond"/g)).toHaveLength(2)
  expect(html).toContain('Minder dan 50 mensen vertelden genoeg over zichzelf.')
  const file = await (await site().get(`${page}/results.json`)).json()
  expect(file).toMatchObject({
    who_took_part: {
      kind: 'known',
      figures: { people: 24, weighing: { kind: 'not-weighted', why: 'too-few' } },
    },
  })
  expect(await (await site().get(`${page}/results.csv`)).text()).not.toContain('Centrum')
  expect(await (await site().get(`${page}/report`)).text()).toContain(
    '24 mensen vertelden iets over zichzelf.',
  )
  expect(await (await site().get(`${page}/report.json`)).json()).toMatchObject({
    report: { whoTookPart: { kind: 'known', figures: { people: 24 } } },
  })
})
