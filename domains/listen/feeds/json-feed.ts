import { z } from 'zod'
import { attachmentsAsHtml } from './attachment.ts'
import { cleanHtml, htmlToText, textToHtml } from './clean-html.ts'
import { readMoment } from './moment.ts'
import {
  type FeedAttachment,
  type FeedItem,
  languageTag,
  MOST_ATTACHMENTS,
  newestOf,
  olderItems,
  type ReadOutcome,
  shortTitle,
  type Where,
  webAddress,
} from './parsed-feed.ts'
import { tidyText, withoutIllegalCharacters } from './plain-text.ts'

/** JSON can write characters that nothing may hold, such as `\u0000`. */
const text = z.string().transform(withoutIllegalCharacters).nullish().catch(null)

const attachmentSchema = z.object({ url: text, mime_type: text, title: text })
const itemSchema = z.object({
  id: z
    .union([z.string().transform(withoutIllegalCharacters), z.number().transform(String)])
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
  language: text,
  image: text,
  attachments: z.array(z.unknown()).catch([]).optional(),
})
const feedSchema = z.object({
  version: z.string().regex(/jsonfeed\.org\/version/),
  title: text,
  home_page_url: text,
  language: text,
  items: z.array(z.unknown()).catch([]),
})

/** Reads JSON Feed 1 and 1.1; what is not an item is left out. */
export function readJsonFeed(source: string, { url, timeZone }: Where): ReadOutcome {
  const feed = feedSchema.safeParse(parseJson(source))
  if (!feed.success) return { kind: 'not-a-feed', reason: 'unreadable' }
  const { title, home_page_url, language } = feed.data
  const parsed = feed.data.items.flatMap((item) => itemSchema.safeParse(item).data ?? [])
  const items = newestOf(parsed, (item) => readMoment(item.date_published ?? item.date_modified, timeZone))
  const notItems = feed.data.items.length - parsed.length
  const unread = items.filter((item) => isUnread(item, timeZone)).length
  return {
    kind: 'feed',
    feed: {
      format: 'json',
      title: shortTitle(tidyText(title ?? '')),
      home: webAddress(home_page_url, url || undefined),
      language: languageTag(language),
      ttlMinutes: undefined,
      items: items.map((item) => toFeedItem(item, { url, timeZone })),
      warnings: [
        ...(notItems > 0 ? [{ kind: 'not-items' as const, n: notItems }] : []),
        ...(unread > 0 ? [{ kind: 'unread-dates' as const, n: unread }] : []),
        ...olderItems(parsed.length, items.length),
      ],
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

type JsonItem = z.infer<typeof itemSchema>

function isUnread({ date_published: date }: JsonItem, timeZone: string): boolean {
  return Boolean(date?.trim()) && !readMoment(date, timeZone)
}

function toFeedItem(item: JsonItem, { url: feedUrl, timeZone }: Where): FeedItem {
  const url = webAddress(item.url ?? item.external_url, feedUrl || undefined)
  const attachments = attachmentsOf(item, url ?? feedUrl)
  const body = item.content_html ?? textToHtml(item.content_text ?? item.summary ?? '')
  const html = cleanHtml(body + attachmentsAsHtml(attachments), url ?? feedUrl)
  const publishedAt = readMoment(item.date_published, timeZone)
  return {
    guid: tidyText(item.id ?? '') || undefined,
    url,
    title: shortTitle(tidyText(item.title ?? '')),
    html,
    text: htmlToText(html),
    language: languageTag(item.language),
    attachments,
    publishedAt,
    updatedAt: readMoment(item.date_modified, timeZone),
  }
}

function attachmentsOf({ attachments = [], image }: JsonItem, base: string): FeedAttachment[] {
  const named = attachments.flatMap((attachment) => {
    const { url, mime_type: type, title } = attachmentSchema.safeParse(attachment).data ?? {}
    const address = webAddress(url, base || undefined)
    return address
      ? [{ url: address, type: type?.trim() || undefined, description: tidyText(title ?? '') }]
      : []
  })
  const picture = webAddress(image, base || undefined)
  const all = picture ? [{ url: picture, type: undefined, description: '' }, ...named] : named
  return all.slice(0, MOST_ATTACHMENTS)
}
