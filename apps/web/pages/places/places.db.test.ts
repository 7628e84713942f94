import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { importPlaces } from '#domains/places'
import { makeOpenDossier } from '#stories'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }

const ring = (west: number) => [
  [west, 52],
  [west + 0.1, 52],
  [west + 0.1, 52.1],
  [west, 52.1],
  [west, 52],
]
const areas = {
  type: 'FeatureCollection',
  features: [
    { code: 'BU99980101', name: 'Singelwijk', west: 5 },
    { code: 'BU99980102', name: 'De Vaart', west: 5.1 },
  ].map(({ code, name, west }) => ({
    type: 'Feature',
    properties: { buurtcode: code, buurtnaam: name, jaar: 2025 },
    geometry: { type: 'Polygon', coordinates: [ring(west)] },
  })),
}
const addresses = `straat,huisnummer,postcode,woonplaats,lon,lat
Lindelaan,12,1234AB,Duin,5.02,52.05
Lindelaan,12,5678CD,Veen,5.12,52.05`

async function takeIn(name: string, text: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'places-'))
  await writeFile(join(folder, name), text)
  expect((await importPlaces(site().db, { path: join(folder, name) })).kind).toBe('imported')
  await rm(folder, { recursive: true })
}

async function send(path: string, fields: Record<string, string>, files: File[] = []): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const file of files) body.append('file', file)
  const { origin } = new URL(site().services.config.url)
  const encoded = new Response(body)
  const bytes = await encoded.arrayBuffer()
  const headers = {
    ...{ origin, 'content-length': String(bytes.byteLength) },
    'content-type': encoded.headers.get('content-type') ?? '',
  }
  return site().request(path, { method: 'POST', headers, body: bytes })
}

async function photoAt(latitude: string, longitude: string): Promise<File> {
  const red = { width: 60, height: 20, channels: 3, background: '#ff0000' } as const
  const GPS = { GPSLatitude: latitude, GPSLatitudeRef: 'N', GPSLongitude: longitude, GPSLongitudeRef: 'E' }
  const bytes = await sharp({ create: red }).jpeg().withExif({ IFD3: GPS }).toBuffer()
  return new File([new Uint8Array(bytes)], 'IMG_1.jpg')
}

const question = (place: string, spot = '') => ({ body: 'Deze lamp is stuk.', website: '', place, spot })

async function newest() {
  const { db } = site()
  const { id } = await db
    .selectFrom('conversation')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const places = await db
    .selectFrom('conversation_place')
    .selectAll()
    .where('conversation_id', '=', id)
    .execute()
  return { id, places }
}

const count = async () => (await site().db.selectFrom('conversation').select('id').execute()).length

beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

test('where no places are known, none is asked for', async () => {
  expect(await (await site().get('/nl/tell-us')).text()).not.toContain('Waar is het?')
  expect((await send('/nl/tell-us', question('Lindelaan 12'))).status).toBe(303)
  expect((await newest()).places).toEqual([])
  await takeIn('areas.json', JSON.stringify(areas))
  await takeIn('addresses.csv', addresses)
})

