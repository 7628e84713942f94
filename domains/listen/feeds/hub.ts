import { type Hub, webAddress } from './parsed-feed.ts'
import { walkHtml } from './walk-html.ts'

/** Links that stand in an entry are of the entry. */
const ENTRY = /^(?:[\w.-]+:)?(?:item|entry|body)$/
const LINK = /^(?:[\w.-]+:)?link$/
/** Characters of a file in which its head lies. */
const HEAD = 50_000

/** The hub that a feed or page names in its head (WebSub §4); undefined where it names none. */
export function hubInText(text: string, url: string): Hub | undefined {
  const found: Links = { hub: [], self: [] }
  if (text.trimStart().startsWith('{')) return hubInJson(text, url)
  let isHead = true
  walkHtml(text.slice(0, HEAD), {
    onopentag(name, { rel = '', href = '' }) {
      if (ENTRY.test(name)) isHead = false
      if (isHead && LINK.test(name)) keep(found, rel, webAddress(href, url || undefined))
    },
  })
  return chosen(found, url)
}

/** JSON Feed has a list of hubs, and says its own address. */
function hubInJson(text: string, url: string): Hub | undefined {
  try {
    const { hubs, feed_url } = JSON.parse(text)
    const one = Array.isArray(hubs)
      ? hubs.find(({ type }) => String(type).toLowerCase() === 'websub')
      : undefined
    const address = (said: unknown) => webAddress(typeof said === 'string' ? said : '', url || undefined)
    const [hub, self] = [address(one?.url), address(feed_url)]
    return chosen({ hub: hub ? [hub] : [], self: self ? [self] : [] }, url)
  } catch {
    return undefined
  }
}

/** The hub that a header Link names (RFC 8288); what stands in quotes may hold commas. */
export function hubInHeader(link: string | null, url: string): Hub | undefined {
  const found: Links = { hub: [], self: [] }
  for (const [, target = '', parameters = ''] of (link ?? '').matchAll(
    /<([^>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^",;\s]*))*)/g,
  )) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^",;\s]*))/i.exec(parameters)
    keep(found, rel?.[1] ?? rel?.[2] ?? '', webAddress(target, url || undefined))
  }
  return chosen(found, url)
}

type Links = Record<'hub' | 'self', string[]>

function keep(found: Links, rel: string, address: string | undefined): void {
  if (address === undefined) return
  for (const name of rel.toLowerCase().split(/\s+/))
    if (name === 'hub' || name === 'self') found[name].push(address)
}

function chosen({ hub: [hub], self: [self] }: Links, url: string): Hub | undefined {
  return hub === undefined ? undefined : { hub, topic: self ?? url }
}
