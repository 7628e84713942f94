import { findClosedPlatform } from '../decency/closed-platform.ts'
import { withoutTracking } from '../feeds/canonical-address.ts'

/** Parts of an address behind which sites show what one person wrote. */
const OF_A_PERSON =
  /^\/(?:@|~)|^\/(?:users?|u|profiles?|people|members?|authors?|auteurs?|leden|gebruikers?)\/[^/]|\/profile\.php$|\/(?:memberlist|member)\.php$/i

/** Platforms on which an address names somebody, but for what stands in `GROUPS`. */
const NAMED_BY_PERSONS = new Set([
  ...['x.com', 'twitter.com', 'instagram.com', 'threads.net', 'threads.com', 'tiktok.com'],
  ...['facebook.com', 'linkedin.com'],
])

/** Where many groups stand at one host: the part of the path that is one of them. */
const GROUPS: Record<string, RegExp> = {
  'facebook.com': /^\/groups\/[^/]+/i,
  'linkedin.com': /^\/groups\/[^/]+/i,
  'reddit.com': /^\/r\/[^/]+/i,
  'groups.google.com': /^(?:\/u\/\d+)?\/g\/[^/]+/i,
  'groups.io': /^\/g\/[^/]+/i,
  'meetup.com': /^\/(?:[a-z]{2}-[a-z]{2}\/)?(?!members?\/|find\b)[^/]+/i,
}

/** Hosts that everybody links to and that are no place of a group. */
const OF_EVERYBODY = new Set([
  ...[
    'youtube.com',
    'youtu.be',
    'vimeo.com',
    'spotify.com',
    'apple.com',
    'google.com',
    'google.nl',
    'goo.gl',
  ],
  ...[
    'wikipedia.org',
    'wikimedia.org',
    'archive.org',
    'bit.ly',
    'tinyurl.com',
    'maps.app.goo.gl',
    'microsoft.com',
  ],
  ...[
    'bsky.app',
    't.me',
    'telegram.me',
    'paypal.com',
    'mailchi.mp',
    'gravatar.com',
    'w3.org',
    'creativecommons.org',
  ],
])

/** The names that a host lies under: `www.forum.example` → `www.forum.example`, `forum.example`, `example`. */
function namesOf(host: string): string[] {
  const labels = host.split('.')
  return labels.map((_, at) => labels.slice(at).join('.'))
}

/** Whether an address leads to what one person wrote: such a place is no community, and we keep no list of persons. */
export function isOfAPerson(address: string): boolean {
  const url = URL.parse(address)
  if (!url) return false
  const names = namesOf(url.hostname)
  const group = names.map((name) => GROUPS[name]).find((one) => one !== undefined)
  if (group?.test(url.pathname)) return false
  if (OF_A_PERSON.test(url.pathname)) return true
  return url.pathname !== '/' && names.some((name) => NAMED_BY_PERSONS.has(name))
}

/** A place that a post links to, and the page there. */
export type LinkedPlace = { place: string; address: string }

/**
 * The place that a link leads to: a host, or on platforms where many groups stand at one host, the group.
 * @returns undefined for what leads to a person, to a platform that is no public place, or to what everybody links to
 */
export function linkedPlace(link: string): LinkedPlace | undefined {
  const url = URL.parse(link)
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return undefined
  if (isOfAPerson(url.href) || /^[\d.]+$|[[\]:]/.test(url.hostname)) return undefined
  const address = withoutTracking(url.href)
  const names = namesOf(url.hostname)
  const platform = names.find((name) => name in GROUPS)
  if (platform !== undefined) {
    const group = GROUPS[platform]?.exec(url.pathname)?.[0]
    return group === undefined ? undefined : { place: `${platform}${group}`.toLowerCase(), address }
  }
  if (findClosedPlatform(link) !== undefined || names.some((name) => OF_EVERYBODY.has(name))) return undefined
  return { place: url.host.replace(/^www\./, ''), address }
}

const LINK = /<a\s[^<>]*?href="(https?:[^"<>\s]{1,2000})"/gi
/** A post of more links is a list of them. */
const MOST_LINKS = 200

/**
 * The places that a post links to, each once, with the first page of it that it names.
 * @param html  as it was cleaned: attributes in double quotes
 */
export function linkedPlaces(html: string): LinkedPlace[] {
  const places = new Map<string, LinkedPlace>()
  for (const [, href = ''] of html.matchAll(LINK).take(MOST_LINKS)) {
    const linked = linkedPlace(href.replaceAll('&amp;', '&'))
    if (linked && !places.has(linked.place)) places.set(linked.place, linked)
  }
  return [...places.values()]
}
