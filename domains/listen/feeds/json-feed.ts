import { z } from 'zod'
import { cleanHtml, htmlToText, textToHtml } from './clean-html.ts'
import {
  type FeedItem,
  languageTag,
  MOST_ITEMS,
  plausibleDate,
  type ReadOutcome,
  shortTitle,
  webAddress,
} from './parsed-feed.ts'
import { tidyText } from './plain-text.ts'

const text = z.string().nullish().catch(null)
const itemSchema = z.object({
  id: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  date_published: text,
  date_modified: text,
})
const feedSchema = z.object({
  version: z.string().regex(/jsonfeed\.org\/version/),
  title: text,
  home_page_url: text,
  language: text,
  items: z.array(z.unknown()).catch([]),
})

/** Reads JSON Feed 1 and 1.1; what is not an item is left out. */
export function readJsonFeed(source: string, url: string): ReadOutcome {
  const feed = feedSchema.safeParse(parseJson(source))
  if (!feed.success) return { kind: 'not-a-feed', reason: 'unreadable' }
  const { title, home_page_url, language, items } = feed.data
  return {
    kind: 'feed',
    feed: {
      title: shortTitle(tidyText(title ?? '')),
      home: webAddress(home_page_url, url || undefined),
      language: languageTag(language),
      ttlMinutes: undefined,
      items: items.slice(0, MOST_ITEMS).flatMap((item) => toFeedItem(item, url)),
    },
  }
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

function toFeedItem(value: unknown, feedUrl: string): FeedItem[] {
  const parsed = itemSchema.safeParse(value)
  if (!parsed.success) return []
  const item = parsed.data
  const url = webAddress(item.url ?? item.external_url, feedUrl || undefined)
  const body = item.content_html ?? textToHtml(item.content_text ?? item.summary ?? '')
  const html = cleanHtml(body, url ?? feedUrl)
  const publishedAt = plausibleDate(item.date_published)
  return [
    {
      guid: tidyText(item.id ?? '') || undefined,
      url,
      title: shortTitle(tidyText(item.title ?? '')),
      html,
      text: htmlToText(html),
      publishedAt,
      updatedAt: plausibleDate(item.date_modified) ?? publishedAt,
    },
  ]
}
