import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { importPlaces } from '#domains/places'
import { readCode } from '#platform/code'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let samir: Visitor & { accountId: string }
let fatima: Visitor & { accountId: string }

const ring = (west: number) => [
  [west, 52],
  [west + 0.1, 52],
  [west + 0.1, 52.1],
  [west, 52.1],
  [west, 52],
]
const singel = { code: 'BU99950101', year: 2025, name: 'Singelwijk' }
const vaart = { code: 'BU99950102', year: 2025, name: 'De Vaart' }
const areas = {
  type: 'FeatureCollection',
  features: [singel, vaart].map(({ code, name, year }, at) => ({
    type: 'Feature',
    properties: { buurtcode: code, buurtnaam: name, jaar: year },
    geometry: { type: 'Polygon', coordinates: [ring(5 + at / 10)] },
  })),
}
const addresses = `straat,huisnummer,postcode,woonplaats,lon,lat
Lindelaan,12,9999BB,Voorbeeld,5.02,52.05`

async function takeIn(name: string, text: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'places-'))
  await writeFile(join(folder, name), text)
  expect((await importPlaces(site().db, { path: join(folder, name) })).kind).toBe('imported')
  await rm(folder, { recursive: true })
}

beforeAll(async () => {
  const { signInAs } = site()
  await takeIn('buurten.geojson', JSON.stringify(areas))
  await takeIn('adressen.csv', addresses)
  samir = await signInAs('policy_maker', 'Samir el Idrissi')
  fatima = await signInAs('responder', 'Fatima Aydin')
})

/** Somebody tells us something, at their own front door. */
async function ask(body = 'De lamp voor mijn deur brandt niet.'): Promise<{ id: string; inputId: string }> {
  const { db, services, now } = site()
  const place = {
    ...{ name: 'Lindelaan 12', isNear: false, area: singel },
    position: [5.02, 52.05] as [number, number],
  }
  const { conversationId, inputId } = await db.transaction().execute((tx) =>
    startConversation(
      tx,
      { ...questionSchema.parse({ body }), place },
      {
        ...({ language: 'nl', channel: 'web', mayMail: false } as const),
        ...{ secret: services.config.secret, now },
        letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
      },
    ),
  )
  return { id: conversationId, inputId }
}

const fields = {
  title: 'Een straatlamp brandt niet',
  words: '',
  state: 'reported',
  precision: 'area',
  subject: '',
}

async function publish(form: Partial<typeof fields> & Record<string, string> = {}) {
  const { id } = await ask()
  const sent = await site().post(`/nl/desk/near/new?conversation=${id}`, { ...fields, ...form }, samir)
  expect([sent.status, sent.status === 303 ? '' : await sent.text()]).toEqual([303, ''])
  const publicId = /near\/([\w-]+)\?/.exec(sent.headers.get('location') ?? '')?.[1] ?? ''
  return { id, publicId }
}

const html = async (path: string, visitor: Visitor = {}) => (await site().get(path, visitor)).text()

describe('the map and its list', () => {
  test('show what staff wrote, in the area, and never the address or the words of who told us', async () => {
    const { publicId } = await publish({ title: 'Lamp stuk in de wijk' })
    const page = await html('/nl/near')
    expect(page).toContain('Lamp stuk in de wijk')
    expect(page).toContain(`/nl/near/${publicId}`)
    for (const told of ['Lindelaan', 'voor mijn deur', '5.02', '52.05']) {
      expect(page).not.toContain(told)
      expect(await html(`/nl/near/${publicId}`)).not.toContain(told)
    }
    const plain = page.replaceAll(/<[^>]+>/g, ' ')
    expect(plain).toMatch(/Gemeld\s+1\. Lamp stuk in de wijk/)
  })

  test('show the very place where staff chose it', async () => {
    const { publicId } = await publish({ precision: 'exactly', title: 'Bankje stuk' })
    expect(await html(`/nl/near/${publicId}`)).toContain('bij Lindelaan 12, Singelwijk')
  })

  test('are of the neighbourhood of an address, which stands in no address of the site', async () => {
    const { publicId } = await publish({ title: 'Kapotte stoep' })
    const found = await site().post('/nl/near', { place: 'Lindelaan 12' })
    expect([found.status, found.headers.get('location')]).toEqual([303, `/nl/near?area=${singel.code}`])
    expect(await html(`/nl/near?area=${singel.code}`)).toContain(publicId)
    expect(await html(`/nl/near?area=${vaart.code}`)).not.toContain(publicId)
  })

  test.each([
    ['', 'nog geen plek ingevuld'],
    ['Nergenshuizerdijk 9', 'kennen wij niet'],
    ['<b>日本</b>', '&lt;b&gt;日本&lt;/b&gt;'],
  ])('of what is no place, such as “%s”, say so, and keep it', async (place, says) => {
    const answer = await site().post('/nl/near', { place })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
  })

  test('know no area that is not there, whatever the address says', async () => {
    for (const area of ['BU00000000', 'x', "'; drop table area; --"])
      expect((await site().get(`/nl/near?area=${encodeURIComponent(area)}`)).status).toBe(404)
    expect((await site().get('/nl/near?after=nonsense&show=nonsense')).status).toBe(200)
    expect((await site().get('/nl/near/nonsense')).status).toBe(404)
  })
})

