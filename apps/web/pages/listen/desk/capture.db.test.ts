import { beforeAll, expect, test } from 'vitest'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let staff: Visitor
let source = ''
const path = '/nl/desk/listen/capture'
const place = { title: 'Folders', purpose: 'Vragen over de wijk zien', legalBasis: 'public_task' }

beforeAll(async () => {
  staff = await site().signInAs('responder')
})

const page = async (address: string, visitor: Visitor = staff) => (await site().get(address, visitor)).text()
const post = async (address: string, fields: Record<string, string>) => {
  const response = await site().post(address, fields, staff)
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}

/** As a browser sends it, with its length. */
async function send(file: string | undefined): Promise<Response> {
  const body = new FormData()
  body.set('source', source)
  if (file !== undefined) body.set('file', new File([file], 'berichten.csv'))
  const form = new Response(body)
  const bytes = await form.arrayBuffer()
  const headers = {
    ...{ cookie: staff.cookie ?? '', origin: new URL(site().services.config.url).origin },
    ...{ 'content-length': `${bytes.byteLength}`, 'content-type': form.headers.get('content-type') ?? '' },
  }
  return site().request(`${path}/file`, { method: 'POST', headers, body: bytes })
}

test('whoever has no place yet names one first, with why it is read; it stands in the register', async () => {
  expect((await site().get(path, staff)).headers.get('location')).toBe(`${path}/sources/new`)
  const wrong = await post(`${path}/sources/new`, { title: '', home: 'x y', legalBasis: 'public_task' })
  expect(wrong.status).toBe(422)
  for (const sentence of [
    'Vul in hoe de plek heet.',
    '“x y” is geen openbaar webadres.',
    'Vul in waarom u hier',
  ])
    expect(wrong.html).toContain(sentence)
  const { to } = await post(`${path}/sources/new`, place)
  source = /source=([\da-f-]{36})$/.exec(to)?.[1] ?? ''
  expect(await page(to)).toContain('Haal de tekst op')
  const register = await page('/nl/where-we-listen', {})
  expect(register).toContain('Wij lezen hier zelf, en voegen berichten met de hand toe')
  expect(register).toContain('Vragen over de wijk zien')
  expect(await page(`/nl/desk/listen/sources/${source}`)).toContain('Met de hand')
  expect(await page('/nl/desk/listen/sources')).toContain('Folders')
  expect(await page('/nl/desk/listen/sources.opml')).not.toContain('Folders')
})

test('a post that is typed is saved, and is there already the second time', async () => {
  const typed = { source, text: 'De brug is dicht', date: '2026-03-02' }
  const first = await post(path, typed)
  expect(first.to).toMatch(/posts\/[\da-f-]{36}\?done=captured$/)
  const shown = await page(first.to)
  expect(shown).toContain('Het bericht is toegevoegd.')
  expect(shown).toContain('De brug is dicht')
  expect((await post(path, typed)).to).toBe(first.to.replace('captured', 'known'))
})

test.each([
  [{ text: '' }, 'Vul de tekst in, of ten minste een titel.'],
  [{ text: 'x', date: 'ooit' }, '“ooit” is geen datum die wij kunnen lezen.'],
  [{ text: 'x', source: 'x' }, 'Kies waar het bericht vandaan komt.'],
  [{ text: 'Mijn tekst', address: 'geen adres' }, '“geen adres” is geen openbaar webadres.'],
  [{ step: 'fetch', text: 'Mijn tekst' }, 'Vul het adres van de pagina in.'],
  [{ step: 'fetch', text: 'Mijn tekst', address: 'localhost' }, '“localhost” is geen openbaar webadres.'],
  [{ step: 'fetch', text: 'Mijn tekst', address: 'http://10.0.0.1/' }, 'Dit adres is niet openbaar'],
])('%o is refused with a sentence, and what was typed stays', async (fields, sentence) => {
  const { status, html } = await post(path, { source, ...fields })
  expect(status).toBe(422)
  expect(html).toContain(sentence)
  if (fields.text === 'Mijn tekst') expect(html).toContain('Mijn tekst</textarea>')
})

test('a spreadsheet is taken in as a whole, and brings nothing the second time', async () => {
  const file = 'Titel;Tekst;Datum\nEen;Tekst een;2-3-2026\nTwee;Tekst twee;\n'
  const first = (await send(file)).headers.get('location') ?? ''
  expect(await page(first)).toContain('Er kwamen 2 berichten bij. Geen enkel bericht was er al.')
  const again = (await send(file)).headers.get('location') ?? ''
  expect(await page(again)).toContain('Er kwam geen bericht bij. 2 berichten waren er al.')
})

test.each([
  [undefined, 'Kies eerst een bestand.'],
  [' \n', 'In berichten.csv staan geen berichten'],
  ['Naam\nx', 'De kolommen heten: Naam.'],
  ['Tekst\n"x', 'berichten.csv is geen CSV-bestand dat wij kunnen lezen.'],
  ['Tekst;Datum\nGoed;\nFout;ooit', 'Regel 3: “ooit” is geen datum die wij kunnen lezen.'],
  ['Tekst;Datum\nGoed;\nFout;ooit', 'Er is niets toegevoegd: in berichten.csv klopt 1 ding niet.'],
  [`Tekst\n${'x'.repeat(3_000_000)}`, 'Dit bestand is groter dan 2 MB.'],
])('a file of %j is refused with a sentence', async (file, sentence) => {
  const refused = await send(file)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain(sentence)
  expect(await site().db.selectFrom('post').select('id').where('body', '=', 'Goed').execute()).toEqual([])
})

test('strangers are sent to sign in', async () => {
  for (const address of [path, `${path}/file`, `${path}/sources/new`])
    expect((await site().get(address)).headers.get('location')).toBe('/nl/sign-in')
})
