import sharp from 'sharp'
import { expect, test } from 'vitest'
import { findLogo, setLogo } from '#domains/people'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
const settings = '/nl/desk/organisation'

function draw(colour: string): Promise<Buffer> {
  return sharp({ create: { width: 600, height: 120, channels: 3, background: colour } })
    .png()
    .toBuffer()
}

function send(visitor: Visitor, file: Uint8Array | undefined, alternative = 'Een eik'): Promise<Response> {
  const body = new FormData()
  // What a browser says of it is not believed.
  if (file) body.set('logo', new File([new Uint8Array(file)], '../../x.svg', { type: 'text/html' }))
  body.set('alternative', alternative)
  const { origin } = new URL(site().services.config.url)
  return site().request(`${settings}/logo`, {
    method: 'POST',
    headers: { cookie: visitor.cookie ?? '', origin },
    body,
  })
}

test('the logo stands above every page, beside the name', async () => {
  const { db, now } = site()
  const picture = { bytes: Buffer.from('logo'), type: 'image/webp', width: 300, height: 90 } as const
  await db.transaction().execute((tx) => setLogo(tx, { picture, alternative: 'Een "eik"', now }))
  const hash = (await findLogo(db))?.hash
  const logo = `<img class="wk-logo" src="/nl/logo/${hash}" width="300" height="90" alt="Een &quot;eik&quot;"/>`
  expect(await (await site().get('/nl')).text()).toContain(logo)
  const administrator = await site().signInAs('administrator')
  expect(await (await site().get(settings, administrator)).text()).toContain(logo)
})

test('an administrator sends a logo, and everybody gets what was made of it', async () => {
  const administrator = await site().signInAs('administrator')
  const sent = await send(administrator, await draw('red'))
  expect(sent.headers.get('location')).toBe(`${settings}?told=logo`)
  const logo = await findLogo(site().db)
  expect(logo).toMatchObject({ alternative: 'Een eik', width: 480, height: 96 })
  const path = `/nl/logo/${logo?.hash}`
  const got = await site().get(path)
  expect(Object.fromEntries(got.headers)).toMatchObject({
    'content-type': 'image/webp',
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${logo?.hash}"`,
  })
  expect(got.headers.has('set-cookie')).toBe(false)
  expect((await sharp(await got.arrayBuffer()).metadata()).format).toBe('webp')
  const again = await site().get(path, { headers: { 'if-none-match': `"${logo?.hash}"` } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect(await (await site().get(`${settings}?told=logo`, administrator)).text()).toContain(path)
})

test('a new logo takes the place of the former, of which nothing stays, and it can be removed', async () => {
  const administrator = await site().signInAs('administrator')
  await Promise.all([send(administrator, await draw('blue')), send(administrator, await draw('green'))])
  const { hash } = (await findLogo(site().db)) ?? {}
  const stored = await site().db.selectFrom('blob').select('sha256').execute()
  expect(stored.map(({ sha256 }) => sha256.toString('hex'))).toEqual([hash])
  const removed = await site().post(`${settings}/no-logo`, {}, administrator)
  expect(removed.headers.get('location')).toBe(`${settings}?told=no-logo`)
  expect(await site().db.selectFrom('blob').select('sha256').execute()).toEqual([])
  expect((await site().get(`/nl/logo/${hash}`)).status).toBe(404)
})

test.each([
  ['no file', undefined, 'Kies eerst een bestand'],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'Dit is geen PNG, JPEG of WebP'],
  ['half a picture', Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1'), 'Dit bestand is beschadigd'],
])('%s is refused with a sentence, and what was typed stays', async (_, file, sentence) => {
  const administrator = await site().signInAs('administrator')
  const refused = await send(administrator, file, 'Een linde')
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain(sentence)
  expect(page).toContain('value="Een linde"')
  expect(page).toContain('value="Gemeente Voorbeeld"')
  expect(await findLogo(site().db)).toBeUndefined()
})

test('nobody else sends one, and no file of more than two megabytes is read', async () => {
  for (const role of ['policy_maker', 'responder'] as const)
    expect((await send(await site().signInAs(role), await draw('red'))).status).toBe(403)
  expect((await send({}, await draw('red'))).status).not.toBe(200)
  const { origin } = new URL(site().services.config.url)
  const { cookie } = await site().signInAs('administrator')
  const large = await site().request(`${settings}/logo`, {
    method: 'POST',
    headers: {
      cookie: cookie ?? '',
      origin,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': `${2 * 1024 * 1024 + 1}`,
    },
    body: 'x',
  })
  expect(large.status).toBe(413)
  expect(await findLogo(site().db)).toBeUndefined()
})