describe('who asks something', () => {
  test('is asked which place is meant, loses nothing, and says it', async () => {
    const before = await count()
    const asked = await send('/nl/tell-us', question('Lindelaan 12'))
    expect(asked.status).toBe(422)
    const html = await asked.text()
    expect(html).toContain('kan meer dan één plek zijn')
    expect(html).toContain('Deze lamp is stuk.')
    expect(await count()).toBe(before)
    const [, value = ''] = /value="(found:[^"]+Veen)"/.exec(html) ?? []
    expect((await send('/nl/tell-us', question('Lindelaan 12', value))).status).toBe(303)
    expect((await newest()).places).toMatchObject([
      { seq: 1, name: 'Lindelaan 12', longitude: 5.12, latitude: 52.05, area_code: 'BU99980102' },
    ])
  })

  test('can keep their own words, choose an area, or no place at all', async () => {
    const unknown = await send('/nl/tell-us', question('achter <b>de</b> kerk'))
    expect(unknown.status).toBe(422)
    expect(await unknown.text()).toContain('“achter &lt;b&gt;de&lt;/b&gt; kerk” kennen wij niet')
    await send('/nl/tell-us', question('achter <b>de</b> kerk', 'words'))
    expect((await newest()).places).toMatchObject([{ name: 'achter <b>de</b> kerk', area_code: null }])
    await send('/nl/tell-us', question('', 'area:BU99980101'))
    expect((await newest()).places).toMatchObject([{ name: 'Singelwijk', longitude: null }])
    await send('/nl/tell-us', question('Lindelaan 12', 'none'))
    expect((await newest()).places).toEqual([])
  })

  test.each([['point:0,0'], ['point:x'], ['area:BU00000000'], ['point:999999999999,52']])(
    'gets the form back for %s, which is no place',
    async (spot) => {
      expect((await send('/nl/tell-us', question('', spot))).status).toBe(422)
    },
  )

  test('reads back the area by the code, and staff the place', async () => {
    const sent = await send('/nl/tell-us', question('1234AB 12'))
    const code = /%22code%22%3A%22(\w+)%22/.exec(sent.headers.getSetCookie().join())?.[1] ?? ''
    const track = await (await site().get(`/nl/my-input/${code}`)).text()
    expect(track).toContain('U gaf ook een plek door, in Singelwijk.')
    expect(track).not.toContain('Lindelaan')
    const page = await (await site().get(`/nl/desk/inbox/${(await newest()).id}`, ann)).text()
    expect(page).toContain('Plek: Lindelaan 12, Singelwijk')
    expect(page).toContain('aria-label="Kaart: Lindelaan 12, Singelwijk"')
    await send(`/nl/my-input/${code}/reply`, { reply: 'Nee, hier.', place: '5678CD 12', spot: '' })
    expect((await newest()).places.map(({ area_code }) => area_code)).toEqual(['BU99980101', 'BU99980102'])
    expect((await send(`/nl/my-input/${code}/reply`, { reply: 'Of hier.', place: 'Nergens' })).status).toBe(
      422,
    )
  })
})

describe('a photo that says where it was taken', () => {
  const waiting = /name="spot" value="(point:5\.02000,52\.05000)"/

  test('is offered as the place, and taken when that is chosen', async () => {
    const before = await count()
    const asked = await send('/nl/tell-us', question(''), [await photoAt('52/1 3/1 0/1', '5/1 1/1 1200/100')])
    expect(asked.status).toBe(422)
    const html = await asked.text()
    expect(html).toContain('In uw foto staat waar hij is gemaakt.')
    expect(html).toContain('Lindelaan 12')
    expect(await count()).toBe(before)
    const files = /name="files" value="([\w-]{22})"/.exec(html)?.[1] ?? ''
    const keep = /name="keep\[\]" value="(\w{64})"/.exec(html)?.[1] ?? ''
    const spot = waiting.exec(html)?.[1] ?? ''
    const chosen = { ...question('', spot), files, 'keep[]': keep, 'offered[]': spot }
    expect((await send('/nl/tell-us', chosen)).status).toBe(303)
    expect((await newest()).places).toMatchObject([{ name: 'Lindelaan 12', longitude: 5.02 }])
  })

  test('leaves no trace where nobody chooses it', async () => {
    const asked = await send('/nl/tell-us', question(''), [await photoAt('52/1 3/1 0/1', '5/1 1/1 1200/100')])
    const html = await asked.text()
    const files = /name="files" value="([\w-]{22})"/.exec(html)?.[1] ?? ''
    const keep = /name="keep\[\]" value="(\w{64})"/.exec(html)?.[1] ?? ''
    const spot = waiting.exec(html)?.[1] ?? ''
    const silent = { ...question(''), files, 'keep[]': keep, 'offered[]': spot }
    expect((await send('/nl/tell-us', silent)).status).toBe(303)
    expect((await newest()).places).toEqual([])
  })

  test('is not asked about where a place was typed, or where it is in another country', async () => {
    const files = [await photoAt('52/1 3/1 0/1', '5/1 1/1 1200/100')]
    expect((await send('/nl/tell-us', question('1234AB 12'), files)).status).toBe(303)
    const elsewhere = [await photoAt('48/1 51/1 0/1', '2/1 21/1 0/1')]
    expect((await send('/nl/tell-us', question(''), elsewhere)).status).toBe(303)
    expect((await newest()).places).toEqual([])
  })
})

