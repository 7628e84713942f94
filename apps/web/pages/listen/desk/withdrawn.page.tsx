import type { WithdrawnPost } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Breadcrumbs, PageHead, Stack } from '#web/ui'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { listenMessages } from './listen.messages.ts'

/** What is left of a post that its writer took back: that it was there. */
export async function withdrawnPage(c: WebContext, { source, why, at }: WithdrawnPost): Promise<Response> {
  const t = say(c, listenMessages)
  const title = t(why === 'gone' ? 'withdrawnGone' : 'withdrawnKeptOut')
  return deskPage(
    c,
    { title, menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      <Stack>
        <Breadcrumbs
          label={say(c, sourceMessages)('trail')}
          trail={[{ href: pathHere(c, '/desk/listen'), label: t('title') }]}
        />
        <PageHead
          title={title}
          lead={t('withdrawnText')}
          meta={[
            { icon: 'rss', text: source },
            { icon: 'clock', text: t('withdrawnAt', { at }) },
          ]}
        />
      </Stack>
    </Band>,
  )
}
