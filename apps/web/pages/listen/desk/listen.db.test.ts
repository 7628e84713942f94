import { beforeAll, expect, test } from 'vitest'
import { addSource, applyWatch, takeMailed, understandMailed, understandRaw } from '#domains/listen'
import type { Fetcher } from '#platform/fetch'
import { makeOpenDossier } from '#stories'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let staff: Visitor & { accountId: string }
let sourceId = ''

const feed = `<rss><channel><title>Dorpskrant</title><link>https://krant.example/</link><language>nl</language>
  <item><title>Fietsers &lt;i&gt;tellen&lt;/i&gt; in de Dorpsstraat</title><guid>1</guid><link>https://krant.example/1</link>
    <description>&lt;p&gt;Winkeliers telden fietsers. &lt;a href="/telling"&gt;De telling&lt;/a&gt;&lt;/p&gt;&lt;script&gt;steel()&lt;/script&gt;</description>
    <pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>
  <item><title>Markt verplaatst</title><guid>2</guid><description>Naar het plein</description><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate></item>
</channel></rss>`

const fetcher: Fetcher = async ({ url }) => ({
  kind: 'fetched',
  url,
  headers: { 'content-type': 'application/rss+xml' },
  body: new TextEncoder().encode(feed),
})

beforeAll(async () => {
  staff = await site().signInAs('responder')
  const { db, services } = site()
  const source = {
    address: 'https://krant.example/feed',
    purpose: 'Vragen over de wijk vroeg zien',
    legalBasis: 'public_task',
    by: staff.accountId,
    clock: services.clock,
  } as const
  const added = await addSource(db, { fetcher, reader: services.reader }, source)
  if (added.kind !== 'added') throw new Error(added.kind)
  sourceId = added.sourceId
  const { id } = await db.selectFrom('source_raw').select('id').executeTakeFirstOrThrow()
  await understandRaw(db, services.reader, { rawId: id, now: site().now })
})

const page = async (path: string, visitor: Visitor = staff) => (await site().get(path, visitor)).text()

async function postId(title: string): Promise<string> {
  const { db } = site()
  const { id } = await db
    .selectFrom('post')
    .select('id')
    .where('title', 'like', `${title}%`)
    .executeTakeFirstOrThrow()
  return id
}

test('staff read posts, the newest first; a stranger is sent to sign in', async () => {
  const html = await page('/nl/desk/listen')
  expect(html.indexOf('Fietsers tellen in de Dorpsstraat')).toBeGreaterThan(0)
  expect(html.indexOf('Fietsers tellen in de Dorpsstraat')).toBeLessThan(html.indexOf('Markt verplaatst'))
  expect(html).toContain('1 van 1 bron werkt.')
  expect((await site().get('/nl/desk/listen')).headers.get('location')).toBe('/nl/sign-in')
})

test('a post shows what it says and nothing that runs, and leads to where it was published', async () => {
  const html = await page(`/nl/desk/listen/posts/${await postId('Fietsers')}`)
  expect(html).toContain('<a href="https://krant.example/telling" rel="nofollow noopener ugc">De telling</a>')
  expect(html).toContain('href="https://krant.example/1"')
  expect(html).not.toContain('steel()')
})

test('a watch is made with its purpose, marks the words, filters the list, and ends', async () => {
  const form = { name: 'Fietsen', query: 'fiets*', purpose: 'Hinder vroeg zien', followsSubject: 'yes' }
  const made = await site().post('/nl/desk/listen/watches/new', form, staff)
  expect(made.headers.get('location')).toBe('/nl/desk/listen/watches?done=added')
  const { id } = await site().db.selectFrom('watch').select('id').executeTakeFirstOrThrow()
  await applyWatch(site().db, id, site().now)
  const html = await page(`/nl/desk/listen?watch=${id}`)
  expect(html).toContain('<mark>Fietsers</mark> tellen in de Dorpsstraat')
  expect(html).not.toContain('Markt verplaatst')
  expect(await page(`/en/desk/listen/posts/${await postId('Fietsers')}`)).toContain('Saved search: Fietsen')
  expect(await page('/nl/where-we-listen', {})).toContain('Hinder vroeg zien')
  const change = `/nl/desk/listen/watches/${id}/change`
  const filled = await page(change)
  expect(filled).toContain('value="Fietsen"')
  const seen = /name="seen" value="(\d+)"/.exec(filled)?.[1] ?? ''
  const changed = { ...form, query: 'fiets* NIET markt', seen }
  expect((await site().post(change, changed, staff)).headers.get('location')).toContain('?done=changed')
  const late = await site().post(change, { ...changed, query: 'markt' }, staff)
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('net veranderd')])
  expect((await site().post(`/nl/desk/listen/watches/${id}/end`, {}, staff)).status).toBe(303)
  expect(await page('/nl/desk/listen')).not.toContain('<mark>')
})

