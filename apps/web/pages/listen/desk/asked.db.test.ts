import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { addSource, applyWatch, readFound, understandRaw } from '#domains/listen'
import { makeOpenDossier } from '#stories'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let staff: Visitor & { accountId: string }
let dossierId: string
let watchId: string

const texts = [
  'Wanneer gaat de brug weer open?',
  'Dicht! Weet iemand hoe laat de brug open gaat?',
  'Waarom is de markt <em>op zondag</em> dicht?',
  'De brug is mooi.',
]
const feed = `<rss><channel><title>Buurtforum</title><link>https://forum.example/</link><language>nl</language>
  ${texts
    .map(
      (text, at) =>
        `<item><title>Bericht ${at}</title><guid>${at}</guid><link>https://forum.example/${at}</link><description><![CDATA[${text}]]></description>
         <author>jan@forum.example (Jan de Vries)</author><pubDate>Sun, 01 Mar 2026 08:0${at}:00 GMT</pubDate></item>`,
    )
    .join('')}
</channel></rss>`

beforeAll(async () => {
  staff = await site().signInAs('responder')
  const { db, services } = site()
  const headers = { 'content-type': 'application/rss+xml' }
  const body = new TextEncoder().encode(feed)
  const fetcher = async ({ url }: { url: string }) => ({ kind: 'fetched', url, headers, body }) as const
  await addSource(
    db,
    { fetcher, reader: services.reader },
    {
      address: 'https://forum.example/feed',
      purpose: 'Vragen over de wijk vroeg zien',
      legalBasis: 'public_task',
      by: staff.accountId,
      clock: services.clock,
    },
  )
  const { id } = await db.selectFrom('source_raw').select('id').executeTakeFirstOrThrow()
  await understandRaw(db, services.reader, { rawId: id, now: site().now })
  dossierId = (await makeOpenDossier(db, { question: 'Welke brug?', by: staff.accountId })).id
  const form = { name: 'Bruggen', query: 'brug', purpose: 'Hinder vroeg zien', followsSubject: 'yes' }
  await site().post('/nl/desk/listen/watches/new', { ...form, 'dossierIds[]': dossierId }, staff)
  await site().post('/nl/desk/listen/watches/new', { ...form, name: 'Markt', query: 'markt' }, staff)
  for (const watch of await db.selectFrom('watch').select(['id', 'name']).execute()) {
    if (watch.name === 'Bruggen') watchId = watch.id
    await applyWatch(db, watch.id, site().now)
  }
  const posts = await db.selectFrom('post').select('id').execute()
  await readFound(
    db,
    posts.map((post) => post.id),
    site().now,
  )
})

const page = async (path: string) => (await site().get(path, staff)).text()
const asked = '/nl/desk/listen/asked'

test('what people ask is counted in their own words, without a name', async () => {
  const html = await page(asked)
  expect(html).toContain('>Wanneer gaat de brug weer open?</a>')
  expect(html).toContain('2 keer, op 1 plek')
  expect(html).toContain('Waarom is de markt op zondag dicht?')
  expect(html).not.toContain('Jan de Vries')
  expect(await page('/en/desk/listen/asked')).toContain('2 times, in 1 place')
})

test('the desk names what is asked most, and a question opens its posts and each with its list', async () => {
  const desk = await page('/nl/desk/listen')
  expect(desk).toContain('>Wat mensen vragen</h2>')
  const [, path = ''] = /href="([^"]*\?asked=[^"]*)"[^>]*>Wanneer gaat de brug/.exec(desk) ?? []
  const list = await page(path)
  expect(list).toContain('In deze berichten wordt gevraagd:')
  expect(list).toContain('<p lang="nl" dir="auto">Weet iemand hoe laat de brug open gaat?</p>')
  expect(list).not.toContain('De brug is mooi.')
  const [, post = ''] = /href="([^"]*posts\/[^"]*asked=[^"]*)"/.exec(list) ?? []
  const opened = await page(post.replaceAll('&amp;', '&'))
  expect(opened).toContain('data-key="i"')
  expect(opened).toMatch(/asked=[^"]*" data-key="[jk]"/)
})

test('of one search or for a dossier, that alone is there, and stays in the address', async () => {
  for (const query of [`watch=${watchId}`, `dossier=${dossierId}`]) {
    const html = await page(`${asked}?${query}`)
    expect(html).not.toContain('Waarom is de markt')
    expect(html).toMatch(new RegExp(`\\?${query}&amp;asked=`))
  }
  expect(await page(`${asked}?dossier=${dossierId}`)).toContain('Welke brug?')
})

test('a post says where it is about, and the desk shows what is about an area, kept in the address', async () => {
  const { db } = site()
  const post = await db
    .selectFrom('post')
    .selectAll()
    .where('title', '=', 'Bericht 3')
    .executeTakeFirstOrThrow()
  const area = { code: 'BU99990101' }
  await sql`
    insert into area (code, year, kind, name, municipality, folded, keys)
    values (${area.code}, 2025, 'neighbourhood', 'Centrum', 'GM9999', 'centrum', '{}')`.execute(db)
  const about = {
    post_id: post.id,
    area_code: area.code,
    published_at: post.published_at,
    named: 'Vaartkade',
  }
  await db.insertInto('post_area').values(about).execute()
  const list = await page(`/nl/desk/listen?area=${area.code}`)
  expect(list).toContain(`<option value="${area.code}" selected="">Centrum</option>`)
  expect(list).toContain('Bericht 3')
  expect(list).not.toContain('Bericht 1')
  expect(list).toContain(`show=waiting&amp;area=${area.code}`)
  const [, path = ''] = /href="([^"]*posts\/[^"]*area=[^"]*)"/.exec(list) ?? []
  expect(await page(path.replaceAll('&amp;', '&'))).toContain('Gaat over Vaartkade (Centrum)')
  expect(await page('/nl/desk/listen?area=BU99990102')).toContain('Niets gevonden over dit gebied')
})

test('addresses that nobody would make do no harm, and who may not listen sees nothing', async () => {
  for (const path of [
    `${asked}?watch=no&dossier=%00&after=x`,
    `${asked}?watch=${crypto.randomUUID()}`,
    `/nl/desk/listen?asked=${crypto.randomUUID()}`,
    '/nl/desk/listen?asked=<b>&show=new',
    '/nl/desk/listen?area=%00&show=waiting',
    '/nl/desk/listen?area=BU99999999&show=new&watch=no',
  ])
    expect((await site().get(path, staff)).status).toBe(200)
  expect((await site().get(asked)).headers.get('location')).toBe('/nl/sign-in')
})
