import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { sql } from 'kysely'
import { locales, preferredLocale } from '#platform/i18n'
import { notFoundPage, notReady, thrownPage } from './frame/errors.tsx'
import { limitWrites } from './frame/guard.ts'
import { protectPages, refuseForeignForms } from './frame/security.ts'
import { forgetSharedPages } from './frame/shared-page.ts'
import { serveStaticFiles } from './frame/static-files.ts'
import { meetVisitor } from './frame/visitor.ts'
import { pathIn, type Services, type Web, type WebApp } from './frame/web.ts'
import { pages } from './pages/index.ts'

const LARGEST_FORM = 256 * 1024

/** Makes the web application: everything a browser can ask for. */
export async function createWebApp(services: Services): Promise<WebApp> {
  const app = new Hono<Web>()
  app.use(protectPages(services.config.url.startsWith('https://')))
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const isReady = await sql`select 1`.execute(services.db).then(
      () => true,
      () => false,
    )
    return isReady ? c.text('ready') : notReady(c)
  })
  app.get('/assets/*', await serveStaticFiles(services.assetsFolder))
  app.use(compress())
  app.use(meetVisitor(services))
  app.onError(thrownPage)
  app.notFound(notFoundPage)
  app.use(refuseForeignForms(services.config.url))
  app.use(bodyLimit({ maxSize: LARGEST_FORM, onError: refuseLargeForm }))
  app.use(limitWrites)
  app.use(forgetSharedPages)
  addPlainRoutes(app)
  for (const locale of locales) for (const routes of pages) app.route(pathIn(locale, '/'), routes)
  return app
}

function refuseLargeForm(): never {
  throw new HTTPException(413)
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
