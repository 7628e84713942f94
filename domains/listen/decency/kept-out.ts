import { walkHtml } from '../feeds/walk-html.ts'

/** What people write in a post or beside their name to be left alone by programs. */
const HASHTAG = /(?<![\p{L}\p{N}_&/#])[#＃](?:no-?bots?|noindex|noarchive|nosearch)(?![\p{L}\p{N}_])/iu

/** Whether a post, or what it stands in, asks programs to leave it alone. Such a post is not kept. */
export function asksToBeLeft(...texts: readonly string[]): boolean {
  return texts.some((text) => HASHTAG.test(text))
}

const FOR_US = new Set(['robots', 'weerklank'])

/**
 * Whether a page asks not to be found by programs: `X-Robots-Tag` or `meta robots` with noindex or none, or a hashtag in what it says of
 * itself. What it asks of showing its text elsewhere (nosnippet, noarchive, TDMRep) is about text taken from the page, and none is.
 * @param html  cut by whoever calls, since it is read in the thread that calls
 */
export function pageAsksToBeLeft(headers: Readonly<Record<string, string>>, html: string): boolean {
  let isAsked = namesUs(headers['x-robots-tag'] ?? '')
  walkHtml(html, {
    onopentag(name, attributes) {
      if (name !== 'meta') return
      const [key, content] = [attributes.name?.toLowerCase().trim() ?? '', attributes.content ?? '']
      if (FOR_US.has(key)) isAsked ||= saysNoIndex(content)
      if (key === 'description') isAsked ||= asksToBeLeft(content)
    },
  })
  return isAsked
}

/** `otherbot: noindex, nofollow` is for another; what names nobody is for everybody. */
function namesUs(header: string): boolean {
  let isForUs = true
  return header.split(',').some((part) => {
    const [, name] = /^\s*([a-z][a-z0-9_-]*)\s*:/i.exec(part) ?? []
    if (name !== undefined && !/^(?:max-|unavailable)/i.test(name))
      isForUs = name.toLowerCase() === 'weerklank'
    return isForUs && saysNoIndex(part.replace(/^\s*weerklank\s*:/i, ''))
  })
}

function saysNoIndex(said: string): boolean {
  return /(?:^|[\s,])(?:noindex|none)(?:$|[\s,])/i.test(said)
}
