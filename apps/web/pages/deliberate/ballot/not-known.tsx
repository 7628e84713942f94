import { say } from '../../../frame/say.ts'
import { pathHere, type WebContext } from '../../../frame/web.ts'
import { Notice } from '../../../ui/index.ts'
import { dialogueMessages } from '../deliberate.messages.ts'

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
