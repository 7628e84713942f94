import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { cleanHtml, htmlToText } from '../feeds/clean-html.ts'
import { decodeText } from '../feeds/feed-text.ts'
import { readMoment } from '../feeds/moment.ts'
import { languageTag, shortTitle } from '../feeds/parsed-feed.ts'
import type { FeedSource } from '../feeds/read-feed.ts'
import { limitHtml, walkHtml } from '../feeds/walk-html.ts'
import type { ReadPageOutcome } from './page-outcome.ts'
import { findWish } from './page-wishes.ts'

/** Characters that are looked at: the heaviest pages of newspapers have a third of it. */
const LONGEST_PAGE = 3_000_000
/** Pages of newspapers have some five thousand. */
const MOST_ELEMENTS = 20_000
/** With less than this, what is found is a notice about cookies or a button. */
const FEWEST_CHARACTERS = 80

/** Where pages say who wrote them: that is read on the page itself. */
const AUTHORS = '[rel~=author], [itemprop~=author], .byline, .author, address'

/**
 * What a page of the web says: its main text, without menus and notices around it. Pages that ask not to be taken in are not.
 * Made for the thread of a `FeedReader`: anybody may have written them.
 */
export function readPage({ bytes, url, contentType, timeZone = 'UTC' }: FeedSource): ReadPageOutcome {
  if (!/^\s*$|html/i.test(contentType ?? '')) return { kind: 'no-page', reason: 'page-not-html' }
  const html = limitHtml(decodeText(bytes, contentType).slice(0, LONGEST_PAGE))
  const wish = findWish(html)
  if (wish) return { kind: 'no-page', reason: wish }
  const elements = countElements(html)
  if (elements === 0) return { kind: 'no-page', reason: 'page-not-html' }
  if (elements > MOST_ELEMENTS) return { kind: 'no-page', reason: 'page-too-much' }
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`)
  const dated = document.querySelector('time[datetime]')?.getAttribute('datetime')
  const written = document.documentElement.getAttribute('lang')
  for (const named of document.querySelectorAll(AUTHORS)) named.remove()
  const article = new Readability(document).parse()
  const content = cleanHtml(article?.content ?? '', url)
  const text = htmlToText(content)
  if (text.length < FEWEST_CHARACTERS) return { kind: 'no-page', reason: 'page-no-text' }
  const page = {
    ...{ title: shortTitle(article?.title ?? ''), html: content, text },
    language: languageTag(article?.lang ?? written),
    publishedAt: readMoment(article?.publishedTime, timeZone) ?? readMoment(dated, timeZone),
  }
  return { kind: 'page', page }
}

function countElements(html: string): number {
  let count = 0
  walkHtml(html, {
    onopentag: () => {
      count += 1
    },
  })
  return count
}
