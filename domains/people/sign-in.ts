import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import type { Db } from '#db'
import { newId } from '#platform/db'

/** Hands a one-time link's token to its owner, and to nobody else. */
export type SignInDelivery = (link: { email: string; token: string; language: string }) => Promise<void>

export type OpenLinkOutcome = { kind: 'signed-in'; cookies: string[] } | { kind: 'link-used-or-expired' }

/** Who is signed in. `refreshed` holds cookies for their browser, once a day: without them it forgets the session. */
type SignedIn = { id: string; email: string; name: string; refreshed: string[] }

/** Signing in and out; a session is a cookie that scripts cannot read. */
export type SignIn = {
  /** Sends a link to whoever owns the address; says the same whether or not there is an account. */
  askForLink: (email: string, language: string) => Promise<void>
  /** Uses up a link. */
  openLink: (token: string, headers: Headers) => Promise<OpenLinkOutcome>
  /** The account that a request comes from, with the cookies that keep who goes on working signed in. */
  findAccount: (headers: Headers) => Promise<SignedIn | undefined>
  /** Ends the session; gives the cookies that clear it. */
  signOut: (headers: Headers) => Promise<string[]>
}

const WEEK = 7 * 24 * 60 * 60

/**
 * Makes the sign-in of an installation.
 * @param baseUrl  the address that people see: over https the cookies are Secure
 * @param linkMinutes  how long a link works; it works once
 */
export function createSignIn(options: {
  db: Db
  baseUrl: string
  secret: string
  deliver: SignInDelivery
  linkMinutes?: number
}): SignIn {
  const auth = createAuth(options)
  return {
    askForLink: async (email, language) => {
      await auth.api.signInMagicLink({
        body: { email: email.trim().toLowerCase(), metadata: { language } },
        headers: new Headers(),
      })
    },
    openLink: async (token, headers) => {
      const response = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true })
      return response.ok && response.headers.getSetCookie().length > 0
        ? { kind: 'signed-in', cookies: response.headers.getSetCookie() }
        : { kind: 'link-used-or-expired' }
    },
    findAccount: async (headers) => {
      if (!headers.get('cookie')) return undefined
      const { response: session, headers: answer } = await auth.api.getSession({
        headers,
        returnHeaders: true,
      })
      if (!session) return undefined
      const { id, email, name } = session.user
      return { id, email, name, refreshed: answer.getSetCookie() }
    },
    signOut: async (headers) => {
      const response = await auth.api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },
  }
}

function createAuth({ db, baseUrl, secret, deliver, linkMinutes = 15 }: Parameters<typeof createSignIn>[0]) {
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
      cookiePrefix: 'wk',
      database: { generateId: newId },
      // No network addresses are kept with a session.
      ipAddress: { disableIpTracking: true },
    },
    session: { modelName: 'account_session', expiresIn: WEEK, fields: sessionColumns },
    user: { modelName: 'account', fields: accountColumns },
    account: { modelName: 'account_credential', fields: credentialColumns },
    verification: { modelName: 'sign_in_token', fields: tokenColumns },
    plugins: [
      magicLink({
        expiresIn: linkMinutes * 60,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token, metadata }) =>
          deliver({ email, token, language: String(metadata?.language ?? 'nl') }),
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
