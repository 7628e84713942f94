import { afterAll, beforeAll, expect, test } from 'vitest'
import { peopleTold } from '#domains/deliberate'
import { retally } from '#domains/deliberate/testing'
import type { OpinionEngine, Report } from '#domains/opinions'
import { makeOpenDialogue, useTestSite, waitUntilSettled } from '#web/testing'
import { crowd, everybody, fillDialogue, startEngine } from './report-testing.ts'

const site = useTestSite()
let engine: OpinionEngine | undefined
let dialogue: Awaited<ReturnType<typeof makeOpenDialogue>> & { id: string; slug: string }

beforeAll(async () => {
  const made = await makeOpenDialogue(site())
  const slug = made.page.split('/').at(-1) ?? ''
  const id = await fillDialogue(site(), slug)
  await markFact(FACT, id)
  dialogue = { ...made, id, slug }
  engine = await startEngine(site())
  await waitUntilSettled(site(), id)
})
afterAll(() => engine?.stop())

/** A statement that divides the camps, as a fact about people would. */
const FACT = 6

async function markFact(number: number, dialogueId: string): Promise<void> {
  await site()
    .db.updateTable('statement')
    .set({ is_meta: true })
    .where('dialogue_id', '=', dialogueId)
    .where('number', '=', number)
    .execute()
}

type ReportFile = { report: Report; texts: { number: number; text: string }[] }

async function readReport(address = '/report.json'): Promise<ReportFile> {
  // As staff, who get each page fresh: pages for everybody are kept for a moment.
  const response = await site().get(dialogue.page + address, dialogue.staff)
  expect(response.status).toBe(200)
  return (await response.json()) as ReportFile
}

async function read(address: string, language: 'nl' | 'en' = 'nl'): Promise<string> {
  const response = await site().get(dialogue.page.replace('/nl/', `/${language}/`) + address, dialogue.staff)
  expect(response.status).toBe(200)
  return response.text()
}

/** The summary as a reader sees it, without quoted statements and links. */
function summaryIn(html: string): string {
  const list = /<ul[^>]*data-summary[^>]*>(.*?)<\/ul>/s.exec(html)?.[1] ?? ''
  return list
    .replaceAll(/<a .*?<\/a>/gs, '')
    .replaceAll(/‘.*?’/gs, '')
    .replaceAll(/<[^>]+>/g, '')
}

test.each([
  ['nl', '.'],
  ['en', ','],
] as const)('the numbers of the first sentences (%s) are those of the data', async (language, separator) => {
  const { report } = await readReport()
  const said = (summaryIn(await read('/report', language)).match(/\d[\d.,]*/g) ?? []).map((found) =>
    Number(found.replaceAll(separator, '').replace(/[.,]$/, '')),
  )
  const { counts, map, suspects, participation } = report
  const days = [participation?.first, participation?.last].flatMap((date) => {
    const [year, , day] = String(date).split('-').map(Number)
    return [day, year]
  })
  const shares = (statement: number | undefined) =>
    map?.commonGround
      .find((entry) => entry.statement === statement)
      ?.groups.map((one) => Math.round(100 * one.share)) ?? []
  const strongest = shares(map?.commonGround[0]?.statement)
  const divides = shares(map?.differences[0]?.statement)
  expect(suspects.kind).toBe('found')
  const expected = [
    ...[counts.people, counts.votes, counts.statements, ...days],
    ...(map && map.together > 0
      ? [
          map.together,
          Math.min(...strongest),
          Math.round(100 * (map.commonGround[0]?.everywhere?.lower ?? 0)),
        ]
      : []),
    ...(map?.groups.areReal ? [Math.max(...divides), Math.min(...divides), map.groups.list.length] : divides),
    suspects.kind === 'found' ? suspects.people : Number.NaN,
  ]
  expect(said).toEqual(expected)
  expect(counts.people).toBe(peopleTold(everybody, false))
})

