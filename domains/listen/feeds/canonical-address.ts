/** Parameters that say who sent a reader, never what is read. */
const TRACKING = [
  /^utm_/,
  /^(mtm|pk|piwik|matomo|hsa|oly|vero|wt|at)_/,
  /^(fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|igshid|igsh|yclid|li_fat_id|mkt_tok)$/,
  /^(mc_cid|mc_eid|_hsenc|_hsmi|s_cid|ns_(campaign|mchannel|source|linkname|fee)|cmpid|ftag|echobox|wprov)$/,
]

/**
 * One spelling for addresses that lead to the same page, to recognise a post by; never to be shown or fetched.
 * Scheme, `www.`, tracking parameters, their order, the fragment and a closing slash make no other page.
 */
export function canonicalAddress(address: string): string {
  const url = URL.parse(address)
  if (!url) return address.trim()
  const parameters = [...url.searchParams].filter(([name]) => !isTracking(name.toLowerCase()))
  parameters.sort(([a, av], [b, bv]) => compare(a, b) || compare(av, bv))
  const query = new URLSearchParams(parameters).toString()
  const host = url.host.replace(/^www\./, '')
  // Looking back keeps it to one try for each run of slashes: a feed may hold a path of nothing else.
  const path = url.pathname.replace(/(?<!\/)\/+$/, '')
  return `${host}${path}${query === '' ? '' : `?${query}`}${routeOf(url.hash)}`
}

/** The same address for people to open, without what says who sent them. */
export function withoutTracking(address: string): string {
  const url = URL.parse(address)
  if (!url) return address
  const tracking = [...url.searchParams.keys()].filter((name) => isTracking(name.toLowerCase()))
  // Writing the parameters anew changes how they are spelled: only where one goes.
  for (const name of tracking) url.searchParams.delete(name)
  return url.href
}

function isTracking(name: string): boolean {
  return TRACKING.some((pattern) => pattern.test(name))
}

/** `#!/…` and `#/…` are pages of their own on sites that are one big script. */
function routeOf(fragment: string): string {
  return /^#!?\//.test(fragment) ? fragment : ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
