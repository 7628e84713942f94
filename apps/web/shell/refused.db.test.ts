import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { DB } from '#db'
import { connect } from '#platform/db'
import { createWebApp } from '#web'
import type { Asked, Gate, WebApp } from '#web/http'
import { makeOpenDialogue, useTestSite } from '#web/testing'

const site = useTestSite()
const ORIGIN = 'https://praat.voorbeeld.example'
const question = { body: 'Waarom zijn de bomen weg?\r\n\r\nIk miste ze meteen.', name: 'Jan', address: '' }

/** The site while it refuses all of this. */
async function whenBusy(...refused: Asked[]): Promise<WebApp> {
  const gate: Gate = {
    letIn: (asked) => (refused.includes(asked) ? undefined : () => undefined),
    close: () => undefined,
  }
  return createWebApp({ ...site().services, gate })
}

/** The site whose database cannot be reached, and never could. */
async function whenAway(): Promise<WebApp> {
  const { db, close } = connect<DB>('postgres://nobody@127.0.0.1:1/nothing', { max: 1 })
  onTestFinished(close)
  return createWebApp({ ...site().services, db, writes: db })
}

function send(app: WebApp, path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(form)
  return app.request(ORIGIN + path, { method: 'POST', body, headers: { origin: ORIGIN, ...headers } })
}

/** The form on a page, as a browser would send it. */
function formOn(html: string): { action: string; fields: Record<string, string> } {
  const form = /<form class="wk-stack wk-stack--l"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const hidden = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  const plain = (text = '') =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  return {
    action: plain(/action="([^"]*)"/.exec(form)?.[1]),
    fields: Object.fromEntries([...hidden].map(([, name, value]) => [plain(name), plain(value)])),
  }
}

let posts: string[]
beforeAll(async () => {
  const { routes } = await createWebApp(site().services)
  const found = routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/nl/'))
  posts = [
    ...new Set(found.map(({ path }) => path.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '').replace(/:\w+/g, 'x'))),
  ]
})

test('a form that is refused comes back as it was filled in, and sent again it is taken like the first', async () => {
  const refused = await send(await whenBusy('form'), '/nl/tell-us?from=here', question)
  expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('cache-control')]).toEqual([
    503,
    '10',
    'no-store',
  ])
  const html = await refused.text()
  expect(html).toContain('Het is nu erg druk')
  expect(html).toContain('Ik miste ze meteen.')
  const { action, fields } = formOn(html)
  expect(action).toBe('/nl/tell-us?from=here')
  expect(fields).toEqual(question)
  const taken = await site().post(action, fields)
  expect(taken.headers.get('location')).toBe('/nl/tell-us/sent')
})

test.each(['busy', 'away'] as const)(
  'no form of residents or desk loses its text while the site is %s',
  async (kind) => {
    const app = kind === 'busy' ? await whenBusy('form', 'code', 'vote') : await whenAway()
    expect(posts.length).toBeGreaterThan(40)
    for (const path of posts) {
      const refused = await send(app, path, { text: 'Er moeten meer bomen komen.' })
      const { action, fields } = formOn(await refused.text())
      expect([refused.status, action, fields.text]).toEqual([503, path, 'Er moeten meer bomen komen.'])
    }
  },
)

test('who sends too many forms gets the last one back too', async () => {
  let last = await site().post('/nl/tell-us/next', question)
  while (last.status === 200) last = await site().post('/nl/tell-us/next', question)
  expect([last.status, formOn(await last.text()).fields]).toEqual([429, question])
})

test('what was filled in can be no part of the page', async () => {
  const hostile = `"><script>alert(1)</script> <img src=x onerror=alert(1)>`
  const refused = await send(await whenBusy('form'), `/nl/tell-us?a="><script>`, { [hostile]: hostile })
  const html = await refused.text()
  expect(html).not.toContain('<script>')
  expect(html).not.toContain('<img')
  expect(formOn(html).fields).toEqual({ [hostile]: hostile })
})

test('a code is not on the page, and asked for again', async () => {
  const html = await (await send(await whenBusy('code'), '/en/my-input', { code: 'ABCD-EFGH' })).text()
  expect(html).not.toContain('ABCD')
  expect(html).toMatch(/<label[^>]*>Your code<\/label>[\s\S]*<input[^>]* name="code"/)
})

test('a form of another site is not given back, for it would come from us the second time', async () => {
  const elsewhere = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  for (const app of [await whenBusy('form'), await whenAway()]) {
    const refused = await send(app, '/nl/tell-us', question, elsewhere)
    expect([refused.status, (await refused.text()).includes('bomen')]).toEqual([403, false])
  }
})

test('a program that asks for JSON hears why, and when to come back', async () => {
  const headers = { accept: 'application/json' }
  const busy = await send(await whenBusy('vote'), '/nl/dialogues/bomen/vote', { statement: '1' }, headers)
  expect([busy.status, await busy.json()]).toEqual([503, { kind: 'busy', retryAfterSeconds: 10 }])
  const away = await send(await whenAway(), '/nl/tell-us', {}, headers)
  expect([away.status, await away.json()]).toEqual([503, { kind: 'away', retryAfterSeconds: 10 }])
})

test('a page that is refused is shown as it was last, with its age in a header, and to nobody who is signed in', async () => {
  const { page } = await makeOpenDialogue(site())
  const address = `${page}/moderation`
  const busy = await whenBusy('page')
  const get = (cookie = '') => busy.request(ORIGIN + address, cookie ? { headers: { cookie } } : {})
  expect((await get()).status).toBe(503)
  const made = await (await site().get(address)).text()
  const shown = await get()
  expect([shown.status, shown.headers.get('age'), await shown.text()]).toEqual([200, '0', made])
  const staff = await site().signInAs('responder')
  expect((await get(staff.cookie)).status).toBe(503)
  const deed = await site().post('/nl/desk/sessions/end', { session: crypto.randomUUID() }, staff)
  expect(deed.status).toBe(303)
  expect((await get()).status).toBe(503)
})

test('before the organisation was ever read, its pages say in its style that they will be back', async () => {
  const app = await whenAway()
  const page = await (await app.request(`${ORIGIN}/nl/dossiers`)).text()
  expect(page).toContain('Wij zijn er zo weer')
  expect(page).toContain('praat.voorbeeld.example')
  expect(page).toContain('Hoofdmenu')
})
