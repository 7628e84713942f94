import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import type { Db } from '#db'
import { newId } from '#platform/db'
import { findSignedIn, SESSION_DAYS, type SignedIn } from './session.ts'
import { findStaffByEmail } from './staff.queries.ts'

export type OpenLinkOutcome = { kind: 'signed-in'; cookies: string[] } | { kind: 'link-used-or-expired' }

/** Signing in and out; a session is a cookie that scripts cannot read. */
export type SignIn = {
  /** Makes the token of a one-time link for somebody who works here; for nobody else. */
  makeLink: (email: string) => Promise<string | undefined>
  /** Uses up a link. The session that the browser had ends: a cookie from before signing in is worth nothing after. */
  openLink: (token: string, headers: Headers) => Promise<OpenLinkOutcome>
  /** Who works here and sends a request, and in which session. */
  findSignedIn: (headers: Headers) => Promise<SignedIn | undefined>
  /** Ends the session; gives the cookies that clear it. */
  signOut: (headers: Headers) => Promise<string[]>
}

/** How long a mailed link works. */
export const LINK_MINUTES = 10

/**
 * Makes the sign-in of an installation.
 * @param today  tells the day of the organisation, by which roles begin and end
 * @param baseUrl  the address that people see: over https the cookies are Secure, and of this host alone
 * @param linkMinutes  how long a link works; it works once
 */
export function createSignIn(options: {
  db: Db
  today: () => string
  baseUrl: string
  secret: string
  linkMinutes?: number
}): SignIn {
  const { db, today } = options
  const auth = createAuth(options)
  const findSessionId = async (headers: Headers) => {
    if (!headers.get('cookie')) return undefined
    return (await auth.api.getSession({ headers }))?.session.id
  }
  return {
    makeLink: async (email) => {
      const staff = await findStaffByEmail(db, email, today())
      if (!staff) return undefined
      const made: string[] = []
      const hand = (token: string) => void made.push(token)
      const body = { email: staff.email, metadata: { hand } }
      await auth.api.signInMagicLink({ body, headers: new Headers() })
      return made[0]
    },
    openLink: async (token, headers) => {
      const former = await findSessionId(headers)
      // Without the browser's headers: what it calls itself is not kept.
      const response = await auth.api.magicLinkVerify({
        query: { token },
        headers: new Headers(),
        asResponse: true,
      })
      const cookies = response.headers.getSetCookie()
      if (!response.ok || cookies.length === 0) return { kind: 'link-used-or-expired' }
      if (former) await db.deleteFrom('account_session').where('id', '=', former).execute()
      return { kind: 'signed-in', cookies }
    },
    findSignedIn: async (headers) => {
      const sessionId = await findSessionId(headers)
      return sessionId ? findSignedIn(db, sessionId, today()) : undefined
    },
    signOut: async (headers) => {
      const response = await auth.api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },
  }
}

function createAuth({
  db,
  baseUrl,
  secret,
  linkMinutes = LINK_MINUTES,
}: Omit<Parameters<typeof createSignIn>[0], 'today'>) {
  const isHttps = baseUrl.startsWith('https://')
  return betterAuth({
    appName: 'Weerklank',
    baseURL: baseUrl,
    secret,
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Our own middleware limits requests, across processes.
    rateLimit: { enabled: false },
    advanced: {
      // The library's own prefix would be __Secure-; __Host- also keeps the cookies of a neighbouring host out.
      cookiePrefix: isHttps ? '__Host-wk' : 'wk',
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: newId },
      // No network addresses are kept with a session.
      ipAddress: { disableIpTracking: true },
    },
    session: {
      modelName: 'account_session',
      expiresIn: SESSION_DAYS * 24 * 60 * 60,
      // A session is never made longer: `session.ts` ends it earlier when it is not used.
      disableSessionRefresh: true,
      fields: sessionColumns,
    },
    user: { modelName: 'account', fields: accountColumns },
    account: { modelName: 'account_credential', fields: credentialColumns },
    verification: { modelName: 'sign_in_token', fields: tokenColumns },
    plugins: [
      magicLink({
        expiresIn: linkMinutes * 60,
        storeToken: 'hashed',
        // Opening a link makes no account: an administrator does.
        disableSignUp: true,
        sendMagicLink: ({ token, metadata }) => metadata?.hand(token),
      }),
    ],
  })
}

const accountColumns = { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' }
const sessionColumns = {
  userId: 'account_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}
const credentialColumns = {
  userId: 'account_id',
  accountId: 'provider_account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}
const tokenColumns = { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' }
