import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { sql } from 'kysely'
import { type Locale, locales, preferredLocale } from '#platform/i18n'
import {
  createOrganisationReader,
  forgetWhatIsKept,
  keepFromCaches,
  letGoOfUnsentBody,
  limitFormSize,
  meetOrganisation,
  meetVisitor,
  pathIn,
  protectFiles,
  protectPages,
  refuseForeignForms,
  type Services,
  serveStaticFiles,
  type Web,
  type WebApp,
  type WebContext,
  zipPages,
} from '#web/http'
import { handIn, parts, voteRoutes } from '#web/pages'
import { forgetSentText, letIn, limitWrites, notFoundPage, signedInOnly, thrownPage } from '#web/shell'
import type { WebServices } from './services.ts'

/** Makes the web application: everything a browser can ask for. */
export async function createWebApp(services: WebServices): Promise<WebApp> {
  const app = new Hono<Web>()
  const isHttps = services.config.url.startsWith('https://')
  app.use(letGoOfUnsentBody)
  app.use(keepFromCaches)
  app.get('/assets/*', protectFiles(isHttps), await serveStaticFiles(services.assetsFolder))
  app.use(protectPages(isHttps))
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) =>
    (await isReady(services)) ? c.text('ready') : c.text('not ready', 503, NOT_READY),
  )
  app.use(handIn(services.pages))
  const organisation = createOrganisationReader(services)
  app.use(meetVisitor(services, organisation))
  app.onError(thrownPage)
  app.notFound(notFoundPage)
  for (const routes of parts.flatMap((part) => part.machines ?? [])) app.route('/', routes)
  app.use(refuseForeignForms(services.config.url))
  app.use(limitFormSize())
  // Before the gate: who waits for a picture of others holds up no page.
  for (const { under, routes } of parts.flatMap((part) => part.files ?? [])) {
    app.use(`${under}/*`, meetOrganisation(organisation))
    app.route('/', routes)
  }
  // Whoever is refused here gets their form back, and a form of another site must not come back as one of ours.
  app.use(letIn(services))
  app.use(meetOrganisation(organisation))
  app.use(limitWrites)
  // A vote's answer is short, and what is kept may be a moment behind it: what follows would only cost it time.
  for (const locale of locales) app.route(pathIn(locale, '/'), voteRoutes)
  app.use(compress())
  app.use(zipPages)
  app.use(forgetWhatIsKept)
  addPlainRoutes(app)
  for (const locale of locales) mountParts(app, locale)
  return app
}

/** Whoever asks decides soon whether to send visitors elsewhere, and must not wait for a database that says nothing. */
const READY_WITHIN_MS = 1500
const NOT_READY = { 'Cache-Control': 'no-store', 'Retry-After': '10' }

/** On a connection that many who read do not keep busy: else a crowd would look like a database that is away. */
async function isReady({ writes }: Services): Promise<boolean> {
  // A standby that has not taken over yet answers, and takes no changes.
  const asked = sql<{ takes: boolean }>`select current_setting('transaction_read_only') = 'off' as takes`
  const answered = asked.execute(writes).then(
    ({ rows }) => rows[0]?.takes ?? false,
    () => false,
  )
  return Promise.race([answered, sleep(READY_WITHIN_MS, false, { ref: false })])
}

/** Every part in one language. All that is for staff stands behind one door. */
function mountParts(app: WebApp, locale: Locale): void {
  const desk = new Hono<Web>()
  desk.use(signedInOnly)
  desk.use(forgetSentText)
  for (const routes of parts.flatMap((part) => part.desk ?? [])) desk.route('/', routes)
  app.route(pathIn(locale, '/desk'), desk)
  for (const routes of parts.flatMap((part) => part.residents ?? [])) app.route(pathIn(locale, '/'), routes)
}

/** What a browser likes best of the languages in which the pages are offered. */
function languageFor(c: WebContext): Locale {
  const { languages } = c.var.organisation
  const liked = preferredLocale(c.req.header('accept-language'))
  return languages.includes(liked) ? liked : (locales.find((locale) => languages.includes(locale)) ?? liked)
}

/** What has no language: the front door, and the files that machines look for. */
function addPlainRoutes(app: WebApp): void {
  app.get('/', (c) => c.redirect(pathIn(languageFor(c), '/'), 302))
  app.get('/robots.txt', (c) =>
    c.text(
      `User-agent: *\nDisallow: /nl/desk\nDisallow: /en/desk\nDisallow: /nl/my-input/\nDisallow: /en/my-input/\n`,
    ),
  )
  app.get('/.well-known/security.txt', (c) => {
    const { clock, config } = c.var.services
    const expires = new Date(clock.now().getTime() + 180 * 24 * 60 * 60 * 1000)
    const contact = c.var.organisation.email
      ? `mailto:${c.var.organisation.email}`
      : `${config.url}/nl/tell-us`
    return c.text(
      `Contact: ${contact}\nExpires: ${expires.toISOString()}\nPreferred-Languages: nl, en\nCanonical: ${config.url}/.well-known/security.txt\n`,
    )
  })
}
