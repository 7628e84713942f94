/** Longer addresses are no address of a page that anybody gives by hand. */
export const LONGEST_PLACE = 2000

/**
 * How the address of what is said below a page goes on where that of the page ends: a number behind a slash, an anchor, or a question
 * for one of its parts. The same expression in JavaScript and in PostgreSQL.
 */
export const CONTINUES =
  '^(/(comment-page-)?[0-9]+)?/?([#&].*|[?](p|page|start|post|comment|comment_?id|cpage|reply|replytocom|unread|ref|utm_[a-z]+)=.*)?$'

const continues = new RegExp(CONTINUES)

/** An address that somebody gave, as http or https without a password; undefined: it is none. */
export function readPlace(typed: string): URL | undefined {
  const url = typed.length <= LONGEST_PLACE ? URL.parse(typed.trim()) : null
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return url && isWeb && url.username === '' && url.password === '' && url.host !== '' ? url : undefined
}

/** The host of an address as people know it. */
export function hostOf(address: string): string | undefined {
  return URL.parse(address)?.host.replace(/^www\./, '')
}

/** Whether an address is at one of the hosts of others. */
export function isAtHostOf(address: string, others: readonly string[]): boolean {
  const host = hostOf(address)
  return host !== undefined && others.some((other) => hostOf(other) === host)
}

/**
 * What the addresses of what is said below some pages begin with, by http and by https. A whole site has none: below it stands
 * everything.
 */
export function threadOf(pages: readonly string[]): string[] {
  const starts = pages.flatMap((page) => {
    const url = readPlace(page)
    if (!url || (url.pathname === '/' && url.search === '')) return []
    const rest = `${url.pathname}${url.search}`.replace(/\/+$/, '')
    return ['https', 'http'].map((scheme) => `${scheme}://${url.host}${rest}`)
  })
  return [...new Set(starts)]
}

/** Whether an address is that of a thread, or of something that is said in it. */
export function isInThread(thread: readonly string[], address: string): boolean {
  return thread.some((start) => address.startsWith(start) && continues.test(address.slice(start.length)))
}