describe('staff who publish', () => {
  test('begin with an empty title and the area, and are told what is missing', async () => {
    const { id } = await ask()
    const form = await html(`/nl/desk/near/new?conversation=${id}`, samir)
    expect(form).toMatch(/name="title"[^>]*value=""/)
    expect(form).toMatch(/value="area" checked/)
    const sent = await site().post(
      `/nl/desk/near/new?conversation=${id}`,
      { ...fields, title: '', words: 'Wij komen.' },
      samir,
    )
    expect(sent.status).toBe(422)
    const again = await sent.text()
    expect(again).toContain('nog niet opgeschreven wat er aan de hand is')
    expect(again).toContain('Wij komen.')
  })

  test('are those with the permission and the mandate: nobody else is offered it, or let', async () => {
    const { id } = await ask()
    expect(await html(`/nl/desk/inbox/${id}`, samir)).toContain(`/desk/near/new?conversation=${id}`)
    expect(await html(`/nl/desk/inbox/${id}`, fatima)).not.toContain('/desk/near/new')
    const sent = await site().post(`/nl/desk/near/new?conversation=${id}`, fields, fatima)
    expect(sent.status).toBe(403)
  })

  test('put a second conversation behind what stands there already', async () => {
    const { publicId } = await publish({ title: 'Straatlamp brandt niet meer' })
    const { id } = await ask('Die straatlamp bij ons brandt niet.')
    expect(await html(`/nl/desk/near/new?conversation=${id}`, samir)).toContain('Staat het er al?')
    const joined = await site().post(`/nl/desk/near/${publicId}/behind`, { conversation: id }, samir)
    expect(joined.status).toBe(303)
    expect(await html(`/nl/desk/near/${publicId}`, samir)).toContain(`/desk/inbox/${id}`)
  })

  test('say what became of it, with a reason where nothing will be done', async () => {
    const { publicId } = await publish({ title: 'Gat in de weg' })
    const step = (form: Record<string, string>) =>
      site().post(`/nl/desk/near/${publicId}/step`, { seen: '1', ...form }, samir)
    const missing = await step({ state: 'declined', words: ' ' })
    expect([missing.status, (await missing.text()).includes('Schrijf op waarom')]).toEqual([422, true])
    expect((await step({ state: 'solved', words: 'Gedicht.' })).status).toBe(303)
    const late = await step({ state: 'working', words: 'Nog bezig.' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Nog bezig.')
    expect(await html('/nl/near?show=done')).toContain('Gat in de weg')
    expect(await html('/nl/near')).not.toContain('Gat in de weg')
  })

  test('say it in the other language, and take that back', async () => {
    const { publicId } = await publish({ title: 'Stoeptegel los', words: 'Wij komen.' })
    const path = `/nl/desk/near/${publicId}`
    expect(await html(path, samir)).toContain('Vertaal naar het Engels')
    const translate = (form: Record<string, string>) => site().post(`${path}/translate`, form, samir)
    expect((await translate({ text0: 'Loose paving stone', text1: '<b>We will come.' })).status).toBe(303)
    const page = await html(`/en/near/${publicId}`)
    for (const said of ['Loose paving stone', '&lt;b&gt;We will come.', 'Translated from Dutch'])
      expect(page).toContain(said)
    expect(await html(`/nl/near/${publicId}`)).not.toContain('Loose')
    await translate({ text0: '', text1: '' })
    expect(await html(`/en/near/${publicId}`)).toContain('Stoeptegel los')
    expect((await site().post(`${path}/translate`, { text0: 'x' }, fatima)).status).toBe(403)
  })

  test('withdraw what tells too much: its page says why, and nothing of what it said', async () => {
    const { publicId } = await publish({ title: 'Mevrouw De Wit heeft een gat in haar dak' })
    const gone = await site().post(
      `/nl/desk/near/${publicId}/withdraw`,
      { seen: '1', reason: 'personal' },
      samir,
    )
    expect(gone.status).toBe(303)
    const page = await site().get(`/nl/near/${publicId}`)
    expect(page.status).toBe(410)
    const text = await page.text()
    expect(text).toContain('Er stond iets in over een persoon.')
    expect(text).not.toContain('De Wit')
    expect((await site().post(`/nl/near/${publicId}/follow`, { email: 'a@voorbeeld.example' })).status).toBe(
      410,
    )
  })
})

describe('following', () => {
  test('takes an address, and says the same whether or not we know it', async () => {
    const { publicId } = await publish()
    const follow = (email: string) => site().post(`/nl/near/${publicId}/follow`, { email })
    const wrong = await follow('geen adres')
    expect([wrong.status, (await wrong.text()).includes('value="geen adres"')]).toEqual([422, true])
    const first = await follow('volger@voorbeeld.example')
    const second = await follow('Volger@voorbeeld.example')
    expect(first.headers.get('location')).toBe(`/nl/near/${publicId}?done=followed`)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await html(`/nl/near/${publicId}?done=followed`)).toContain('U volgt deze melding')
  })
})

describe('whoever is about to tell what is known', () => {
  const told = {
    body: 'De straatverlichting is uitgevallen',
    place: 'Lindelaan 12',
    address: '',
    website: '',
  }
  const conversations = async () => (await site().db.selectFrom('conversation').select('id').execute()).length

  test('is offered to follow it, once, and loses nothing of what they typed', async () => {
    await publish({ title: 'Straatverlichting uitgevallen', precision: 'exactly' })
    const before = await conversations()
    const asked = await site().post('/nl/tell-us', told)
    expect(asked.status).toBe(422)
    const page = await asked.text()
    expect(page).toContain('Is het misschien een van deze?')
    expect(page).toContain('De straatverlichting is uitgevallen</textarea>')
    expect(await conversations()).toBe(before)
    const sent = await site().post('/nl/tell-us', { ...told, alikeSeen: 'yes' })
    expect(sent.status).toBe(303)
    expect(await conversations()).toBe(before + 1)
  })

  test('follows it, and can still send', async () => {
    const { publicId } = await publish({ title: 'Straatverlichting weg', precision: 'exactly' })
    const follow = (form: Record<string, string>) =>
      site().post('/nl/tell-us/follow', { ...told, alikeSeen: 'yes', ...form })
    const nothing = await follow({ alike: '', followEmail: '' })
    const text = await nothing.text()
    expect([
      nothing.status,
      text.includes('Kies welke melding'),
      text.includes('Vul uw e-mailadres in'),
    ]).toEqual([...[422, true, true]])
    const done = await follow({ alike: publicId, followEmail: 'buur@voorbeeld.example' })
    expect(done.status).toBe(200)
    const page = await done.text()
    expect(page).toContain('U volgt nu: Straatverlichting weg')
    expect(page).toContain('De straatverlichting is uitgevallen</textarea>')
    const { db } = site()
    const mail = db
      .selectFrom('outgoing_mail')
      .select('subject')
      .where('recipient', '=', 'buur@voorbeeld.example')
    expect(await mail.execute()).toMatchObject([
      { subject: 'Bevestig uw e-mailadres voor Gemeente Voorbeeld' },
    ])
  })

  test('elsewhere, or about something else, is asked nothing', async () => {
    await publish({ title: 'Losliggende tegel' })
    expect(
      (await site().post('/nl/tell-us', { ...told, body: 'Wanneer is de markt?', place: '' })).status,
    ).toBe(303)
  })
})

test('what was reported is found by its words', async () => {
  const { publicId } = await publish({ title: 'Omgewaaide wilg over het pad' })
  const page = await html('/nl/search?q=wilg')
  expect(page).toContain('Gemeld in de buurt')
  expect(page).toContain(publicId)
})

test('whoever told us sees on their own page that others can read of it', async () => {
  const { db } = site()
  const asked = await site().post('/nl/tell-us', { body: 'Er ligt glas op het veld.', website: '' })
  const cookies = asked.headers.getSetCookie().filter((cookie) => cookie.includes('Path=/nl'))
  const receipt = await html('/nl/tell-us/sent', {
    cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
  })
  const reading = readCode(/<p class="wk-code"[^>]*>([^<]+)</.exec(receipt)?.[1] ?? '')
  if (reading.kind !== 'read') throw new Error(reading.kind)
  const own = () => html(`/nl/my-input/${reading.code}`)
  expect(await own()).not.toContain('Dit staat ook op de kaart')
  const newest = db.selectFrom('conversation').select('id').orderBy('id', 'desc')
  const { id } = await newest.executeTakeFirstOrThrow()
  const form = { ...fields, title: 'Glas op het veld', place: 'Singelwijk' }
  const sent = await site().post(`/nl/desk/near/new?conversation=${id}`, form, samir)
  expect(sent.status).toBe(303)
  expect(await own()).toMatch(/Dit staat ook op de kaart[\s\S]*Glas op het veld/)
})
