import { getConnInfo } from '@hono/node-server/conninfo'
import type { MiddlewareHandler } from 'hono'
import { findLogo, findOrganisation, organisationIn } from '#domains/people'
import { isLocale, type Locale, locales, preferredLocale } from '#platform/i18n'
import { networksOf, trustOnly, visitorAddress } from './address.ts'
import type { Services, ShownOrganisation, Web, WebContext } from './web.ts'

/** Whose site this is, in the language of a page: as far as it is known, and as it is read. */
export type OrganisationReader = {
  known: (locale: Locale) => ShownOrganisation
  read: (locale: Locale) => Promise<ShownOrganisation>
}

const ORGANISATION_KEPT_MS = 10_000

/** Tells every handler who is asking: in which language, from where, and, once asked for, which member of staff. */
export function meetVisitor(services: Services, organisation: OrganisationReader): MiddlewareHandler<Web> {
  const isTrusted = trustOnly(services.config.trustedProxies)
  return async (c, next) => {
    const first = c.req.path.split('/')[1]
    c.set('services', services)
    const locale = isLocale(first) ? first : preferredLocale(c.req.header('accept-language'))
    c.set('locale', locale)
    c.set('organisation', organisation.known(locale))
    const networks = networksOf(addressOf(c, isTrusted))
    c.set('address', networks.address)
    c.set('household', networks.household)
    const signedIn = once(() => services.signIn.findSignedIn(c.req.raw.headers))
    c.set('signedIn', signedIn)
    c.set('staff', async () => (await signedIn())?.staff)
    await next()
  }
}

/** Waits until it is known whose site this is, which pages that say what went wrong can do without. */
export function meetOrganisation(organisation: OrganisationReader): MiddlewareHandler<Web> {
  return async (c, next) => {
    c.set('organisation', await organisation.read(c.get('locale')))
    // Hono puts `c.var` together anew each time it is read. All is known by now, so it is put together once.
    Object.defineProperty(c, 'var', { value: c.var })
    await next()
  }
}

function addressOf(c: WebContext, isTrusted: (address: string) => boolean): string {
  const overHttp = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
  const remote = (overHttp && getConnInfo(c).remote.address) || 'unknown'
  const headers = { 'x-forwarded-for': c.req.header('x-forwarded-for') }
  return visitorAddress({ headers, remote }, isTrusted)
}

/**
 * The organisation hardly ever changes: it is read again after some seconds, beside the page that asked, which does not
 * wait for it. While the database is away the one that is known stays, so that pages can say so.
 */
export function createOrganisationReader({ db, config }: Services): OrganisationReader {
  const unknown = nameless(config.url)
  let kept: ShownOrganisation | undefined
  let until = 0
  const read = async (): Promise<ShownOrganisation> => {
    const [organisation, logo] = await Promise.all([findOrganisation(db), findLogo(db)])
    if (!organisation) throw new Error('The database holds no organisation yet: run `weerklank start`.')
    kept = logo ? { ...organisation, logo } : organisation
    until = performance.now() + ORGANISATION_KEPT_MS
    return kept
  }
  const keep = async () => {
    if (!kept) return read()
    const now = performance.now()
    if (now >= until) {
      until = now + ORGANISATION_KEPT_MS
      read().catch(() => undefined)
    }
    return kept
  }
  return {
    known: (locale) => organisationIn(locale, kept ?? unknown),
    read: async (locale) => organisationIn(locale, await keep()),
  }
}

/** Stands in for the organisation until it can be read: of it nothing is known but where it is. */
function nameless(url: string): ShownOrganisation {
  const unknown = {
    tagline: '',
    other_tagline: '',
    other_opening_hours: '',
    phone: '',
    opening_hours: '',
    visiting_address: '',
    email: '',
  }
  const own = { theme: null, languages: [...locales], mail_sender: '' }
  return {
    ...unknown,
    ...own,
    only_one: true,
    name: new URL(url).host,
    is_demo: false,
    created_at: new Date(0),
  }
}

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined
  return () => {
    result ??= work()
    return result
  }
}
