import { raw } from 'hono/html'
import type { Organisation } from '#domains/people'
import { pathHere, readTyped, type Typed, type WebContext, wantsJson } from '#web/http'
import { say } from '#web/words'
import { errorMessages } from './errors.messages.ts'
import { GivenBack } from './given-back.tsx'
import { publicPage } from './page.tsx'

/** Why nothing could be done just now: there is too much to do, or the database is not to be reached. */
export type Refusal = 'busy' | 'away'

const RETRY_AFTER_SECONDS = 10

/**
 * Tells somebody to come back, with what they filled in. It asks nothing of a database, and hardly anything of the
 * process: it is made most when there is least time.
 */
export async function refusedPage(c: WebContext, kind: Refusal): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  c.header('Retry-After', String(RETRY_AFTER_SECONDS))
  if (wantsJson(c)) return c.json({ kind, retryAfterSeconds: RETRY_AFTER_SECONDS }, 503)
  const typed = await readTyped(c)
  const [before, after] = await findFrame(c, kind, typed)
  const own = typed ? String(<GivenBack t={say(c, errorMessages)} typed={typed} />) : ''
  return c.html(before + own + after, 503)
}

/** By the rules of addresses an empty one is that of the page itself. */
const SAME_ADDRESS = ''

type Frame = [before: string, after: string]

/** What is around somebody's own form, for as long as the organisation is the same. */
const frames = new WeakMap<Organisation, Map<string, Frame>>()

async function findFrame(c: WebContext, kind: Refusal, typed: Typed | undefined): Promise<Frame> {
  const { organisation, locale } = c.var
  const ofOrganisation = frames.get(organisation) ?? new Map<string, Frame>()
  frames.set(organisation, ofOrganisation)
  const name = `${locale} ${kind} ${typed ? 'form' : 'page'}`
  const frame = ofOrganisation.get(name) ?? (await makeFrame(c, kind, typed))
  ofOrganisation.set(name, frame)
  return frame
}

/** Where somebody's own form goes; nobody else can write it. */
const OPENING = `<!--${crypto.randomUUID()}-->`

async function makeFrame(c: WebContext, kind: Refusal, typed: Typed | undefined): Promise<Frame> {
  const t = say(c, errorMessages)
  const title = t(`${kind}Title`)
  const page = await publicPage(
    c,
    { title, status: 503, noIndex: true, anywhere: true },
    <section class="wk-band">
      <div class="wk-wrap wk-stack">
        <h1 data-reading-starts={typed ? true : undefined}>{title}</h1>
        <p class="wk-lead">{t(typed ? `${kind}Form` : kind)}</p>
        {raw(OPENING)}
        <ul class="wk-bullets">
          {typed === undefined && (
            <li>
              <a href={SAME_ADDRESS}>{t('tryAgain')}</a>
            </li>
          )}
          <li>
            <a href={pathHere(c, '/')}>{t('toHome')}</a>
          </li>
        </ul>
      </div>
    </section>,
  )
  const [before = '', after = ''] = (await page.text()).split(OPENING)
  return [before, after]
}
