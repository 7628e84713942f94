import { Hono } from 'hono'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createMoments } from '#platform/cache'
import { createWebApp } from '#web'
import { forgetWhatIsKept, type Web, type WebApp } from '#web/http'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

/** What stands in the question of the only dossier, as a page shows it. */
async function shown(app: WebApp, path: string, visitor: Visitor = {}): Promise<string | undefined> {
  const headers = new Headers(visitor.cookie ? { cookie: visitor.cookie } : {})
  const html = await (await app.request(path, { headers })).text()
  return /Vraag \d/.exec(html)?.[0]
}

async function ask(question: string): Promise<void> {
  await sql`update dossier set question = ${question}`.execute(site().db)
}

/** Pages whose moments do not end by themselves. */
async function standStill() {
  const moments = createMoments({ lastMs: Number.POSITIVE_INFINITY })
  const app = await createWebApp({ ...site().services, moments })
  return { app, moments }
}

async function openDossier(): Promise<Visitor & { accountId: string }> {
  const staff = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Groen')
  const form = {
    question: 'Vraag 0',
    summary: 'Het plein.',
    area: 'Centrum',
    language: 'nl',
    unitId,
    'promise.level': 'advise',
    'promise.statement': 'Wij nemen uw advies over.',
    'promise.decidedBy': 'De raad',
    'promise.answerOn': '2026-05-08',
    'phases.0.title': 'Luisteren',
    'phases.0.startsOn': '2026-01-10',
  }
  const made = await site().post('/nl/desk/dossiers/new', form, staff)
  await site().post(`${made.headers.get('location')}/open`, {}, staff)
  return staff
}

test('strangers share what was read in a moment; who is signed in reads anew; a form ends the moment for all', async () => {
  const staff = await openDossier()
  const slug = (await site().db.selectFrom('dossier').select('slug').executeTakeFirstOrThrow()).slug
  const { app, moments } = await standStill()
  const paths = [
    '/nl',
    '/nl/dossiers',
    `/nl/dossiers/${slug}`,
    `/nl/dossiers/${slug}?again`,
    `/nl/outcomes?dossier=${slug}`,
  ]
  await ask('Vraag 1')
  for (const path of paths) expect(await shown(app, path), path).toBe('Vraag 1')
  await ask('Vraag 2')
  for (const path of paths) {
    expect(await shown(app, path), path).toBe('Vraag 1')
    expect(await shown(app, path, staff), path).toBe('Vraag 2')
    expect(await shown(app, path, { cookie: '__Host-wk.session_token=made-up' }), path).toBe('Vraag 2')
  }
  expect(await shown(app, `/nl/dossiers/${slug}?never-asked`)).toBe('Vraag 1')
  moments.end()
  for (const path of paths) expect(await shown(app, path), path).toBe('Vraag 2')
})

test('a form that was taken is followed by reading anew', async () => {
  const { app } = await standStill()
  await ask('Vraag 3')
  expect(await shown(app, '/nl/dossiers')).toBe('Vraag 3')
  await ask('Vraag 4')
  const send = async (body: string) => {
    const headers = { origin: site().services.config.url }
    const form = new URLSearchParams({ body })
    const sent = await app.request('/nl/tell-us', { method: 'POST', body: form, headers })
    await sent.body?.cancel()
    return sent.status
  }
  expect([await send(''), await shown(app, '/nl/dossiers')]).toEqual([422, 'Vraag 3'])
  expect([await send('Meer bomen'), await shown(app, '/nl/dossiers')]).toEqual([303, 'Vraag 4'])
})

test.each([
  ['/nl/desk/dossiers/new', true],
  ['/nl/dialogues/plein/statements', true],
  ['/nl/my-input/withdraw', true],
  ['/nl/dialogues/plein/take-part', false],
  ['/nl/my-input', false],
  ['/en/sign-in/open', false],
])('whether a form to %s is followed by reading anew: %s', async (path, isFollowed) => {
  const moments = createMoments({ lastMs: Number.POSITIVE_INFINITY })
  const app = new Hono<Web>()
  app.use(async (c, next) => {
    c.set('services', { ...site().services, moments })
    await next()
  })
  app.use(forgetWhatIsKept)
  app.post('*', (c) => c.redirect('/', 303))
  const before = moments.current()
  await app.request(path, { method: 'POST' })
  expect(moments.current() !== before).toBe(isFollowed)
})
