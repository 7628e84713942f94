import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
let bob: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  bob = await site().signInAs('responder', 'Bob de Wit')
})

async function ask(body: string): Promise<string> {
  const { db, now, services } = site()
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return conversationId
}

const read = async (path: string, visitor = ann) => (await site().get(path, visitor)).text()
const here = (response: Response) => (response.headers.get('location') ?? '').replace(/^https:\/\/[^/]+/, '')
const press = async (path: string, form: Record<string, string> = {}, visitor = ann) =>
  here(await site().post(path, form, visitor))

test('a narrowed list is kept under a name, opened from the menu with how much is in it, and opens the inbox', async () => {
  await ask('De lantaarn is stuk.')
  await ask('Mijn paspoort is weg.')
  const keep = await read('/nl/desk/views?filter=open&order=due&words=lantaarn&assigned=nobody')
  expect(keep).toContain('U bewaart: Open · Van niemand · met ‘lantaarn’')
  const kept = await press('/nl/desk/views', {
    ...{ filter: 'open', order: 'due', words: 'lantaarn', assigned: 'nobody', name: 'Lantaarns', unitId: '' },
  })
  const id = /view=([\w-]{36})/.exec(kept)?.[1] ?? ''
  expect(kept).toBe(`/nl/desk/inbox?words=lantaarn&assigned=nobody&view=${id}`)
  const list = await read(kept)
  expect(list).toContain('Weergave: Lantaarns')
  expect(list).toContain('Lantaarns 1')
  expect(list).toContain('De lantaarn is stuk')
  expect(list).not.toContain('Mijn paspoort')
  expect(await press(`/nl/desk/views/${id}/start`)).toBe('/nl/desk/views?done=started')
  expect(here(await site().get('/nl/desk/inbox', ann))).toBe(kept)
  expect((await site().get('/nl/desk/inbox?filter=open', ann)).status).toBe(200)
  expect((await site().get('/nl/desk/inbox', bob)).status).toBe(200)
  expect(await press(`/nl/desk/views/${id}/stop`)).toBe('/nl/desk/views?done=stopped')
  expect((await site().get('/nl/desk/inbox', ann)).status).toBe(200)
})

test('a name that cannot be comes back filled, and one that holds markup is shown as it was typed', async () => {
  const asked = { filter: 'late', order: 'due', unitId: '' }
  const refused = await site().post('/nl/desk/views', { ...asked, name: 'x'.repeat(41) }, ann)
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('U kunt hoogstens 40 tekens gebruiken.')
  expect(page).toContain(`value="${'x'.repeat(41)}"`)
  expect(page).toContain('U bewaart: Te laat')
  const path = await press('/nl/desk/views', { ...asked, name: '<b>Ж "mijn"</b>' })
  expect(await read(path)).toContain('Weergave: &lt;b&gt;Ж &quot;mijn&quot;&lt;/b&gt;')
  const somebodyElses = await site().post(
    '/nl/desk/views',
    { ...asked, name: 'Van een ander', unitId: crypto.randomUUID() },
    ann,
  )
  expect(await somebodyElses.text()).toContain('Kies een team waarin u werkt.')
})

test('views are renamed, moved and removed by whose they are; for others they are not there', async () => {
  const of = { filter: 'open', order: 'due', unitId: '' }
  const idOf = async (name: string) =>
    /view=([\w-]{36})/.exec(await press('/nl/desk/views', { ...of, name }, bob))?.[1] ?? ''
  const [first, second] = [await idOf('Eerste'), await idOf('Volgende')]
  expect(await press(`/nl/desk/views/${second}/up`, {}, bob)).toBe('/nl/desk/views?done=moved')
  const views = await read('/nl/desk/views', bob)
  expect(views.indexOf('Volgende')).toBeLessThan(views.indexOf('Eerste'))
  expect(await press(`/nl/desk/views/${first}/rename`, { name: 'Nieuw' }, bob)).toBe(
    '/nl/desk/views?done=renamed',
  )
  expect((await site().post(`/nl/desk/views/${first}/rename`, { name: ' ' }, bob)).status).toBe(422)
  expect(await press(`/nl/desk/views/${first}/remove`, {}, ann)).toBe('/nl/desk/views?done=not-found')
  expect(await press(`/nl/desk/views/${first}/remove`, {}, bob)).toBe('/nl/desk/views?done=removed')
  expect(await read('/nl/desk/views', bob)).not.toContain('Nieuw')
  expect(await read('/nl/desk/views', ann)).not.toContain('Volgende')
})

test('a list is narrowed to a district or neighbourhood, where these are known, and kept so', async () => {
  const { db } = site()
  expect(await read('/nl/desk/inbox?filter=open')).not.toContain('Wijk of buurt')
  const area = { year: 2024, folded: 'x', keys: [], municipality: 'GM9997' }
  await db
    .insertInto('area')
    .values([
      { ...area, code: 'WK999701', kind: 'district', name: 'Wijk <01>' },
      { ...area, code: 'BU99970101', kind: 'neighbourhood', name: 'Singelwijk' },
    ])
    .execute()
  await ask('De stoep in de Singelwijk is stuk.')
  const { id } = await db
    .selectFrom('conversation')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const place = { name: 'Lindelaan', is_near: false, area_code: 'BU99970101', area_year: 2024 }
  await db
    .insertInto('conversation_place')
    .values({ conversation_id: id, seq: 1, ...place })
    .execute()
  site().services.moments.end()
  const list = await read('/nl/desk/inbox?area=WK999701')
  expect(list).toContain('De stoep in de Singelwijk')
  expect(list).not.toContain('Mijn paspoort')
  expect(list).toContain('<option value="WK999701" selected="">Wijk &lt;01&gt;</option>')
  expect(list).toContain('<option value="BU99970101">\u00a0\u00a0Singelwijk</option>')
  expect(await read('/nl/desk/views?filter=open&area=BU99970101')).toContain('U bewaart: Open · Singelwijk')
  const kept = await press('/nl/desk/views', {
    ...{ filter: 'open', order: 'due', area: 'BU99970101', name: 'Singel', unitId: '' },
  })
  expect(kept).toMatch(/^\/nl\/desk\/inbox\?area=BU99970101&view=/)
  expect(await read(kept)).toContain('Singel 1')
  // What is no code of an area narrows by nothing.
  expect(await read("/nl/desk/inbox?area=BU'; drop table area; --")).toContain('Mijn paspoort')
})