describe('at the desk', () => {
  async function act(fields: Record<string, string>): Promise<Response> {
    const { id } = await newest()
    const { last_seq: seen } = await site()
      .db.selectFrom('conversation')
      .select('last_seq')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return site().post(
      `/nl/desk/inbox/${id}/locate`,
      { seen: String(seen), place: '', spot: '', ...fields },
      ann,
    )
  }

  test('staff say where it is, otherwise, and nowhere; each stays to be read', async () => {
    await send('/nl/tell-us', question(''))
    const asked = await act({ place: 'Lindelaan 12', note: 'half geschreven' })
    expect(asked.status).toBe(422)
    const html = await asked.text()
    expect(html).toContain('kan meer dan één plek zijn')
    expect(html).toContain('half geschreven')
    expect((await act({ place: '1234AB 12' })).headers.get('location')).toContain('done=located')
    await act({ spot: 'area:BU99980102' })
    await act({ spot: 'none' })
    const page = await (await site().get(`/nl/desk/inbox/${(await newest()).id}`, ann)).text()
    expect(page).toContain('Ann Visser gaf de plek op: Lindelaan 12, Singelwijk')
    expect(page).toContain('Ann Visser gaf de plek op: De Vaart')
    expect(page).toContain('Ann Visser haalde de plek weg')
    expect(page).toContain('Geen plek bekend.')
  })

  test('is for staff', async () => {
    const { id, places } = await newest()
    const path = `/nl/desk/inbox/${id}/locate`
    expect((await site().post(path, { place: '1234AB 12', seen: '9' })).headers.get('location')).toContain(
      'sign-in',
    )
    expect((await newest()).places).toEqual(places)
  })

  test('what somebody told by telephone has its place too', async () => {
    const told = { channel: 'phone', body: 'De lamp is stuk.', place: '1234AB 12', spot: '' }
    const taken = await site().post('/nl/desk/take-down', told, ann)
    expect(taken.status).toBe(303)
    expect((await newest()).places).toMatchObject([{ name: 'Lindelaan 12' }])
  })
})

test('who makes policy chooses the area of a dossier, and its page draws it', async () => {
  const maker = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Groen')
  const dossier = await makeOpenDossier(site().db, {
    question: 'Waar komen de banken?',
    unitId,
    by: maker.accountId,
  })
  const path = `/nl/desk/dossiers/${dossier.slug}/change`
  const form = await (await site().get(path, maker)).text()
  expect(form).toContain('<option value="BU99980102">De Vaart</option>')
  expect(await (await site().get(`/nl/dossiers/${dossier.slug}`)).text()).not.toContain('wk-area-map')
  const { db } = site()
  await db.updateTable('dossier').set({ area_code: 'BU99980102' }).where('id', '=', dossier.id).execute()
  const page = await (await site().get(`/nl/dossiers/${dossier.slug}`, maker)).text()
  expect(page).toContain('aria-label="Kaart: De Vaart"')
  expect(await (await site().get(path, maker)).text()).toContain('<option value="BU99980102" selected')
})

describe('who points at a map', () => {
  const at = (point: string) => site().post('/nl/places/at', { point })

  test('is told what is there, in words', async () => {
    expect(await (await at('point:5.02000,52.05000')).text()).toBe('Lindelaan 12, Singelwijk')
    expect(await (await at('point:5.02100,52.05000')).text()).toBe('bij Lindelaan 12, Singelwijk')
    expect(await (await at('point:5.15000,52.02000')).text()).toBe('De Vaart')
    expect((await at('point:0,0')).status).toBe(404)
    expect((await at('')).status).toBe(404)
  })
})