test('what is wrong with a watch stands beside its field', async () => {
  const wrong = { name: '', query: '"veilig naar', purpose: 'x' }
  const first = await site().post('/nl/desk/listen/watches/new', wrong, staff)
  const html = await first.text()
  expect(first.status).toBe(422)
  expect(html).toContain('Vul een naam in.')
  expect(html).toContain('Geef aan dat u een onderwerp volgt, geen inwoner.')
  expect(html).toContain('&quot;veilig naar')
  const second = await site().post(
    '/nl/desk/listen/watches/new',
    { ...wrong, name: 'a', followsSubject: 'yes' },
    staff,
  )
  expect(await second.text()).toContain('Het aanhalingsteken bij teken 1 gaat niet dicht.')
})

test('what a watch found stands with the dossier that it serves, and in the register of its sources', async () => {
  const { db } = site()
  const { id: dossier, slug } = await makeOpenDossier(db, {
    question: 'Hoe fietsen wij straks?',
    by: staff.accountId,
  })
  const desk = `/nl/desk/dossiers/${slug}`
  expect(await page(desk)).toContain('Nog geen zoekvraag let voor dit dossier op')
  const form = { name: 'Fietsers', query: 'fietser', purpose: 'Voor het fietsplan', followsSubject: 'yes' }
  const empty = await page(`/nl/desk/listen/watches/new?dossier=${dossier}`)
  expect(empty).toMatch(new RegExp(`value="${dossier}" checked`))
  await site().post('/nl/desk/listen/watches/new', { ...form, 'dossierIds[]': dossier }, staff)
  const { id } = await db
    .selectFrom('watch')
    .select('id')
    .where('name', '=', 'Fietsers')
    .executeTakeFirstOrThrow()
  await applyWatch(db, id, site().now)
  const register = />Dorpskrant<\/a><\/th><td[^>]*>1<\/td><td[^>]*>0</
  expect(await page(desk)).toMatch(register)
  const found = await page(`/nl/desk/listen?dossier=${dossier}`)
  expect(found).toContain('Hoe fietsen wij straks?')
  expect(found).toContain('<mark>Fietsers</mark> tellen')
  expect(found).not.toContain('Markt verplaatst')
  expect(await page('/nl/where-we-listen', {})).toContain(`href="/nl/dossiers/${slug}"`)

  const post = `/nl/desk/listen/posts/${await postId('Fietsers')}`
  const judge = (relevant: string) => site().post(`${post}/marks/${id}`, { relevant }, staff)
  expect((await judge('no')).headers.get('location')).toBe(`${post}?show=found&done=not-relevant`)
  expect(await page(post)).toContain('Een collega vond dit niet relevant.')
  expect(await page(`/nl/desk/listen?dossier=${dossier}`)).not.toContain('<mark>')
  expect(await page(desk)).not.toMatch(register)
  expect(await page(`/nl/desk/listen/watches/${id}`)).toContain('1 bericht, waarvan 1 niet relevant')
  expect(await page(`/nl/desk/listen?watch=${id}&show=not-relevant`)).toContain('tellen in de Dorpsstraat')
  await judge('yes')
  const other = { name: 'Markten', query: 'markt OF fietser', purpose: 'x', followsSubject: 'yes' }
  await site().post('/nl/desk/listen/watches/new', other, staff)
  const second = await db
    .selectFrom('watch')
    .select('id')
    .where('name', '=', 'Markten')
    .executeTakeFirstOrThrow()
  await applyWatch(db, second.id, site().now)
  const compared = await page(`/nl/desk/listen/watches/${id}?with=${second.id}`)
  expect(compared).toContain('Markten: 2 berichten')
  expect(compared).toContain('1 bericht past op allebei.')
  expect(await page(`/nl/desk/listen/watches/${id}?with=x`)).not.toContain('past op allebei')
  await site().post(`/nl/desk/listen/watches/${second.id}/end`, {}, staff)
  expect(await page(desk)).toMatch(register)
  expect([(await judge('maybe')).status, (await judge('no')).status]).toEqual([404, 303])
  await site().post(`/nl/desk/listen/watches/${id}/end`, {}, staff)
})

