import { pageAddressesOf } from '#domains/letters'
import type { AtomEntry, FeedPost, findFeedReading, findWatchFeed, writeAtom } from '#domains/listen'
import { findOrganisation } from '#domains/people'
import { translatorOf } from '#platform/i18n'
import type { WebContext } from '#web/http'
import { bodySpans } from './desk/mark-spans.ts'
import { watchFeedMessages } from './watch-feed.messages.ts'

type Asked = {
  reading: Extract<Awaited<ReturnType<typeof findFeedReading>>, { kind: 'reader' }>
  key: string
  watchId: string | undefined
  after: string | undefined
  found: NonNullable<Awaited<ReturnType<typeof findWatchFeed>>>
}

/** The addresses of the feeds behind a key: of all that somebody follows, or of one watch. */
export function feedAddress(siteUrl: string, key: string, watchId?: string): string {
  return `${siteUrl}/watch-feed/${key}${watchId === undefined ? '' : `/${watchId}`}`
}

/** What a feed says, in the language of whoever reads it. */
export async function feedOf(
  c: WebContext,
  { reading, key, watchId, after, found }: Asked,
): Promise<Parameters<typeof writeAtom>[0]> {
  const { config, db } = c.var.services
  const { language, accountId, madeAt } = reading
  const t = translatorOf(watchFeedMessages, language, config.timeZone)
  const pages = pageAddressesOf(config)
  const first = feedAddress(config.url, key, watchId)
  const at = (cursor: string | undefined) =>
    cursor === undefined ? first : `${first}?after=${encodeURIComponent(cursor)}`
  const { rows, next } = found.posts
  const organisation = (await findOrganisation(db))?.name ?? ''
  return {
    id: tagOf(config.url, watchId === undefined ? `followed:${accountId}` : `watch:${watchId}`),
    title:
      found.watch === undefined ? t('all', { organisation }) : t('one', { watch: found.watch, organisation }),
    author: organisation,
    language,
    updatedAt: new Date(Math.max(madeAt.getTime(), ...rows.map(({ updatedAt }) => updatedAt.getTime()))),
    ...{ self: at(after), first, next: next === undefined ? undefined : at(next) },
    alternate: watchId === undefined ? pages.alerts(language) : pages.watchFinds(language, watchId),
    entries: rows.map((post) =>
      entryOf(post, { siteUrl: config.url, untitled: t('untitled') }, pages.post(language, post.id)),
    ),
  }
}

function entryOf(
  post: FeedPost,
  { siteUrl, untitled }: { siteUrl: string; untitled: string },
  deskUrl: string,
): AtomEntry {
  return {
    ...{ id: tagOf(siteUrl, `post:${post.id}`), title: post.title || untitled, deskUrl },
    url: post.url ?? deskUrl,
    ...{ source: post.source, language: post.language, text: post.body },
    watches: post.marks.map(({ watch }) => watch),
    spans: bodySpans(post.marks),
    publishedAt: post.is_dated ? post.published_at : undefined,
    updatedAt: post.updatedAt,
  }
}

/** Ours, for good, wherever the installation is read from (RFC 4151). */
function tagOf(siteUrl: string, name: string): string {
  return `tag:${new URL(siteUrl).hostname},2026:${name}`
}
