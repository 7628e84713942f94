import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { sql } from 'kysely'
import { locales, preferredLocale } from '#platform/i18n'
import { notFoundPage, notReady, thrownPage } from './frame/errors.tsx'
import { limitFormSize } from './frame/form-size.ts'
import { limitWrites } from './frame/guard.ts'
import { keepFromCaches, protectPages, refuseForeignForms } from './frame/security.ts'
import { forgetSharedPages } from './frame/shared-page.ts'
import { serveStaticFiles } from './frame/static-files.ts'
import { letGoOfUnsentBody } from './frame/unsent-body.ts'
import { meetVisitor } from './frame/visitor.ts'
import { pathIn, type Services, type Web, type WebApp } from './frame/web.ts'
import { pages, voteRoutes } from './pages/index.ts'

/** Makes the web application: everything a browser can ask for. */
export async function createWebApp(services: Services): Promise<WebApp> {
  const app = new Hono<Web>()
  app.use(protectPages(services.config.url.startsWith('https://')))
  app.use(letGoOfUnsentBody)
  app.use(keepFromCaches)
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await isReady(services)) ? c.text('ready') : notReady(c)))
  app.get('/assets/*', await serveStaticFiles(services.assetsFolder))
  app.use(meetVisitor(services))
  app.onError(thrownPage)
  app.notFound(notFoundPage)
  app.use(refuseForeignForms(services.config.url))
  app.use(limitFormSize)
  app.use(limitWrites)
  // A vote's answer is short, and shared pages may be two seconds behind it: what follows would only cost it time.
  mount(app, [voteRoutes])
  app.use(compress())
  app.use(forgetSharedPages)
  addPlainRoutes(app)
  mount(app, pages)
  return app
}

/** Whoever asks decides soon whether to send visitors elsewhere, and must not wait for a database that says nothing. */
const READY_WITHIN_MS = 1500

async function isReady({ db }: Services): Promise<boolean> {
  // A copy that has not taken over yet answers, and takes nothing.
  const asked = sql<{ takes: boolean }>`select current_setting('transaction_read_only') = 'off' as takes`
  const answered = asked.execute(db).then(
    ({ rows }) => rows[0]?.takes ?? false,
    () => false,
  )
  return Promise.race([answered, sleep(READY_WITHIN_MS, false, { ref: false })])
}

function mount(app: WebApp, parts: WebApp[]): void {
  for (const locale of locales) for (const routes of parts) app.route(pathIn(locale, '/'), routes)
}

/** What has no language: the front door, and the files that machines look for. */
function addPlainRoutes(app: WebApp): void {
  app.get('/', (c) => c.redirect(pathIn(preferredLocale(c.req.header('accept-language')), '/'), 302))
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
