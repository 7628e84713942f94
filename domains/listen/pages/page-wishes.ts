import { walkHtml } from '../feeds/walk-html.ts'
import { OUR_NAME } from '../hosts/robots.ts'
import type { PageReason } from './page-outcome.ts'

/** Of a page, these say that it is in no list and no archive of a program. */
const BARS = new Set(['noindex', 'none'])

/**
 * Whether a header `X-Robots-Tag` asks us to leave a page alone. What stands behind the name of another program is for that one:
 * `bingbot: noindex, nofollow`.
 */
export function barsByHeader(header: string | undefined): boolean {
  let isForUs = true
  return (header ?? '')
    .toLowerCase()
    .split(',')
    .some((part) => {
      const [, name, rest = ''] = /^\s*([a-z0-9_-]+)\s*:(.*)$/.exec(part) ?? []
      const isProgram = name !== undefined && !/^(unavailable_after|max-[a-z-]+)$/.test(name)
      if (isProgram) isForUs = name === OUR_NAME
      return isForUs && BARS.has((isProgram ? rest : part).trim())
    })
}

/** Whether a header `TDM-Reservation` keeps the right to mine a page (TDM Reservation Protocol, W3C). */
export function reservesByHeader(header: string | undefined): boolean {
  return header?.trim() === '1'
}

/** As people write it, and as Mastodon shows it. */
const NOBOT = /#(?:<span[^>]{0,200}>)?nobots?\b/i
/** As Schema.org calls what is behind a till, in whichever spelling of false. */
const PAID = /"isAccessibleForFree"\s*:\s*"?false"?/i

/** What a page itself says against being taken in. */
export function findWish(html: string): PageReason | undefined {
  let wish: PageReason | undefined
  walkHtml(html, {
    onopentag(element, { name = '', content = '' }) {
      if (element !== 'meta') return
      const meta = name.trim().toLowerCase()
      const says = content.toLowerCase().split(/[\s,]+/)
      if ((meta === 'robots' || meta === OUR_NAME) && says.some((one) => BARS.has(one)))
        wish ??= 'page-noindex'
      if (meta === 'tdm-reservation' && content.trim() === '1') wish ??= 'page-reserved'
    },
  })
  if (wish) return wish
  if (NOBOT.test(html)) return 'page-nobot'
  return PAID.test(html) ? 'page-paid' : undefined
}
