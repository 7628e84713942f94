import { beforeAll, expect, test } from 'vitest'
import { type Figures, figureLines, questionSchema, readFigures, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

const page = async (path: string) => {
  const response = await site().get(path, ann)
  return { status: response.status, text: await response.text() }
}
const january = { from: '2026-01', to: '2026-01' }

/** Runs of January, on one conversation: only figures look at them. */
async function store(many: number, channel: string, minutes: number, first: number): Promise<void> {
  const { db, services, now } = site()
  const [known] = await db.selectFrom('conversation').select('id').limit(1).execute()
  const id = known?.id ?? (await start())
  async function start() {
    const { config } = services
    const letterhead = letterheadOf({ name: 'Gemeente Voorbeeld' }, config)
    const reception = {
      language: 'nl',
      channel: 'web',
      secret: config.secret,
      letterhead,
      mayMail: false,
      now,
    } as const
    const asked = questionSchema.parse({ body: 'Wat kost het?' })
    const started = await db.transaction().execute((tx) => startConversation(tx, asked, reception))
    return started.conversationId
  }
  const due = { first_due: '2026-01-12T24:00', solved_due: '2026-01-12T24:00' }
  const met = { ended_as: 'answered' as const, first_late: false, solved_late: false, is_reopened: false }
  await db
    .insertInto('conversation_run')
    .values(
      Array.from({ length: many }, (_, at) => ({
        ...{ ...due, ...met, conversation_id: id, run: first + at, began_on: '2026-01-05', channel },
        ...{ first_minutes: minutes, solved_minutes: minutes },
      })),
    )
    .execute()
}

async function figures(): Promise<Figures> {
  const { db, services } = site()
  const reader = { accountId: ann.accountId, today: '2026-03-02' }
  const at = { timeZone: services.config.timeZone, now: services.clock.now() }
  const read = await readFigures(db, { period: january, reader, ...at })
  if (!read) throw new Error('There are no figures.')
  return read
}

test('before there are figures the page says so, and the inbox leads to it', async () => {
  expect((await page('/nl/desk/figures')).text).toContain('Er zijn nog geen cijfers')
  expect((await page('/nl/desk/inbox')).text).toContain('href="/nl/desk/figures"')
})

test('times of each channel stand side by side, what is small does not, and the file says the same', async () => {
  await store(20, 'web', 200, 1)
  await store(15, 'mail', 960, 21)
  await store(12, 'desk', 45, 36)
  await store(3, 'phone', 7, 48)
  const { text } = await page('/nl/desk/figures?from=2026-01&to=2026-01')
  expect(text).toContain('<dd>50</dd>')
  expect(text).toContain('De helft binnen 3 u 20 min, negen van de tien binnen 3 u 20 min')
  expect(text).toContain('De helft binnen 16 uur')
  expect(text).not.toContain('De helft binnen 7 min')
  expect(text).not.toContain('De helft binnen 45 min')
  const file = await site().get('/nl/desk/figures.csv?from=2026-01&to=2026-01', ann)
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="postvak-2026-01-2026-01.csv"')
  expect((await file.text()).replace('\uFEFF', '')).toBe(figureLines(await figures()).join(''))
})

test('a part has figures of its own, in both languages, and keeps its period', async () => {
  const { text } = await page('/en/desk/figures?from=2026-01&to=2026-01&of=channel:mail')
  expect(text).toContain('<h1>Figures: By mail</h1>')
  expect(text).toContain('<dd>15</dd>')
  expect(text).toContain('16 hours')
  expect(text).toContain('name="of" value="channel:mail"')
  expect((await page('/nl/desk/figures?of=channel:pigeon')).status).toBe(404)
  expect((await page('/nl/desk/figures?of=everything')).status).toBe(404)
})

test('a period that cannot be is said, with the way out', async () => {
  for (const [query, words] of [
    ['from=mei&to=2026-01', '‘mei’ is geen maand'],
    ['from=2026-01&to=2026-03', '‘2026-03’ is nog niet voorbij'],
    ['from=2026-02&to=2026-01', 'ligt na de laatste'],
    ['from=2025-01&to=2026-01', 'ten hoogste 12 maanden'],
    ['from=%3Cscript%3E', '‘&lt;script&gt;’ is geen maand'],
  ]) {
    const { status, text } = await page(`/nl/desk/figures?${query}`)
    expect({ query, status }).toEqual({ query, status: 422 })
    expect(text).toContain(words)
  }
})

test('who is not signed in sees no figures', async () => {
  const response = await site().get('/nl/desk/figures')
  expect(response.status).toBe(303)
})