test('a fact about people is in no finding, and shows how both sorts of people see what the report tells of', async () => {
  const { report } = await readReport()
  const map = report.map
  const found = [...(map?.commonGround ?? []), ...(map?.differences ?? []), ...(map?.bridging ?? [])]
  expect(found.map(({ statement }) => statement)).not.toContain(FACT)
  expect(map?.axes.poles.flatMap(({ statements }) => statements)).not.toContain(FACT)
  expect(map?.facts.map(({ statement }) => statement)).toEqual([FACT])
  const [fact] = map?.facts ?? []
  expect(fact?.views.length).toBeGreaterThan(2)
  for (const { yes, no } of fact?.views ?? []) expect(Math.min(yes.n, no.n)).toBeGreaterThanOrEqual(10)
  const html = await read('/report')
  expect(html).toContain('Feiten over mensen')
  expect(html).toContain(`Ongeveer ${fact?.yes} mensen zijn het hiermee eens`)
  const results = await read('/results?sort=divided')
  expect(results).toContain('Feit over mensen: telt niet mee in de kaart')
})

test('the report tells the brigade, with the map beside it without them, and names nobody', async () => {
  const text = await (await site().get(`${dialogue.page}/report.json`)).text()
  const { report } = JSON.parse(text) as ReportFile
  expect(report.suspects).toMatchObject({ kind: 'found', people: crowd.brigade })
  if (report.suspects.kind !== 'found') return
  const { sides, clusters } = report.suspects
  expect(clusters.map((cluster) => cluster.people)).toEqual([crowd.brigade])
  const people = report.map?.participants ?? 0
  expect(people).toBeGreaterThan(crowd.people + crowd.brigade)
  expect([sides?.with.participants, sides?.without.participants]).toEqual([people, people - crowd.brigade])
  expect(text).not.toContain('"participants":[')
  const html = await read('/report')
  expect(html).toContain('Met hen')
  expect(html).toContain('Zonder hen')
})

test('the report says what changes once answers are weighed by how likely they were to be asked for', async () => {
  const { weighed } = (await readReport()).report.map ?? {}
  expect(weighed?.unknown).toBe(0)
  expect(weighed?.statements).toBeGreaterThan(10)
  const { number, share, weighted } = {
    number: weighed?.furthest?.statement,
    share: Math.round(100 * (weighed?.furthest?.share ?? 0)),
    weighted: Math.round(100 * (weighed?.furthest?.weighted ?? 0)),
  }
  expect(await read('/report')).toContain(
    `bij stelling ${number}: ${share}\u00A0% is het eens, met weging ${weighted}\u00A0%`,
  )
  expect(await read('/report', 'en')).toContain(
    `for statement ${number}: ${share}% agree, or ${weighted}% with weights`,
  )
})

test('a report in another language than the dialogue says so, once', async () => {
  expect((await read('/report', 'en')).split('This is in Dutch')).toHaveLength(2)
  expect(await read('/report')).not.toContain('Dit is in het Nederlands')
})

test('participation is a file of its own, by day and by channel', async () => {
  const response = await site().get(`${dialogue.page}/participation.csv`)
  const lines = (await response.text()).replace('\uFEFF', '').trim().split('\n')
  expect(lines[0]).toBe('by,from,until,people,votes')
  // Answers to a fact about people are answers, though the map does without.
  const { map, counts } = (await readReport()).report
  expect(lines).toContain(`channel,web,,${map?.participants},${counts.votes}`)
  expect(map?.votes).toBeLessThan(counts.votes)
  const name = response.headers.get('content-disposition')
  expect(name).toBe(`attachment; filename="${dialogue.slug}-participation.csv"`)
})

