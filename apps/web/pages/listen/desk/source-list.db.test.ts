import { beforeAll, expect, test } from 'vitest'
import { addListed, addListedJob, readList } from '#domains/listen'
import type { Fetcher } from '#platform/fetch'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let staff: Visitor
const path = '/nl/desk/listen/sources/lists'
const grounds = { purpose: 'Vragen over de wijk', legalBasis: 'public_task' }

beforeAll(async () => {
  staff = await site().signInAs('responder')
})

const opml = `<opml version="2.0"><head><title>Wijkblogs</title></head><body>
  <outline text="Noord &amp; West" xmlUrl="https://noord.example/feed"/>
  <outline text="Weg" xmlUrl="https://weg.example/feed"/></body></opml>`

const fetcher: Fetcher = async ({ url }) =>
  url.includes('weg')
    ? { kind: 'failed', url, reason: 'unknown-host', transient: true }
    : {
        ...{ kind: 'fetched', url, headers: {} },
        body: new TextEncoder().encode('<rss><channel><title>Noord &amp;amp; West</title></channel></rss>'),
      }

/** As a browser sends it, with its length. */
async function send(file: string | undefined, fields: Record<string, string> = grounds): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  if (file !== undefined) body.set('list', new File([file], 'mijn-blogs.opml'))
  const { origin } = new URL(site().services.config.url)
  const form = new Response(body)
  const bytes = await form.arrayBuffer()
  const headers = {
    ...{ cookie: staff.cookie ?? '', origin, 'content-length': `${bytes.byteLength}` },
    'content-type': form.headers.get('content-type') ?? '',
  }
  return site().request(path, { method: 'POST', headers, body: bytes })
}

const page = async (address: string) => (await site().get(address, staff)).text()

test('a list is brought, shows what came of each address, and leaves again as a list', async () => {
  expect(await page(path)).toContain('Een lijst van bronnen toevoegen')
  const there = (await send(opml)).headers.get('location') ?? ''
  expect(there).toMatch(/lists\/[\da-f-]{36}$/)
  expect(await page(there)).toContain('Nog 2 adressen te proberen')
  const { db, services } = site()
  const listId = there.slice(-36)
  const jobs = await db
    .withSchema('graphile_worker')
    .selectFrom('jobs' as never)
    .select('task_identifier' as never)
    .execute()
  expect(jobs.filter((job) => Object.values(job)[0] === addListedJob.name)).toHaveLength(2)
  for (const number of [0, 1])
    await addListed(db, { fetcher, reader: services.reader }, { listId, number, clock: services.clock })
  const html = await page(there)
  expect(html).toContain('Er kwam 1 bron bij. Geen enkele was er al. 1 adres was niet te lezen.')
  expect(html).toContain('Noord &amp; West: https://noord.example/feed')
  expect(html).toContain('Deze site bestaat niet, of is nu niet te vinden.')
  const exported = await site().get('/nl/desk/listen/sources.opml', staff)
  expect(exported.headers.get('content-disposition')).toBe('attachment; filename="weerklank.opml"')
  const again = readList({ bytes: new Uint8Array(await exported.arrayBuffer()) })
  expect(again).toMatchObject({
    list: { feeds: [{ url: 'https://noord.example/feed', title: 'Noord & West' }] },
  })
})

test.each([
  ['no file', undefined, grounds, 'Kies eerst een bestand.'],
  ['a file of spaces', ' \n', grounds, 'Dit bestand is leeg.'],
  ['a file of something else', 'naam;adres', grounds, 'In mijn-blogs.opml staan geen bronnen.'],
  ['a file too deep', '<outline>'.repeat(500), grounds, 'Wij kunnen mijn-blogs.opml niet lezen'],
  ['a file too large', 'x'.repeat(3_000_000), grounds, 'Dit bestand is groter dan 2 MB.'],
  ['no purpose', opml, { legalBasis: 'public_task' }, 'Vul in waarom u hier meeleest.'],
] as const)('%s is refused with a sentence, and what was typed stays', async (_, file, fields, sentence) => {
  const refused = await send(file, fields)
  const html = await refused.text()
  expect(refused.status).toBe(422)
  expect(html).toContain(sentence)
  if ('purpose' in fields) expect(html).toContain('Vragen over de wijk</textarea>')
})

test('a list of nobody, and what is none of ours, is not found; strangers get nothing', async () => {
  expect((await site().get(`${path}/x`, staff)).status).toBe(404)
  expect((await site().get(`${path}/01890000-0000-7000-8000-000000000000`, staff)).status).toBe(404)
  expect((await site().get('/nl/desk/listen/sources.opml')).headers.get('location')).toBe('/nl/sign-in')
})
