import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { dropHeldForm, findHeldForm, type HeldForm, holdForm } from '#domains/people'
import { countVisitor, limits, pathHere, readTyped, type WebContext } from '#web/http'
import { limitedPage } from './errors.tsx'

const HELD = 'wk-held'
const BACK = 'wk-back'
/** As long as a form is held: `heldForms` of domains/people. */
const KEPT_SECONDS = 60 * 60

/** What a page says by itself while it is open is no form that somebody sent: held, it would take the place of one. */
const SAID_BY_SCRIPT = /\/desk\/(unsent|inbox\/[^/]+\/here)$/

/**
 * Sends somebody whose session is over to sign in. The form that they sent is held until they are back, and so is the
 * page that they asked for.
 */
export async function sendToSignIn(c: WebContext): Promise<Response> {
  if (SAID_BY_SCRIPT.test(c.req.path)) return c.redirect(pathHere(c, '/sign-in'), 303)
  if (c.req.method === 'POST') {
    const typed = await readTyped(c)
    const outcome = typed && (await countVisitor(c, limits.heldByVisitor))
    if (outcome?.kind === 'limited') return limitedPage(c, outcome.retryAfterSeconds)
    if (typed) await hold(c, typed)
  } else if (/\btext\/html\b/.test(c.req.header('accept') ?? '')) {
    const { pathname, search } = new URL(c.req.url)
    setCookie(c, BACK, pathname + search, optionsOf(c))
  }
  return c.redirect(pathHere(c, '/sign-in'), 303)
}

async function hold(c: WebContext, typed: HeldForm): Promise<void> {
  const { db, clock, config } = c.var.services
  const at = { secret: config.secret, now: clock.now() }
  const key = await db.transaction().execute((tx) => holdForm(tx, typed, at))
  setCookie(c, HELD, key, optionsOf(c))
}

/** Where somebody who has signed in goes on: at the form that is held for them, at the page that they came for, or at the desk. */
export function wayAfterSignIn(c: WebContext): string {
  const back = getCookie(c, BACK)
  deleteCookie(c, BACK, optionsOf(c))
  if (getCookie(c, HELD)) return pathHere(c, '/desk/held')
  // A cookie is what a browser says it is: it leads to the desk, and to no other site.
  return back && /^\/(nl|en)\/desk(\/|$)/.test(back) ? back : pathHere(c, '/desk')
}

/** Whether a form of this browser waits until somebody has signed in. */
export function isFormHeld(c: WebContext): boolean {
  return getCookie(c, HELD) !== undefined
}

/** The form of this browser that is held. */
export async function findHeld(c: WebContext): Promise<HeldForm | undefined> {
  const key = getCookie(c, HELD)
  const { db, config } = c.var.services
  return key === undefined ? undefined : findHeldForm(db, key, config.secret)
}

/** The form was sent again, or is not wanted any more. */
export async function letHeldGo(c: WebContext): Promise<void> {
  const key = getCookie(c, HELD)
  if (key === undefined) return
  const { db, config } = c.var.services
  await db.transaction().execute((tx) => dropHeldForm(tx, key, config.secret))
  deleteCookie(c, HELD, optionsOf(c))
}

function optionsOf(c: WebContext) {
  return {
    path: '/',
    maxAge: KEPT_SECONDS,
    httpOnly: true,
    // A link in a mail is a way in from elsewhere.
    sameSite: 'Lax',
    secure: c.var.services.config.url.startsWith('https://'),
  } as const
}