test('rows and text say the same, whichever of them is changed, and both at once is not saved', async () => {
  const path = '/nl/desk/listen/watches/new'
  const send = async (form: Record<string, string | string[]>) => {
    const answer = await site().post(path, form, staff)
    return { status: answer.status, html: await answer.text() }
  }
  const shown = (html: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&quot;', '"') ?? ''
  const empty = await page(path)
  const before = { shownQuery: shown(empty, 'shownQuery'), shownRows: shown(empty, 'shownRows') }
  const rows = (kind: string, words: string) => ({
    'rowKind[]': [kind, 'none'],
    'rowWords[]': [words, ''],
    'rowBeside[]': ['', ''],
    'rowDistance[]': ['5', '5'],
    'rowZone[]': ['', ''],
    'rowLonger[]': ['whole', 'whole'],
  })
  const built = await send({ ...before, ...rows('any', 'fiets brug'), query: '', step: 'renew' })
  expect(built.status).toBe(422)
  expect(built.html).not.toContain('<title>Fout')
  expect(built.html).toMatch(/<textarea[^>]*name="query"[^>]*>fiets OF brug</)
  const now = { shownQuery: shown(built.html, 'shownQuery'), shownRows: shown(built.html, 'shownRows') }
  const typed = await send({ ...now, ...rows('any', 'fiets brug'), query: 'fiets NIET brug', step: 'renew' })
  expect(typed.html).toMatch(/id="row-2-words"[^>]*value="brug"/)
  const chosen = await send({
    ...now,
    ...rows('any', 'fiets brug'),
    'rowKind[]': ['any', 'near'],
    query: 'fiets OF brug',
    step: 'renew',
  })
  expect(chosen.html).toContain('id="row-2-beside"')
  const torn = await send({ ...now, ...rows('all', 'fiets brug'), query: 'fiets NIET brug' })
  expect(torn.html).toContain('U hebt de rijen én de tekst veranderd.')
  expect(shown(torn.html, 'shownQuery')).toBe('fiets OF brug')
  const text = await send({ ...now, query: '(fiets brug) OF pont', shownRows: '', step: 'renew' })
  expect(text.html).toContain('Deze zoekvraag past niet in rijen.')
  const words = { name: 'Uit rijen', purpose: 'x', followsSubject: 'yes' }
  expect((await send({ ...before, ...rows('all', 'fiets brug'), ...words, query: '' })).status).toBe(303)
  const saved = await site()
    .db.selectFrom('watch')
    .select(['id', 'query'])
    .where('name', '=', 'Uit rijen')
    .execute()
  expect(saved.map(({ query }) => query)).toEqual(['fiets brug'])
  await site().post(`/nl/desk/listen/watches/${saved[0]?.id}/end`, {}, staff)
})

test('a query is tried before it is saved: what it finds, when, by which words, and what else was seen', async () => {
  const path = '/nl/desk/listen/watches/new'
  const answer = await site().post(path, { query: 'fiets OF markt', step: 'try' }, staff)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('1 bericht gevonden')
  expect(html).toContain('alle 2 berichten van de laatste 90 dagen')
  expect(html).toContain('<mark>Markt</mark> verplaatst')
  expect(html).toContain('fiets staat ook in: fietsers (1)')
  const longer = await site().post(path, { query: 'fiets OF markt', step: 'longer:fiets' }, staff)
  const found = await longer.text()
  expect(found).toMatch(/name="query"[^>]*>\*fiets\* OF markt</)
  expect(found).toContain('2 berichten gevonden')
  const refused = await site().post(path, { query: 'fiets OF (', step: 'try' }, staff)
  expect(await refused.text()).toContain('Bij teken 11 ontbreekt iets.')
  const english = await site().post('/en/desk/listen/watches/new', { query: 'nergens', step: 'try' }, staff)
  expect(await english.text()).toContain('No posts found')
})

test('a query that cannot be read says where, and what was expected, in both languages', async () => {
  const form = { name: 'Fout', query: 'brug EN (weg', purpose: 'x', followsSubject: 'yes' }
  const told = async (path: string, query: string) =>
    (await site().post(path, { ...form, query }, staff)).text()
  expect(await told('/nl/desk/listen/watches/new', 'brug EN (weg')).toContain(
    'Het haakje bij teken 9 gaat niet dicht.',
  )
  expect(await told('/en/desk/listen/watches/new', 'brug AND')).toContain(
    'Something is missing at character 9.',
  )
  expect(await told('/nl/desk/listen/watches/new', 'NIET brug')).toContain(
    'Dit past op bijna alle berichten.',
  )
  expect(await told('/en/desk/listen/watches/new', '@nergens')).toContain(
    'There is no search called @nergens.',
  )
})

test('a post becomes an input of a dossier, once', async () => {
  const { id: dossier } = await makeOpenDossier(site().db, {
    question: 'Hoe wordt de Dorpsstraat veilig?',
    by: staff.accountId,
  })
  const path = `/nl/desk/listen/posts/${await postId('Markt')}`
  const missing = await site().post(`${path}/dossier`, {}, staff)
  expect([missing.status, (await missing.text()).includes('Kies een dossier.')]).toEqual([422, true])
  const first = await site().post(`${path}/dossier`, { dossier }, staff)
  expect(first.headers.get('location')).toBe(`${path}?show=all&done=registered`)
  const second = await site().post(`${path}/dossier`, { dossier }, staff)
  expect(second.headers.get('location')).toBe(`${path}?show=all&done=already-registered`)
  expect(await site().db.selectFrom('input').select('kind').execute()).toEqual([{ kind: 'post' }])
  expect(await page('/nl/desk/listen')).toContain('Dossier: Hoe wordt de Dorpsstraat veilig?')
})

test('an address that is not public is refused, with the reason beside the field', async () => {
  const form = { address: 'http://127.0.0.1:5432/', purpose: 'Nieuws', legalBasis: 'public_task' }
  const refused = await site().post('/nl/desk/listen/sources/new', form, staff)
  const html = await refused.text()
  expect(refused.status).toBe(422)
  expect(html).toContain('Dit adres is niet openbaar: het ligt op een eigen netwerk.')
  expect(html).toContain('value="http://127.0.0.1:5432/"')
})

test('the register tells everybody where we read along, and why', async () => {
  for (const [path, basis] of [
    ['/nl/where-we-listen', 'Taak van algemeen belang'],
    ['/en/where-we-listen', 'Task in the public interest'],
  ] as const) {
    const html = await page(path, {})
    expect(html).toContain('Dorpskrant')
    expect(html).toContain('Vragen over de wijk vroeg zien')
    expect(html).toContain(basis)
  }
})

test('staff choose that the pages are read of what a source cuts, and see why some were not', async () => {
  const path = `/nl/desk/listen/sources/${sourceId}`
  expect(await page(path)).toContain('Lees de hele tekst')
  const chosen = await site().post(`${path}/whole-text`, { wanted: 'yes' }, staff)
  const html = await page(chosen.headers.get('location') ?? '')
  expect(html).toContain('Wij lezen nu de hele tekst.')
  expect(html).toMatch(/Nog te lezen<\/dt><dd>1 bericht/)
  const { db, now } = site()
  const refused = { problem: 'status-403', tried_at: now, next_try_at: null }
  await db.updateTable('post_page').set(refused).execute()
  expect(await page(path)).toContain('1 keer: de pagina is niet voor iedereen')
  expect((await site().post(`${path}/whole-text`, { wanted: 'x' }, staff)).status).toBe(404)
  expect((await site().post(`${path}/whole-text`, { wanted: 'yes' })).headers.get('location')).toBe(
    '/nl/sign-in',
  )
  await site().post(`${path}/whole-text`, { wanted: 'no' }, staff)
  expect(await page(path)).toContain('Lees de hele tekst')
})

test('a source shows how it is doing, in words, and can be stopped', async () => {
  const { db } = site()
  await db.updateTable('source').set({ health: 'failing', failures: 5, problem: 'status-503' }).execute()
  expect(await page('/nl/desk/listen/sources')).toContain('Werkt niet')
  const html = await page(`/nl/desk/listen/sources/${sourceId}`)
  expect(html).toContain('De site antwoordt met foutcode 503.')
  expect(html).toContain('5 keer achter elkaar mislukt. U hoeft niets te doen')
  const stopped = await site().post(`/nl/desk/listen/sources/${sourceId}/stop`, {}, staff)
  expect(await page(stopped.headers.get('location') ?? '')).toContain('Wij lezen hier niet meer mee.')
  expect(await page('/nl/where-we-listen', {})).toContain('Wij lezen nu nergens mee.')
})

test('a source that fell silent, or stands still, is told with what can be done', async () => {
  const { db, now } = site()
  const long = new Date(now.getTime() - 60 * 60_000)
  const fine = { health: 'ok', failures: 0, problem: null, stopped_at: null } as const
  await db
    .updateTable('source')
    .set({ ...fine, silent_since: '2026-03-02', next_fetch_at: long })
    .execute()
  await db.updateTable('source_raw').set({ understood_at: null, fetched_at: long }).execute()
  const list = await page('/nl/desk/listen/sources')
  expect(list).toContain('Valt stil')
  expect(list).toContain('Sinds 2 maart 2026 kwam er niets')
  expect(list).toMatch(/aria-label="(Geen berichten|\d+ bericht(en)?) in 12 weken"/)
  expect(await page('/nl/desk/listen')).toContain('1 bron valt stil')
  const html = await page(`/nl/desk/listen/sources/${sourceId}`)
  for (const sentence of [
    'De bron geeft wel antwoord.',
    '1 bestand is opgehaald maar nog niet verwerkt',
    'Deze bron had al gelezen moeten zijn',
    'In de laatste dertig dagen',
  ])
    expect(html).toContain(sentence)
})

test('a newsletter is added with an address of its own, and staff say whose it is', async () => {
  const { db, now, services } = site()
  const empty = await site().post(
    '/nl/desk/listen/sources/mail/new',
    { title: '', home: 'geen adres!' },
    staff,
  )
  const refused = await empty.text()
  expect(refused).toContain('Vul in hoe de nieuwsbrief of lijst heet.')
  expect(refused).toContain('“geen adres!” is geen openbaar webadres.')
  const form = { title: 'Dorpsbrief', purpose: 'Vragen zien', legalBasis: 'public_task' }
  const added = await site().post('/nl/desk/listen/sources/mail/new', form, staff)
  const path = added.headers.get('location') ?? ''
  expect(await page(path)).toContain('Er komt hier nog geen mail binnen')
  const { key, source_id: id } = await db.selectFrom('source_mail').selectAll().executeTakeFirstOrThrow()
  const letter = 'From: brief@dorp.example\r\nSubject: Bevestig <b>\r\n\r\nKlik: https://dorp.example/ja\r\n'
  await db
    .transaction()
    .execute((tx) =>
      takeMailed(tx, { raw: Buffer.from(letter), to: [`info+listen-${key}@gemeente.example`], now }),
    )
  const raw = await db
    .selectFrom('source_raw')
    .select('id')
    .where('source_id', '=', id)
    .executeTakeFirstOrThrow()
  await understandMailed(db, services.mailReader, { rawId: raw.id, now })
  const held = await page(path)
  for (const said of [
    'Bevestig &lt;b&gt;',
    'dorp.example',
    'href="https://dorp.example/ja"',
    'Nee, dit hoort er niet bij',
  ])
    expect(held).toContain(said)
  const answer = (mail: string) =>
    site().post(`/nl/desk/listen/sources/${id}/mail`, { mail, answer: 'no-post' }, staff)
  expect(await page((await answer(raw.id)).headers.get('location') ?? '')).toContain(
    'Wij nemen alleen mail op van dorp.example.',
  )
  expect(await page((await answer(raw.id)).headers.get('location') ?? '')).toContain(
    'Een collega was u voor.',
  )
  expect(await page('/nl/where-we-listen', {})).toContain('Wij krijgen deze nieuwsbrief of lijst per mail')
  expect(await page('/nl/desk/listen/sources')).toContain('Per mail')
})

test('a made-up id or cursor does no harm', async () => {
  for (const path of ['posts/x', 'sources/%00', 'watches/1', 'watches/1/change'])
    expect((await site().get(`/nl/desk/listen/${path}`, staff)).status, path).toBe(404)
  expect((await site().post('/nl/desk/listen/posts/x/dossier', {}, staff)).status).toBe(404)
  expect(
    (await site().get("/nl/desk/listen?watch=';drop&after=%00&source=x&dossier=y&show=z", staff)).status,
  ).toBe(200)
})
