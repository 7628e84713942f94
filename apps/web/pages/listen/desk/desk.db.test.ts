import { beforeAll, expect, test } from 'vitest'
import { addSource, applyWatch, understandRaw } from '#domains/listen'
import { makeOpenDossier } from '#stories'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let staff: Visitor & { accountId: string }
let dossier: { id: string; slug: string }

const feed = `<rss><channel><title>Dorpskrant</title><link>https://krant.example/</link><language>nl</language>
  ${['Brug dicht', 'Brug open', 'Markt vol', 'Brug weg']
    .map(
      (title, at) =>
        `<item><title>${title}</title><guid>${at}</guid><link>https://krant.example/${at}</link><description>Over de ${title}.</description>
         <pubDate>Sun, 01 Mar 2026 08:0${at}:00 GMT</pubDate></item>`,
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
      address: 'https://krant.example/feed',
      purpose: 'Vragen over de wijk vroeg zien',
      legalBasis: 'public_task',
      by: staff.accountId,
      clock: services.clock,
    },
  )
  const { id } = await db.selectFrom('source_raw').select('id').executeTakeFirstOrThrow()
  await understandRaw(db, services.reader, { rawId: id, now: site().now })
  dossier = await makeOpenDossier(db, { question: 'Welke brug?', by: staff.accountId })
  const form = { name: 'Bruggen', query: 'brug', purpose: 'Hinder vroeg zien', followsSubject: 'yes' }
  await site().post('/nl/desk/listen/watches/new', { ...form, 'dossierIds[]': dossier.id }, staff)
  const watch = await db.selectFrom('watch').select('id').executeTakeFirstOrThrow()
  await applyWatch(db, watch.id, site().now)
})

const page = async (path: string) => (await site().get(path, staff)).text()

async function postId(title: string): Promise<string> {
  const { db } = site()
  return (await db.selectFrom('post').select('id').where('title', '=', title).executeTakeFirstOrThrow()).id
}

const titlesIn = (html: string) =>
  [...html.matchAll(/<mark>Brug<\/mark> (\w+)<\/a>/g)].map(([, word]) => word)

test('the desk says what is new and what waits, and lists what was found', async () => {
  const html = await page('/nl/desk/listen')
  expect(html).toContain('Gevonden sinds 23 februari')
  expect(html).toContain('>Nieuw: 3 berichten</h2>')
  expect(html).toContain('Daarvoor zijn 5 weken nodig.')
  expect(html).toContain(`?show=waiting&amp;dossier=${dossier.id}#posts`)
  expect(titlesIn(html)).toEqual(['weg', 'open', 'dicht'])
  expect(html).not.toContain('Markt vol')
  expect(await page('/nl/desk/listen?show=all')).toContain('Markt vol')
})

test('a post stands beside its list, with the next and the previous under their keys', async () => {
  const html = await page(`/nl/desk/listen/posts/${await postId('Brug open')}?show=found`)
  expect(html).toMatch(new RegExp(`posts/${await postId('Brug dicht')}\\?show=found" data-key="j"`))
  expect(html).toMatch(new RegExp(`posts/${await postId('Brug weg')}\\?show=found" data-key="k"`))
  expect(html).toContain('data-key="i"')
  expect(html).toContain(`<option value="${dossier.id}" selected="">`)
})

test('after "not relevant" one goes on at the next post, and may take it back', async () => {
  const [open, shut] = [await postId('Brug open'), await postId('Brug dicht')]
  const path = `/nl/desk/listen/posts/${open}`
  const sent = await site().post(`${path}/set-aside?show=found`, { next: shut }, staff)
  const next = sent.headers.get('location') ?? ''
  expect(next).toContain(`/nl/desk/listen/posts/${shut}?show=found&before=${open}&judged=`)
  const html = await page(next)
  expect(html).toContain('Het vorige bericht is niet relevant.')
  expect(titlesIn(await page('/nl/desk/listen'))).toEqual(['weg', 'dicht'])
  const judgedAt = /name="judgedAt" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const back = await site().post(`${path}/take-back?show=found`, { judgedAt }, staff)
  expect(back.headers.get('location')).toBe(`${path}?show=found&done=relevant`)
  expect(titlesIn(await page('/nl/desk/listen'))).toEqual(['weg', 'open', 'dicht'])
})

test('the last of a list leads back to the list, which tells what was done', async () => {
  const sent = await site().post(
    `/nl/desk/listen/posts/${await postId('Brug dicht')}/set-aside?show=waiting&dossier=${dossier.id}`,
    {},
    staff,
  )
  const list = sent.headers.get('location') ?? ''
  expect(list).toContain(`/nl/desk/listen?show=waiting&dossier=${dossier.id}&before=`)
  expect(await page(list)).toContain('Draai terug')
})

test('after a post was put in a dossier one goes on, and it waits no more', async () => {
  const [open, gone] = [await postId('Brug open'), await postId('Brug weg')]
  const form = { next: gone, dossier: dossier.id }
  const sent = await site().post(`/nl/desk/listen/posts/${open}/dossier?show=waiting`, form, staff)
  expect(sent.headers.get('location')).toBe(`/nl/desk/listen/posts/${gone}?show=waiting&before=${open}`)
  expect(titlesIn(await page('/nl/desk/listen?show=waiting'))).toEqual(['weg'])
  expect(await page('/nl/desk/listen')).toContain('Dossier: Welke brug?')
})

test('addresses and forms that nobody would make do no harm', async () => {
  for (const path of [
    '/nl/desk/listen?show=<b>&since=yesterday&before=x&judged=y',
    '/nl/desk/listen?show=new&since=99999-01-01T00:00:00Z',
    '/nl/desk/listen?show=waiting&after=%00&dossier=no&watch=no',
  ])
    expect((await site().get(path, staff)).status).toBe(200)
  const path = `/nl/desk/listen/posts/${await postId('Markt vol')}`
  const aside = await site().post(`${path}/set-aside?show=all`, { next: 'https://elsewhere.example' }, staff)
  expect(aside.headers.get('location')).toBe('/nl/desk/listen?show=all')
  expect((await site().post(`${path}/take-back`, { judgedAt: 'now' }, staff)).status).toBe(404)
  expect(
    (await site().post(`/nl/desk/listen/posts/${crypto.randomUUID()}/set-aside`, {}, staff)).status,
  ).toBe(404)
  expect((await site().post(`${path}/set-aside`, {})).headers.get('location')).toBe('/nl/sign-in')
})
