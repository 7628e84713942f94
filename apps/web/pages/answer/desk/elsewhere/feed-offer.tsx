import { isAllowed } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { Box } from '#web/ui'
import { say } from '#web/words'
import type { Desk } from '../conversation/desk.ts'
import { elsewhereMessages } from './elsewhere.messages.ts'

/** That what is said below our reply can be followed by a feed, for who may add it: nothing is added by itself. */
export function FeedOffer({ c, desk }: { c: WebContext; desk: Desk }) {
  const feed = desk.page.entries.findLast(({ placed }) => placed?.feed)?.placed?.feed
  if (!feed || !isAllowed(desk.staff, 'listen')) return null
  const t = say(c, elsewhereMessages)
  return (
    <Box title={t('feed')}>
      <p>{t('feedHelp')}</p>
      <p>
        <a href={`${pathHere(c, '/desk/listen/sources/new')}?${new URLSearchParams({ address: feed })}`}>
          {t('addFeed')}
        </a>
      </p>
    </Box>
  )
}
