import { pathHere, type WebContext } from '#web/http'
import { Aside } from '#web/ui'
import { say } from '#web/words'
import { backgroundMessages } from '../background.messages.ts'

/** Where staff say what participants may tell about themselves. */
export function BackgroundAside({ c, slug }: { c: WebContext; slug: string }) {
  const t = say(c, backgroundMessages)
  return (
    <Aside title={t('deskAside')}>
      <p class="wk-small">{t('deskAsideText')}</p>
      <p class="wk-small">
        <a href={pathHere(c, `/desk/dialogues/${slug}/background`)}>{t('deskAsideLink')}</a>
      </p>
    </Aside>
  )
}
