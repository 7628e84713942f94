/** Where a link leads, and what is to be said of that beside its words. */
export type LinkTarget = {
  /** As a browser would ask for it, without a name or password in it. */
  readonly href: string
  /** The host or address that it leads to; null where its words say so themselves. */
  readonly leadsTo: string | null
}

/**
 * Reads where a link leads, so that nobody is led elsewhere than its words say. Hosts in other alphabets are written as computers
 * do (`xn--…`): letters that look alike lead to other places.
 * @param words  what the link shows
 * @returns undefined for what leads nowhere that may be opened
 */
export function readLinkTarget(href: string, words: string): LinkTarget | undefined {
  const url = URL.parse(href.trim())
  if (!url || href.length > LONGEST_LINK) return undefined
  const said = words.trim().toLowerCase()
  switch (url.protocol) {
    case 'http:':
    case 'https:': {
      url.username = ''
      url.password = ''
      return { href: url.href, leadsTo: saysHost(said, url.host) ? null : url.host }
    }
    case 'mailto:':
      return toAddress(decode(url.pathname), said)
    case 'tel:':
      return toNumber(decode(url.pathname), said)
    default:
      return undefined
  }
}

/** Longer ones are no addresses that somebody was meant to see. */
const LONGEST_LINK = 2000

/** Whether the words are an address at that host and nothing else. */
function saysHost(said: string, host: string): boolean {
  const bare = (text: string) => text.replace(/^www\./, '')
  const written = /^(?:https?:\/\/)?([^\s/?#\\]+)(?:[/?#]\S*)?$/.exec(said)?.[1]
  return written !== undefined && bare(written) === bare(host)
}

/** The address alone: a link may fill in a subject, a text and others to write to. */
function toAddress(address: string, said: string): LinkTarget | undefined {
  if (!/^[^\s@<>"',;:]{1,64}@[^\s@<>"',;:]{1,255}$/.test(address)) return undefined
  return { href: `mailto:${encodeURI(address)}`, leadsTo: said === address.toLowerCase() ? null : address }
}

function toNumber(number: string, said: string): LinkTarget | undefined {
  const digits = number.replace(/[\s().-]/g, '')
  if (!/^\+?\d{2,20}$/.test(digits)) return undefined
  return { href: `tel:${digits}`, leadsTo: said.replace(/[\s().-]/g, '') === digits ? null : digits }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
