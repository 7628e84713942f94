import { findConversationOfPost } from '#domains/answer'
import { isAllowed } from '#domains/people'
import { pathHere } from '#web/http'
import type { ShowOnPost } from '#web/pages/listen'
import { getStaff } from '#web/shell'
import { Box, ButtonLink } from '#web/ui'
import { say } from '#web/words'
import { postsMessages } from './posts.messages.ts'

/** On the page of a post: the way to its conversation, or to make it one. */
export const showConversationOfPost: ShowOnPost = async (c, postId) => {
  if (!isAllowed(await getStaff(c), 'answer')) return { shown: null, isTaken: false }
  const t = say(c, postsMessages)
  const make = pathHere(c, `/desk/listen/posts/${postId}/conversation`)
  const made = await findConversationOfPost(c.var.services.db, postId)
  if (made === undefined)
    return {
      shown: (
        <Box title={t('slotTitle')}>
          <p>{t('slotHelp')}</p>
          <p class="wk-row">
            <ButtonLink kind="answer" dataKey="r" href={`${make}?reply=1`}>
              {t('reply')}
            </ButtonLink>
            <ButtonLink dataKey="c" href={make}>
              {t('make')}
            </ButtonLink>
          </p>
        </Box>
      ),
      isTaken: false,
    }
  return {
    shown: (
      <Box title={t('slotTitle')}>
        <p>{t('slotMade')}</p>
        <p>
          <a href={pathHere(c, `/desk/inbox/${made}`)} data-key="c">
            {t('toConversation')}
          </a>
        </p>
      </Box>
    ),
    isTaken: true,
  }
}
