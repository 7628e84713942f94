import { beforeAll, expect, test } from 'vitest'
import { tellAnswers } from '#domains/deliberate/testing'
import { drawBrowserSecret } from '#domains/entrance'
import { makeOpenDialogue, useTestSite } from '#web/testing'

const site = useTestSite()
const ANSWERS = 22
/** Of so many people the answers are told until it is closed. */
const TOLD = 10
const person = { cookie: `wk-participant=${drawBrowserSecret()}` }
let room: Awaited<ReturnType<typeof makeOpenDialogue>>

const vote = (visitor: { cookie: string; headers?: Record<string, string> }, statement = '1') =>
  site().post(`${room.page}/vote`, { statement, choice: 'agree' }, visitor)

beforeAll(async () => {
  room = await makeOpenDialogue(site(), { results: 'after-closing', closesOn: '2026-04-20' })
  for (let voter = 1; voter < ANSWERS; voter++)
    await vote({ cookie: `wk-participant=${drawBrowserSecret()}` })
  await vote(person)
  await tellAnswers(site().db, room.id)
})

/** Every address at which something of the answers could be read. */
const addresses = () =>
  [
    ...['', '?after=1', '?statement=1', '/results', '/results?sort=newest', '/results.csv', '/results.json'],
    ...[
      '/my-place',
      '/my-votes',
      '/about-you',
      '/statements/new',
      '/rules',
      '/moderation',
      '/moderation.csv',
      '/live',
    ],
    ...['/report', '/report.json', '/participation.csv', '/reports/1', '/reports/1/report.json'],
  ].map((path) => room.page + path)

/** What would give an answer away: its share, its count, a place, a map. */
const telling = [
  ...[/\d+ ?% eens/, /wk-bar/, /"agree":\s*\d/, /"cells"/, /wk-map/],
  new RegExp(`^1,.*,(${TOLD}|${ANSWERS}),`, 'm'),
]

test('until the dialogue is closed no address shows what people answered', async () => {
  for (const address of addresses()) {
    const response = await site().get(address, person)
    const text = await response.text()
    for (const sign of telling) expect(text, address).not.toMatch(sign)
  }
})

test('people read when the answers come, and roughly how many took part', async () => {
  const html = await (await site().get(`${room.page}/results`)).text()
  expect(html).toContain('De antwoorden ziet u later')
  expect(html).toContain('staat hier na 20 april 2026')
  expect(html).toContain('Tot nu toe deden meer dan 10 mensen mee.')
})

test('files and streams refuse, in words that a program understands', async () => {
  expect((await site().get(`${room.page}/report.json`)).status).toBe(403)
  for (const path of ['/results.json', '/live']) {
    const refused = await site().get(room.page + path)
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ kind: 'results-hidden' })
  }
  expect((await site().get(`${room.page}/results.csv`)).status).toBe(403)
})

test('a vote is answered without a place and without what others said', async () => {
  const answer = await vote({ ...person, headers: { accept: 'application/json' } }, '2')
  expect(answer.status).toBe(200)
  const { kind, parts } = await answer.json()
  expect(kind).toBe('voted')
  expect(parts.asked).toContain('2 van 2 stellingen beantwoord')
  expect(parts.previous).toContain('staat hier na 20 april 2026')
  expect(parts.previous).not.toContain('% eens')
  expect(parts.yours).not.toMatch(/Uw plek|\/results/)
})

test('the door of a dialogue leads to no answers that cannot be read yet', async () => {
  const door = async (change: Record<string, string>) => {
    const { page } = await makeOpenDialogue(site(), { access: 'mail', ...change })
    return (await site().get(page)).text()
  }
  expect(await door({ results: 'after-closing' })).not.toContain('/results"')
  expect(await door({})).toContain('/results"')
})

test('who has answered all is offered what there is: to write a statement and to follow what comes of it', async () => {
  const html = await (await site().get(`${room.page}?after=2`, person)).text()
  expect(html).toMatch(/<h1>U hebt op alle stellingen geantwoord<\/h1>/)
  expect(html).toContain(`${room.page}/my-votes#follow`)
  expect(html).toMatch(/nl-button--primary[^>]*statements\/new|statements\/new"[^>]*nl-button--primary/)
  expect(html).not.toContain('Bekijk alle antwoorden')
  expect(html).not.toContain('kijk wat anderen antwoordden')
})

test('staff see the answers, and that only they do', async () => {
  const html = await (await site().get(`${room.page}/results`, room.staff)).text()
  expect(html).toMatch(/100 % eens/)
  expect(html).toContain('Alleen medewerkers zien deze antwoorden nu')
  const file = await site().get(`${room.page}/results.json`, room.staff)
  expect(await file.json()).toMatchObject({ statements: [{ agree: TOLD }, {}] })
})

test('once it is closed everybody sees the answers, of all who gave them', async () => {
  await site().post(`${room.desk}/close`, {}, room.staff)
  await tellAnswers(site().db, room.id, { isOver: true })
  const html = await (await site().get(`${room.page}/results`)).text()
  expect(html).toContain('Er zijn 2 stellingen. 22 mensen deden mee.')
  expect(html).toMatch(/100 % eens/)
  expect(html).not.toContain('Alleen medewerkers')
  const file = await site().get(`${room.page}/results.json`)
  expect(await file.json()).toMatchObject({ statements: [{ agree: ANSWERS }, {}] })
  expect((await site().get(`${room.page}/results.csv`)).status).toBe(200)
})
