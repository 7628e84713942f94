import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

async function ask(body: string, who: { name?: string; address?: string } = {}): Promise<string> {
  const { db, now, services } = site()
  const started = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body, ...who }), {
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

async function search(typed: string, locale = 'nl'): Promise<string> {
  const response = await site().get(`/${locale}/desk/inbox?q=${encodeURIComponent(typed)}`, ann)
  expect(response.status).toBe(200)
  return response.text()
}

test('what is found shows who, the words and the place, marked, and no address', async () => {
  const id = await ask('Goedemiddag. De lantaarns aan de kade branden niet. Wie kan ze maken?', {
    name: 'Mw. Kadé',
    address: 'kade@elders.example',
  })
  const html = await search('lantaarn kade')
  expect(html).toContain('<span class="wk-small">1 gesprek</span>')
  expect(html).toContain('Mw. <mark>Kadé</mark>')
  expect(html).toContain('De <mark>lantaarns</mark> aan de <mark>kade</mark> branden niet.')
  expect(html).toContain(`/nl/desk/inbox/${id}?q=lantaarn+kade`)
  expect(html).not.toContain('elders.example')
  expect(html).toContain('<title>Gevonden met lantaarn kade')
})

test('a conversation that was found opens with what else was found beside it, and its reading is logged', async () => {
  const id = await ask('De fontein is stuk.')
  await ask('Fonteinen zijn mooi.')
  const html = await (await site().get(`/nl/desk/inbox/${id}?q=fontein`, ann)).text()
  expect(html).toContain('2 gesprekken')
  expect(html).toMatch(/value="fontein"/)
  expect(html).toMatch(/data-key="[jk]"/)
  expect(html).toContain(`action="/nl/desk/inbox/${id}/reply?q=fontein"`)
  const log = await site()
    .db.selectFrom('access_log')
    .select('subject_id')
    .where('account_id', '=', ann.accountId)
    .execute()
  expect(log.map((row) => row.subject_id)).toEqual([id])
})

test('what was written to us is shown as text in what is found, whatever it is', async () => {
  await ask('Een <img src=x onerror=alert(1)> ezel & "co"')
  const html = await search('ezel')
  expect(html).not.toContain('<img src=x')
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; <mark>ezel</mark> &amp; ')
})

test('where nothing is found it says what to try, and where no word was typed what is one', async () => {
  expect(await search('onvindbaarheid')).toContain('Geen gesprek gevonden')
  expect(await search('unfindable', 'en')).toContain('No conversations found')
  for (const typed of ['!!!', '🚲', '-fontein', '""'])
    expect(await search(typed), typed).toContain('Typ een woord om te zoeken')
  for (const typed of ['   ', '\u202e'])
    expect(await search(typed)).not.toContain('Typ een woord om te zoeken')
})

test('nothing that somebody types breaks the page, and an enormous text is cut and told', async () => {
  const hostile = [
    "' | a",
    ':*',
    'a:*b & !c',
    '<script>alert(1)</script>',
    '\0fontein',
    '%00',
    '\\',
    '漢字',
    'مدرسة',
    'x'.repeat(10_000),
  ]
  for (const typed of hostile) expect(await search(typed), typed).not.toContain('<script>alert')
  expect(await search('x'.repeat(10_000))).toContain('Wij zochten met een deel van wat u typte')
  expect(await search('\0fontein')).toContain('<mark>fontein</mark>')
  const wrong = await site().get('/nl/desk/inbox?q=%ff%fe&after=%00', ann)
  expect(wrong.status).toBe(200)
})

test('it is for staff who answer, and says so while older conversations cannot be found', async () => {
  expect((await site().get('/nl/desk/inbox?q=fontein')).status).toBe(303)
  await sql`insert into conversation_unfound select id from conversation`.execute(site().db)
  expect(await search('fontein')).toContain('Nog niet alles is te vinden')
})
