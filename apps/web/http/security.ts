import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Web } from './web.ts'

const YEAR = 365 * 24 * 60 * 60

/** Headers that say what a page of ours may do: load from itself, frame nothing, run nothing inline. */
export function protectPages(isHttps: boolean): MiddlewareHandler<Web> {
  return secureHeaders({
    // A page may be stricter: one with a code in its address sends no referrer.
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'"],
      manifestSrc: ["'self'"],
      mediaSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
    },
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    referrerPolicy: 'strict-origin-when-cross-origin',
    strictTransportSecurity: isHttps ? `max-age=${YEAR}; includeSubDomains` : false,
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: [], microphone: [], geolocation: ['self'], payment: [], usb: [] },
  })
}

/** The same for a file that a page loads: what a browser heeds in a page alone would only add to its weight. */
export function protectFiles(isHttps: boolean): MiddlewareHandler<Web> {
  return secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"] },
    crossOriginResourcePolicy: 'same-origin',
    strictTransportSecurity: isHttps ? `max-age=${YEAR}; includeSubDomains` : false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
}

/**
 * Refuses forms that another site sends with a visitor's cookies: by Origin and Sec-Fetch-Site, so that pages carry
 * no token and stay cacheable. What the server names itself, behind a proxy, is the configured address. A mail provider
 * that stops mail with one click (RFC 8058) is no browser: it sends neither of the two, and no cookies to misuse.
 */
export function refuseForeignForms(publicUrl: string): MiddlewareHandler<Web> {
  const ours = new URL(publicUrl).origin
  const check = csrf({ origin: (origin, c) => origin === ours || origin === new URL(c.req.url).origin })
  const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
  return async (c, next) => {
    if (safe.has(c.req.method)) return next()
    const type = c.req.header('content-type') ?? ''
    if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) return c.text('', 415)
    const isBrowser = ['origin', 'sec-fetch-site', 'cookie'].some((name) => c.req.header(name) !== undefined)
    return isBrowser ? check(c, next) : next()
  }
}

/**
 * Says, for every answer that does not say so itself, that no cache between us and the visitor may keep it, and that
 * it differs with cookies: a page shows who is signed in, or who took part. The desk, and the answer to a form, are
 * not even kept by the browser: after signing out, its back button shows nothing.
 */
export const keepFromCaches: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  const { headers } = c.res
  // A file whose name tells what is in it is the same for everybody.
  if (headers.get('Cache-Control')?.startsWith('public')) return
  const isKept =
    c.req.method === 'GET' && c.res.status < 400 && !/^\/(\w+\/desk|healthz|readyz)(\/|$)/.test(c.req.path)
  // Set here and not by `c.header`, which makes a stream of the whole answer.
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', isKept ? 'private, no-cache' : 'no-store')
  if (!/\bcookie\b/i.test(headers.get('Vary') ?? '')) headers.append('Vary', 'Cookie')
}
