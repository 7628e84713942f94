import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { addUnit, type Role } from '#domains/people'
import { readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { foundTown, hire } from '#stories'
import { type TestDatabase, useTestDatabase } from '#testing'
import { createServices, createWebApp, type WebServices } from '#web'
import type { WebApp } from '#web/http'

const SITE = 'https://praat.voorbeeld.example'

/** The pages on a database of their own, as a browser sees them, without a network in between. */
export type TestSite = TestDatabase & {
  services: WebServices
  now: Date
  get: (path: string, visitor?: Visitor) => Promise<Response>
  /** Sends a form as a page of this site would. */
  post: (path: string, form: Record<string, string | string[]>, visitor?: Visitor) => Promise<Response>
  /** Any request, just as it is given: by something that is no browser. */
  request: (path: string, init: RequestInit) => Promise<Response>
  /** Makes a member of staff and signs them in. */
  signInAs: (role: Role, name?: string) => Promise<Visitor & { accountId: string }>
  addUnit: (name: string) => Promise<string>
  /** Every address that something is got from, as the application knows them: `/nl/dossiers/:slug`. */
  doors: () => string[]
}

export type Visitor = {
  cookie?: string
  headers?: Record<string, string>
  /** Where they come from, as `2001:db8::1`; without it everybody is one unknown visitor. */
  address?: string
}

/** Gives a test file the whole site; `site()` inside tests and hooks. The clock stands still at `now`. */
export function useTestSite(now = new Date('2026-03-02T09:00:00Z')): () => TestSite {
  const database = useTestDatabase()
  let site: TestSite | undefined
  beforeAll(async () => {
    site = await createTestSite(database(), now)
  })
  afterAll(async () => {
    await site?.services.snapshots.close()
    await site?.services.conversations.close()
    await site?.services.showings.close()
    await site?.services.reader.close()
    await site?.services.mailReader.close()
    await site?.services.limits.close()
    if (site) await rm(site.services.assetsFolder, { recursive: true, force: true })
  })
  return () => {
    if (!site) throw new Error('The test site is there only inside tests and hooks.')
    return site
  }
}

async function createTestSite(database: TestDatabase, now: Date): Promise<TestSite> {
  const { db, url } = database
  await foundTown(db, { ...organisation, at: now })
  const services = await createTestServices(database, now)
  const app = await createWebApp(services)
  const makeUnit = (name: string) => db.transaction().execute((tx) => addUnit(tx, name, now))
  return {
    ...database,
    url,
    services,
    now,
    get: async (path, visitor = {}) =>
      app.request(SITE + path, { headers: headersOf(visitor) }, networkOf(visitor)),
    post: (path, form, visitor = {}) => send(app, path, { form, visitor }),
    request: async (path, init) => app.request(SITE + path, init),
    addUnit: makeUnit,
    doors: () => [...new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))],
    signInAs: async (role, name = 'Noor Bakker') => {
      const email = `${crypto.randomUUID()}@voorbeeld.example`
      const { by: accountId } = await hire(db, { name, email, role, unit: 'Team Ruimte', at: now })
      return { accountId, cookie: await openSession(services, email) }
    },
  }
}

const organisation = {
  name: 'Gemeente Voorbeeld',
  tagline: 'praat mee',
  phone: '14 0123',
  opening_hours: 'ma t/m vr 8.30–17.00 uur',
  visiting_address: 'Marktplein 1',
  email: 'webmaster@voorbeeld.example',
  is_demo: false,
}

async function createTestServices({ db, url }: TestDatabase, now: Date): Promise<WebServices> {
  const secret = 'test'.repeat(8)
  const assetsFolder = await mkdtemp(join(tmpdir(), 'weerklank-assets-'))
  const built = {
    'weerklank.css': 'w.css',
    'staff.css': 's.css',
    'weerklank.js': 'w.js',
    'public-sans-latin-400-normal-everyday.woff2': 'w.woff2',
  }
  await writeFile(join(assetsFolder, 'manifest.json'), JSON.stringify(built))
  return createServices({
    db,
    databaseUrl: url,
    config: { ...readConfig({ WEERKLANK_URL: SITE }), secret },
    clock: { now: () => now },
    log: silentLog,
    assetsFolder,
    loopDelay: neverLate,
  })
}

/** However busy the machine is on which tests run, nobody is refused for it. */
const neverLate = { read: () => ({ least: 0, most: 0 }), close: () => undefined }

async function openSession({ signIn }: WebServices, email: string): Promise<string> {
  const token = (await signIn.makeLink(email)) ?? ''
  const opened = await signIn.openLink(token, new Headers())
  if (opened.kind !== 'signed-in') throw new Error('The test could not sign in.')
  return opened.cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}

async function send(
  app: WebApp,
  path: string,
  { form, visitor }: { form: Record<string, string | string[]>; visitor: Visitor },
): Promise<Response> {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one)
  const headers = headersOf(visitor)
  if (!headers.has('origin')) headers.set('origin', SITE)
  return app.request(SITE + path, { method: 'POST', headers, body }, networkOf(visitor))
}

function networkOf({ address }: Visitor) {
  return address ? { incoming: { socket: { remoteAddress: address } } } : undefined
}

function headersOf({ cookie, headers }: Visitor): Headers {
  return new Headers({ ...(cookie ? { cookie } : {}), ...headers })
}
