import { beforeAll, beforeEach, expect, test } from 'vitest'
import { addUnit } from '#domains/people'
import { newId } from '#platform/db'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let staff: Visitor & { accountId: string }
let unitId = ''

beforeAll(async () => {
  staff = await site().signInAs('responder', 'Ann Visser')
  unitId = await site()
    .db.transaction()
    .execute((tx) => addUnit(tx, 'Webcare', site().now))
})

beforeEach(async () => {
  await site().db.deleteFrom('community').execute()
  await site().db.deleteFrom('community_suggestion').execute()
})

const desk = '/nl/desk/listen/communities'
const read = async (path: string, visitor: Visitor = staff) => (await site().get(path, visitor)).text()
const forum = {
  ...{ name: 'Forum Noord', kind: 'forum', address: 'forum.example/noord', mayReply: 'ask-first' },
  whomToAsk: 'de beheerders, via het formulier',
}
const send = (path: string, form: Record<string, string>) => site().post(`${desk}${path}`, form, staff)

async function make(more: Record<string, string> = {}): Promise<string> {
  const answer = await send('/new', { ...forum, ...more })
  return /communities\/([\da-f-]{36})\?done=added/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}

/** A post of a source of its own, at an address. */
async function makePost(url: string): Promise<string> {
  const { db, now } = site()
  const [id, source] = [newId(), newId()]
  const address = `https://${source}.example/feed`
  await db
    .insertInto('source')
    .values({
      ...{ id: source, address, address_key: address, host: 'forum.example', title: 'Noord praat' },
      ...{ home: 'https://forum.example/noord', purpose: 'Hinder zien', legal_basis: 'public_task' },
      ...{ next_fetch_at: now, added_by: staff.accountId, added_at: now },
    })
    .execute()
  await db
    .insertInto('post')
    .values({
      ...{
        id,
        source_id: source,
        url,
        language: 'nl',
        title: 'De brug',
        html: '<p>Dicht</p>',
        body: 'Dicht',
      },
      ...{ content_hash: id, published_at: now, first_seen_at: now, text_since: now },
    })
    .execute()
  return id
}

test('a place is added, is listed with how we behave there, changes and goes', async () => {
  const id = await make({ unitId, accountId: staff.accountId, size: '1.200', sizedOn: '2026-02-01' })
  const list = await read(desk)
  expect(list).toContain('Vraag eerst of wij hier mogen antwoorden. Vragen stelt u aan: de beheerders')
  expect(list).toContain('Contact: Ann Visser, Webcare')
  expect(await read(`${desk}/${id}`)).toContain('1.200 deelnemers, zoals de plek zelf zegt (1 februari 2026)')
  const filled = await read(`${desk}/${id}/change`)
  expect(filled).toContain('value="Forum Noord"')
  const seen = /name="seen" value="(\d+)"/.exec(filled)?.[1] ?? ''
  const changed = await send(`/${id}/change`, { ...forum, name: 'Noord praat', seen })
  expect(changed.headers.get('location')).toBe(`${desk}/${id}?done=changed`)
  const late = await send(`/${id}/change`, { ...forum, seen })
  expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('net gewijzigd')])
  expect((await send(`/${id}/remove`, {})).headers.get('location')).toBe(`${desk}?done=removed`)
  expect((await site().get(`${desk}/${id}`, staff)).status).toBe(404)
})

test('what is wrong stands beside its field, names the value, and all that was typed comes back', async () => {
  const wrong = {
    name: '<b>',
    kind: '',
    address: 'geen adres',
    mayReply: 'x',
    size: 'veel',
    sizedOn: '30 mei',
  }
  const answer = await send('/new', { ...wrong, 'areaCodes[]': 'zz' })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Kies wat voor plek het is.')
  expect(html).toContain('“geen adres” is geen openbaar webadres')
  expect(html).toContain('“veel” is geen aantal')
  expect(html).toContain('“30 mei” is geen datum')
  expect(html).toContain('value="&lt;b&gt;"')
  const person = await (await send('/new', { ...forum, address: 'forum.example/u/jan' })).text()
  expect(person).toContain('is de pagina van één persoon')
  await make()
  const twice = await (await send('/new', { ...forum, name: 'Weer' })).text()
  expect(twice).toContain('Deze plek staat er al: Forum Noord.')
})

