import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { castVote, type PassReason, type StatementAggregate } from '#domains/deliberate'
import { tellAnswers } from '#domains/deliberate/testing'
import { makeDraftDialogue, makeOpenDialogue, today } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()

const seeds = ['Op het plein komen meer bomen.', '=1+1 is wat het kost, volgens mij.']

async function makeStatements({ isOpen = true } = {}) {
  const { db } = site()
  const { slug, dialogue } = await (isOpen ? makeOpenDialogue : makeDraftDialogue)(db, { seeds })
  return { path: `/nl/dialogues/${slug}/results`, dialogue }
}

type Answered = Awaited<ReturnType<typeof makeStatements>>['dialogue']
type Answer = { statement: number; choice: 'agree' | 'disagree' | 'pass'; passReason?: PassReason }

async function answer(dialogue: Answered, people: number, answer: Answer): Promise<void> {
  const { db, now } = site()
  for (let person = 0; person < people; person++) {
    const pseudonym = crypto.getRandomValues(Buffer.alloc(32))
    await castVote(db, { dialogue, pseudonym, ...answer, channel: 'web', now, today })
  }
}

type ResultsFile = { dialogue: { participants: number | null }; statements: StatementAggregate[] }

const readFile = async (path: string): Promise<ResultsFile> => (await site().get(`${path}.json`)).json()

/** Six agree, one disagrees, three do not know. */
async function answerAsTen(dialogue: Answered): Promise<void> {
  await answer(dialogue, 6, { statement: 1, choice: 'agree' })
  await answer(dialogue, 1, { statement: 1, choice: 'disagree' })
  await answer(dialogue, 3, { statement: 1, choice: 'pass', passReason: 'unclear' })
}

const why = { pass_unsure: null, pass_unclear: null, pass_not_relevant: null }
const common = {
  language: 'nl',
  is_seed: true,
  is_fact: false,
  state: 'published',
  replaced_by: [],
  translations: [],
  ...why,
}
/** The first of what those ten answered, and of the second nothing. */
const tenAndNothing = [
  { ...common, number: 1, text: seeds[0], is_suppressed: false, answers: 10, agree: 6, disagree: 1, pass: 3 },
  {
    ...{ ...common, number: 2, text: seeds[1], is_suppressed: true },
    ...{ answers: null, agree: null, disagree: null, pass: null },
  },
]

test('while people can answer, of twenty the first ten are told exactly; of nineteen nothing is', async () => {
  const { path, dialogue } = await makeStatements()
  expect((await readFile(path)).dialogue.participants).toBeNull()
  await answerAsTen(dialogue)
  await answer(dialogue, 10, { statement: 1, choice: 'disagree' })
  await answer(dialogue, 19, { statement: 2, choice: 'pass', passReason: 'unsure' })
  await tellAnswers(site().db, dialogue.id)
  site().services.moments.end()
  const file = await readFile(path)
  expect(file.statements).toEqual(tenAndNothing)
  expect(file).toMatchObject({ dialogue: { participants: 20 }, least_shown: 20, shown_in_steps_of: 10 })
})

test('once it is closed, what ten people answered is told exactly; what nine answered is not, and nothing of it', async () => {
  const { path, dialogue } = await makeStatements()
  const { db, now } = site()
  await answerAsTen(dialogue)
  await answer(dialogue, 9, { statement: 2, choice: 'pass', passReason: 'unsure' })
  const closed = { state: 'closed', closed_at: now } as const
  await db.updateTable('dialogue').set(closed).where('id', '=', dialogue.id).execute()
  await tellAnswers(db, dialogue.id, { isOver: true })
  const file = await readFile(path)
  expect(file.statements).toEqual(tenAndNothing)
  expect(file).toMatchObject({ dialogue: { participants: 19 }, least_shown: 10, shown_in_steps_of: 1 })
})

test('why people passed is told from ten who gave the same reason and are told', async () => {
  const { path, dialogue } = await makeStatements()
  await answer(dialogue, 10, { statement: 1, choice: 'pass', passReason: 'unsure' })
  await answer(dialogue, 9, { statement: 1, choice: 'pass', passReason: 'unclear' })
  await answer(dialogue, 11, { statement: 1, choice: 'agree' })
  await tellAnswers(site().db, dialogue.id)
  const { statements } = await readFile(path)
  expect(statements[0]).toMatchObject({
    pass: 19,
    pass_unsure: 10,
    pass_unclear: null,
    pass_not_relevant: null,
  })
})

test('the spreadsheet holds the same, marked as UTF-8, and runs nothing that somebody wrote', async () => {
  const { path, dialogue } = await makeStatements()
  await answer(dialogue, 20, { statement: 2, choice: 'agree' })
  await tellAnswers(site().db, dialogue.id)
  const response = await site().get(`${path}.csv`)
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="[a-z0-9-]+-results\.csv"$/,
  )
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows: Record<string, string>[] = parse(bytes, { columns: true, bom: true })
  expect(rows).toMatchObject([
    { number: '1', text: seeds[0], is_suppressed: 'true', answers: '', agree: '' },
    { number: '2', text: `'${seeds[1]}`, is_suppressed: 'false', answers: '10', agree: '10', disagree: '0' },
  ])
})

test('who has the file already is told so, and gets the new one when more answers are told', async () => {
  const { path, dialogue } = await makeStatements()
  for (const ending of ['.csv', '.json']) {
    const first = await site().get(path + ending)
    expect(first.headers.get('link')).toContain('rel="license"')
    const known = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } }
    expect((await site().get(path + ending, known)).status).toBe(304)
    await answer(dialogue, 20, { statement: ending === '.csv' ? 1 : 2, choice: 'agree' })
    await tellAnswers(site().db, dialogue.id)
    // A form that did something: this process forgets the pages it kept.
    const sent = await site().post('/nl/sign-in', { email: 'wie@voorbeeld.example' })
    expect(sent.status).toBe(303)
    const fresh = await site().get(path + ending, known)
    expect(fresh.status).toBe(200)
    expect(fresh.headers.get('etag')).not.toBe(first.headers.get('etag'))
  }
})

test('a draft and a dialogue that is not there have no files; the page of the results leads to them', async () => {
  const draft = await makeStatements({ isOpen: false })
  for (const ending of ['.csv', '.json']) {
    expect((await site().get(draft.path + ending)).status).toBe(404)
    expect((await site().get(`/nl/dialogues/there-is-none/results${ending}`)).status).toBe(404)
  }
  const { path } = await makeStatements()
  const page = await (await site().get(path)).text()
  expect(page).toContain(`href="${path}.csv"`)
  expect(page).toContain(`href="${path}.json"`)
})
