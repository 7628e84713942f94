import { findCommunityAt } from '#domains/listen'
import { isAllowed } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { mannersLine } from '#web/pages/listen'
import { Box } from '#web/ui'
import { say } from '#web/words'
import type { Desk } from '../conversation/desk.ts'
import { postsMessages } from './posts.messages.ts'

/** Of a conversation that was made of a post: where that stands, how one behaves there, and the way back to it. */
export async function FromPost({ c, desk }: { c: WebContext; desk: Desk }) {
  const { post } = desk.ways
  if (!post) return null
  const t = say(c, postsMessages)
  const community = post.url === null ? undefined : await findCommunityAt(c.var.services.db, post.url)
  return (
    <Box title={t('fromTitle')}>
      <p>{t('from', { source: post.source })}</p>
      {post.url !== null && (
        <p>
          <a href={post.url} rel="noreferrer">
            {t('original')}
          </a>
        </p>
      )}
      {community && <p dir="auto">{mannersLine(c, community)}</p>}
      {post.isGone && <p class="wk-small">{t('gone')}</p>}
      {!post.isGone && isAllowed(desk.staff, 'listen') && (
        <p class="wk-small">
          <a href={pathHere(c, `/desk/listen/posts/${post.id}`)}>{t('toPost')}</a>
        </p>
      )}
    </Box>
  )
}