test('the list is narrowed by who is in touch, and says so where nothing is left', async () => {
  await make({ accountId: staff.accountId })
  expect(await read(`${desk}?touch=me`)).toContain('Forum Noord')
  expect(await read(`${desk}?touch=nobody`)).toContain('Geen plek past hierbij')
  expect(await read(`${desk}?touch=${unitId}`)).toContain('Geen plek past hierbij')
  expect(await read(`${desk}?subject=${newId()}`)).toContain('Geen plek past hierbij')
  expect(await read(`${desk}?area=%27&after=x&touch=%00`)).toContain('Geen plek past hierbij')
})

test('beside a post stands how one behaves there, and in the conversation that is made of it', async () => {
  const postId = await makePost('https://forum.example/noord/brug#2')
  const post = `/nl/desk/listen/posts/${postId}`
  expect(await read(post)).toContain(`${desk}/new?address=https%3A%2F%2Fforum.example`)
  const id = await make()
  const html = await read(post)
  expect(html).toContain(`href="${desk}/${id}"`)
  expect(html).toContain('Vraag eerst of wij hier mogen antwoorden.')
  const made = await site().post(`${post}/conversation`, {}, staff)
  expect(await read(made.headers.get('location') ?? '')).toContain(
    'Vraag eerst of wij hier mogen antwoorden.',
  )
  const page = await read(`${desk}/${id}`)
  expect(page).toContain('Noord praat')
  expect(page).toMatch(/Gesprekken<\/dt><dd>1</)
})

test('a post that stands at the page of a person leads to no place', async () => {
  const post = await makePost('https://elders.example/@jan/3')
  expect(await read(`/nl/desk/listen/posts/${post}`)).not.toContain('Waar dit staat')
})

test('a suggestion is put in the list, or set aside', async () => {
  const { db, now } = site()
  const seen = { posts: 4, sources: 2, newest_at: now }
  await db
    .insertInto('community_suggestion')
    .values([
      { place: 'buurt.example', address: 'https://buurt.example/brug', ...seen },
      { place: 'winkel.example', address: 'https://winkel.example/', ...seen },
    ])
    .execute()
  const html = await read(`${desk}/suggestions`)
  expect(html).toContain('4 berichten van 2 bronnen')
  expect(html).toContain(`${desk}/new?address=https%3A%2F%2Fbuurt.example`)
  await send('/suggestions', { place: 'winkel.example' })
  expect(await read(`${desk}/suggestions`)).not.toContain('winkel.example')
  await make({ address: 'buurt.example' })
  expect(await read(`${desk}/suggestions`)).toContain('Nu zijn er geen plekken')
})

test('everybody reads of places that agreed, and nothing of how we behave there', async () => {
  await make()
  expect(await read('/nl/communities', {})).toContain('Er is nog geen plek die hier genoemd wil worden.')
  await make({
    address: 'open.example',
    name: 'Open buurt',
    agreedOn: '2026-02-01',
    accountId: staff.accountId,
  })
  const html = await read('/en/communities', staff)
  expect(html).toContain('Open buurt')
  expect(html).not.toContain('Forum Noord')
  expect(html).not.toContain('beheerders')
  expect(html).not.toContain('Ann Visser,')
  expect(await read('/nl/where-we-listen', {})).toContain('href="/nl/communities"')
})

test('who may not listen comes nowhere, and a stranger signs in first', async () => {
  expect((await site().get(desk)).headers.get('location')).toBe('/nl/sign-in')
  for (const path of ['/x', `/${newId()}`, `/${newId()}/change`])
    expect((await site().get(`${desk}${path}`, staff)).status).toBe(404)
})
