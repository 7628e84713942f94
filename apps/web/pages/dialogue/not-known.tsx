import { pathHere, type WebContext } from '#web/http'
import { Notice } from '#web/ui'
import { say } from '#web/words'
import { dialogueMessages } from './dialogue.messages.ts'

/** For a browser without answers: why those given elsewhere cannot be looked up, and what still leads to them. */
export function NotKnown({ c }: { c: WebContext }) {
  const t = say(c, dialogueMessages)
  return (
    <Notice title={t('notKnownTitle')}>
      <p>{t('notKnownText')}</p>
      <p>
        {t('notKnownCode')} <a href={pathHere(c, '/my-input')}>{t('openTrack')}</a>
      </p>
    </Notice>
  )
}
