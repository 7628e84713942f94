/** As far as a page is looked at: what it is called and its form stand in front of this. */
const LOOKED_AT = 200_000

const SIGN_IN_PATH =
  /(?:^|\/)(?:user-?|wp-)?(?:log-?in|sign-?in|inloggen|aanmelden|sso|oauth2?|saml2?|sessions?\/new|cas)(?:[/.]|$)/i
const SIGN_IN_TITLE = /\b(?:log ?in|sign ?in|inloggen|aanmelden|log on)\b/i
const TITLE = /<title\b[^>]{0,200}>([^<]{0,300})/i
const ASKS_PASSWORD = /<input\b[^>]{0,500}?\btype\s*=\s*["']?password\b/i

/** What came for an address that was asked. */
type Answer = { url: string; headers: Readonly<Record<string, string>>; body: Uint8Array }

/**
 * Whether a page that came is where one signs in: we were led to it, or it says so in its title and asks a password. A public page with a
 * small form to sign in above it is none.
 */
export function isSignInPage(asked: string, { url, headers, body }: Answer): boolean {
  const start = Buffer.from(body.subarray(0, LOOKED_AT)).toString('latin1')
  const isPage =
    /\bhtml\b/i.test(headers['content-type'] ?? '') ||
    /<(?:!doctype\s+html|html)[\s>]/i.test(start.slice(0, 1024))
  if (!isPage) return false
  const isLedThere = leadsToSignIn(url) && !leadsToSignIn(asked)
  return isLedThere || (SIGN_IN_TITLE.test(TITLE.exec(start)?.[1] ?? '') && ASKS_PASSWORD.test(start))
}

function leadsToSignIn(address: string): boolean {
  const url = URL.parse(address)
  if (!url) return false
  return SIGN_IN_PATH.test(url.pathname) || /^(?:log-?in|sign-?in|sso|auth|accounts)\./i.test(url.hostname)
}
