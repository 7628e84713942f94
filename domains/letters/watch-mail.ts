import { type Locale, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'
import { watchMailMessages } from './watch-mail.messages.ts'

/** A post that a watch found; title and passage as text, what was looked for between asterisks. */
export type ToldPost = {
  postId: string
  title: string
  passage: string
  source: string
  /** Where it stands. */
  url: string | null
}

/** What one watch found: how many in all, and the first of them. */
export type ToldWatch = { watchId: string; watch: string; n: number; posts: readonly ToldPost[] }

export type WatchLetter = { language: Locale; accountId: string; watches: readonly ToldWatch[] }

/**
 * Tells a member of staff what the watches found that they follow. Words of strangers stand in it, because it goes to colleagues
 * alone, who asked for it; whoever hands them in took out addresses and numbers.
 */
export function writeWatchMail(
  letterhead: Letterhead,
  { language, accountId, watches }: WatchLetter,
): Letter {
  const { organisation, pages, timeZone } = letterhead
  const t = translatorOf(watchMailMessages, language, timeZone)
  const n = watches.reduce((sum, watch) => sum + watch.n, 0)
  const [first] = watches
  const sections = watches.flatMap((told) => {
    const { watchId, watch, posts } = told
    const more = told.n - posts.length
    return [
      t('section', { watch, n: told.n }),
      ...posts.map((post) => sayPost(letterhead, { language, accountId, watchId }, post)),
      more > 0 && t('more', { n: more, url: pages.watchFinds(language, watchId) }),
      t('stop', { watch, url: pages.stopFollowing(language, { accountId, watchId }) }),
    ]
  })
  const paragraphs = [...sections, t('marks'), t('settings', { url: pages.alerts(language) }), organisation]
  const isOne = watches.length === 1 && first !== undefined
  return {
    subject: isOne
      ? t('subject', { n, watch: first.watch })
      : t('subjectSeveral', { n, watches: watches.length }),
    text: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
    automatic: true,
    // A mail about several has a way to stop for each, and none that stops more than was meant.
    ...(isOne ? { stopUrl: pages.stopFollowing(language, { accountId, watchId: first.watchId }) } : {}),
  }
}

type Told = { language: Locale; accountId: string; watchId: string }

function sayPost({ pages, timeZone }: Letterhead, { language, ...follow }: Told, post: ToldPost): string {
  const t = translatorOf(watchMailMessages, language, timeZone)
  const lines = [
    post.title || t('untitled'),
    post.passage,
    t('source', { source: post.source }),
    t('desk', { url: pages.post(language, post.postId) }),
    post.url && t('place', { url: post.url }),
    t('notRelevant', { url: pages.notRelevant(language, follow, post.postId) }),
  ]
  return lines.filter(Boolean).join('\n')
}
