import { IncomingMessage } from 'node:http'
import { HTTPException } from 'hono/http-exception'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { BoxIsFull } from '#domains/deliberate'
import { isDatabaseAway, isPoolFull, newId } from '#platform/db'
import { lastCopy, pathHere, readTyped, type WebContext, wantsJson } from '#web/http'
import { say } from '#web/words'
import { errorMessages } from './errors.messages.ts'
import { GivenBack } from './given-back.tsx'
import { publicPage } from './page.tsx'
import { refusedPage } from './refused.tsx'

/** The page for an address that leads nowhere. */
export async function notFoundPage(c: WebContext): Promise<Response> {
  const t = say(c, errorMessages)
  return errorPage(c, { kind: 'not-found', status: 404, title: t('notFoundTitle'), text: t('notFound') }, [
    { href: '/dossiers', label: t('toDossiers') },
    { href: '/my-input', label: t('toMyInput') },
    { href: '/tell-us', label: t('toTellUs') },
  ])
}

/** The page for a member of staff whose role does not go with what was asked. */
export async function forbiddenPage(c: WebContext): Promise<Response> {
  const t = say(c, errorMessages)
  return errorPage(c, { kind: 'forbidden', status: 403, title: t('forbiddenTitle'), text: t('forbidden') })
}

/** The page for whoever does something too often; it holds what they filled in. */
export async function limitedPage(c: WebContext, retryAfterSeconds: number): Promise<Response> {
  const t = say(c, errorMessages)
  c.header('Retry-After', String(retryAfterSeconds))
  const typed = wantsJson(c) ? undefined : await readTyped(c)
  return errorPage(c, {
    kind: 'limited',
    status: 429,
    title: t('limitedTitle'),
    text: t(typed ? 'limitedForm' : 'limited', { seconds: retryAfterSeconds }),
    ...(typed ? { below: <GivenBack t={t} typed={typed} /> } : {}),
  })
}

/** What is thrown ends here: a refusal of ours with its own page, anything else as a fault with a number. */
export async function thrownPage(error: Error, c: WebContext): Promise<Response> {
  const t = say(c, errorMessages)
  if (error instanceof HTTPException && error.status === 400)
    return errorPage(c, {
      kind: 'unreadable',
      status: 400,
      title: t('unreadableTitle'),
      text: t('unreadable'),
    })
  if (error instanceof HTTPException && error.status === 413)
    return errorPage(c, { kind: 'too-large', status: 413, title: t('tooLargeTitle'), text: t('tooLarge') })
  if (error instanceof HTTPException && error.status === 503)
    return errorPage(c, { kind: 'busy', status: 503, title: t('busyTitle'), text: t('busyFiles') })
  if (error instanceof HTTPException && error.status === 403)
    return errorPage(c, { kind: 'foreign', status: 403, title: t('foreignTitle'), text: t('foreign') })
  if (isUnreadableValue(error)) return notFoundPage(c)
  if (hasLeft(c)) return c.body(null, 400)
  if (error instanceof BoxIsFull) return withoutDatabase(c, 'busy')
  if (isDatabaseAway(error)) return withoutDatabase(c, isPoolFull(error) ? 'busy' : 'away')
  const id = newId()
  c.var.services.log.error(
    { id, error: withoutValues(error), method: c.req.method, route: c.req.routePath },
    'a page failed',
  )
  return errorPage(c, {
    kind: 'broken',
    status: 500,
    title: t('brokenTitle'),
    text: [t('broken'), ' ', t('reference', { id })],
  })
}

/** The connection broke before the whole request was in: that is no fault of ours, and nobody reads the answer. */
function hasLeft(c: WebContext): boolean {
  if (typeof c.env !== 'object' || c.env === null || !('incoming' in c.env)) return false
  const { incoming } = c.env
  return incoming instanceof IncomingMessage && incoming.destroyed && !incoming.complete
}

/** While the database is away: it is waited for, and nobody needs a number to ask about it. */
async function withoutDatabase(c: WebContext, kind: 'busy' | 'away'): Promise<Response> {
  c.var.services.log.warn({ method: c.req.method, route: c.req.routePath, kind }, 'a page without a database')
  return lastCopy(c) ?? refusedPage(c, kind)
}

/** PostgreSQL could not read a value as the type of its column (22P02) or as text (22021): an address with no id in it. */
function isUnreadableValue(error: Error): boolean {
  return 'code' in error && (error.code === '22P02' || error.code === '22021')
}

/** The stack and the codes, not the values: an error of the database can carry what somebody typed. */
function withoutValues(error: Error): object {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { name: error.name, ...code, frames: frames.slice(0, 12) }
}

/** A page for people; for a program that asked for JSON, the kind of refusal by name. */
async function errorPage(
  c: WebContext,
  {
    kind,
    status,
    title,
    text,
    below,
  }: { kind: string; status: ContentfulStatusCode; title: string; text: Child; below?: Child },
  links: { href: string; label: string }[] = [],
): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  if (wantsJson(c)) return c.json({ kind }, status)
  const ways = [...links, { href: '/', label: say(c, errorMessages)('toHome') }]
  return publicPage(
    c,
    { title, status, noIndex: true },
    <section class="wk-band">
      <div class="wk-wrap wk-stack">
        <h1 data-reading-starts={below ? true : undefined}>{title}</h1>
        <p class="wk-lead">{text}</p>
        {below}
        <ul class="wk-bullets">
          {ways.map(({ href, label }) => (
            <li>
              <a href={pathHere(c, href)}>{label}</a>
            </li>
          ))}
        </ul>
      </div>
    </section>,
  )
}