test('a published report keeps its numbers though votes go on, and drops the words of what is removed', async () => {
  const { db } = site()
  const published = await site().post(`/nl/desk/dialogues/${dialogue.slug}/reports`, {}, dialogue.staff)
  expect(published.headers.get('location')).toBe(`${dialogue.page}/reports/1?told=published`)
  const again = await site().post(`/nl/desk/dialogues/${dialogue.slug}/reports`, {}, dialogue.staff)
  expect(again.headers.get('location')).toBe(`${dialogue.page}/reports/1?told=unchanged`)
  const before = await readReport('/reports/1/report.json')
  const shown = before.report.map?.commonGround[0]?.statement ?? 0
  await db
    .updateTable('statement')
    .set({ state: 'refused', reason_code: 'insulting' })
    .where('dialogue_id', '=', dialogue.id)
    .where('number', '=', shown)
    .execute()
  await db.deleteFrom('vote').where('dialogue_id', '=', dialogue.id).where('participant', '=', 1).execute()
  await retally(db, dialogue.id)
  const file = await site().get(`${dialogue.page}/reports/1/participation.csv`)
  const name = `${dialogue.slug}-reports-1-participation.csv`
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
  const after = await readReport('/reports/1/report.json')
  expect(after.report).toEqual(before.report)
  expect(after.texts.map(({ number }) => number)).not.toContain(shown)
  const html = await read('/reports/1')
  expect(html).not.toContain(`Stelling met nummer ${shown}<`)
  expect(html).toContain(`Stelling ${shown} is weggehaald.`)
  expect(html).toContain('Dit rapport verandert niet meer')
  expect(html).toContain('Toen konden mensen nog antwoorden.')
  expect((await readReport()).report.counts.votes).toBeLessThan(before.report.counts.votes)
  expect(await read('/report')).toContain('/reports/1"')
  await expect(db.updateTable('dialogue_report').set({ version: 2 }).execute()).rejects.toThrow(
    'never changed',
  )
})

test('who may not make dossiers publishes nothing, and a version that is not there is not found', async () => {
  const moderator = await site().signInAs('responder')
  const refused = await site().post(`/nl/desk/dialogues/${dialogue.slug}/reports`, {}, moderator)
  expect(refused.status).toBe(403)
  for (const version of ['2', '0', 'x', '99999999999'])
    expect((await site().get(`${dialogue.page}/reports/${version}`)).status).toBe(404)
})

test('a dialogue without a map has a report that says so, and cannot be published yet', async () => {
  const { page, staff } = await makeOpenDialogue(site(), { question: 'Wie is er nog niet geweest?' })
  const html = await (await site().get(`${page}/report`)).text()
  expect(html).toContain('Er is nog geen kaart')
  expect(html).toContain('Er deden nog weinig mensen mee met 2 stellingen.')
  const refused = await site().post(`${page.replace('/dialogues/', '/desk/dialogues/')}/reports`, {}, staff)
  expect(refused.headers.get('location')).toBe(`${page}/report?told=too-early`)
})

test('as long as the results are hidden so is the report, its files too', async () => {
  const { page } = await makeOpenDialogue(site(), {
    question: 'Wat blijft nog verborgen?',
    results: 'after-closing',
    closesOn: '2026-04-28',
  })
  expect(await (await site().get(`${page}/report`)).text()).not.toContain('In het kort')
  expect((await site().get(`${page}/report.json`)).status).toBe(403)
  expect((await site().get(`${page}/participation.csv`)).status).toBe(403)
})

test('a report that was published after the last day says of no one that they could still answer', async () => {
  const { db } = site()
  const terms = { closes_on: '2026-03-01' }
  await db.updateTable('dialogue').set(terms).where('id', '=', dialogue.id).execute()
  const published = await site().post(`/nl/desk/dialogues/${dialogue.slug}/reports`, {}, dialogue.staff)
  expect(published.headers.get('location')).toBe(`${dialogue.page}/reports/2?told=published`)
  const html = await read('/reports/2')
  expect(html).toContain('Dit rapport verandert niet meer')
  expect(html).not.toContain('Toen konden mensen nog antwoorden.')
})
