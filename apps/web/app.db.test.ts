import { expect, test } from 'vitest'
import { listJobs } from '#testing'
import { useTestSite } from '#web/testing'

const site = useTestSite()

test('the front door leads to the language that the browser asks for', async () => {
  const english = await site().get('/', { headers: { 'accept-language': 'en-GB,en;q=0.9' } })
  expect([english.status, english.headers.get('location')]).toEqual([302, '/en'])
  expect((await site().get('/')).headers.get('location')).toBe('/nl')
})

test('an address that leads nowhere gets a page that helps, in its language', async () => {
  const dutch = await site().get('/nl/bestaat-niet')
  expect(dutch.status).toBe(404)
  expect(await dutch.text()).toContain('Deze pagina bestaat niet')
  expect(await (await site().get('/en/no-such-page')).text()).toContain('Page not found')
})

test('every page forbids inline script and style, and framing', async () => {
  const { headers } = await site().get('/nl/sign-in')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe-inline')
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('a file that a page loads carries the headers that guard a file, and none that only a page heeds', async () => {
  const { headers } = await site().get('/assets/weerklank-AAAAAAAA.css')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'")
  for (const name of [
    'permissions-policy',
    'x-frame-options',
    'referrer-policy',
    'cross-origin-opener-policy',
  ])
    expect(headers.get(name), name).toBeNull()
})

test('a form that another site sends is refused, and says so', async () => {
  const foreign = await site().post(
    '/nl/sign-in',
    { email: 'a@voorbeeld.example' },
    { headers: { origin: 'https://evil.example' } },
  )
  expect(foreign.status).toBe(403)
  expect(await foreign.text()).toContain('andere site')
})

test('a form larger than we take is refused without being read', async () => {
  const large = await site().post('/nl/sign-in', { email: 'x'.repeat(300_000) })
  expect(large.status).toBe(413)
  expect(await large.text()).toContain('te groot')
})

test('the desk sends strangers to sign in', async () => {
  const response = await site().get('/nl/desk')
  expect([response.status, response.headers.get('location')]).toEqual([303, '/nl/sign-in'])
})

test('colleagues who open their mailed links behind one address are no flood', async () => {
  const townHall = { address: '192.0.2.90' }
  const open = () => site().post('/nl/sign-in/open', { token: 'not ours' }, townHall)
  const opened = await Promise.all(Array.from({ length: 40 }, open))
  expect(opened.map(({ status }) => status)).not.toContain(429)
})

test('asking for a link says the same for everybody, does the same, and too often is refused', async () => {
  const { db } = site()
  const { accountId } = await site().signInAs('responder')
  const { email } = await db
    .selectFrom('account')
    .select('email')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  for (const one of ['wie@voorbeeld.example', email]) {
    const answers = []
    for (let n = 0; n < 6; n++) answers.push(await site().post('/nl/sign-in', { email: one }))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303, 429])
    expect(answers[5]?.headers.get('retry-after')).toMatch(/^\d+$/)
  }
  const jobs = await listJobs(db)
  expect(new Set(jobs.map(({ task }) => task))).toEqual(new Set(['people-send-sign-in-link']))
  const mine = jobs.filter(({ payload }) => JSON.stringify(payload).includes(accountId))
  expect([jobs.length, mine.length]).toEqual([10, 5])
  expect(await db.selectFrom('outgoing_mail').selectAll().execute()).toEqual([])
})

test('a stranger elsewhere does not shut a colleague out, and all together ask for twelve links an hour', async () => {
  const askFrom = async (address: string, email: string) =>
    (await site().post('/nl/sign-in', { email }, { address })).status
  const stranger = []
  for (let n = 0; n < 6; n++) stranger.push(await askFrom('192.0.2.66', `Noor+${n}@gemeente.example`))
  expect(stranger).toEqual([303, 303, 303, 303, 303, 429])
  expect(await askFrom('192.0.2.1', 'noor@gemeente.example')).toBe(303)
  const others = []
  for (let n = 0; n < 7; n++) others.push(await askFrom(`192.0.2.${100 + n}`, 'noor@gemeente.example'))
  expect(others).toEqual([303, 303, 303, 303, 303, 303, 429])
})

test('what is no address gets its error beside the field', async () => {
  const response = await site().post('/en/sign-in', { email: '<script>alert(1)</script>' })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('Enter a valid email address')
  expect(html).not.toContain('<script>alert')
})

test('a page that shows a form again, with what is wrong with it, says so first in its title, once', async () => {
  for (const [path, form] of [
    ['/nl/my-input', { code: 'x' }],
    ['/nl/sign-in', { email: 'wieke' }],
  ] as const) {
    const wrong = await site().post(path, form)
    const title = /<title>(.*?)<\/title>/.exec(await wrong.text())?.[1]
    expect([wrong.status, title], path).toEqual([422, expect.stringMatching(/^Fout: [^:]+$/)])
  }
})

test('a machine finds out whether we live, whether we are ready, and whom to tell of a hole', async () => {
  expect(await (await site().get('/healthz')).text()).toBe('ok')
  expect(await (await site().get('/readyz')).text()).toBe('ready')
  expect(await (await site().get('/.well-known/security.txt')).text()).toMatch(/^Contact: mailto:webmaster@/)
})
