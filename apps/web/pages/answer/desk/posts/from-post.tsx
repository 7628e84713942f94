import { isAllowed } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { Box } from '#web/ui'
import { say } from '#web/words'
import type { Desk } from '../conversation/desk.ts'
import { postsMessages } from './posts.messages.ts'

/** Of a conversation that was made of a post: where that stands, and the way back to it. */
export function FromPost({ c, desk }: { c: WebContext; desk: Desk }) {
  const { post } = desk.ways
  if (!post) return null
  const t = say(c, postsMessages)
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
      {post.isGone && <p class="wk-small">{t('gone')}</p>}
      {!post.isGone && isAllowed(desk.staff, 'listen') && (
        <p class="wk-small">
          <a href={pathHere(c, `/desk/listen/posts/${post.id}`)}>{t('toPost')}</a>
        </p>
      )}
    </Box>
  )
}
