import type { WebContext } from '#web/http'
import { say } from '#web/words'
import type { Desk } from '../conversation/desk.ts'
import { inboxPath } from '../inbox/inbox-view.ts'
import { sendingMessages } from './sending.messages.ts'

/** Which colleagues look at this conversation or write in it; without a script nothing. */
export function Presence({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, sendingMessages)
  const list = { filter: 'open', order: 'due', after: undefined } as const
  const names = '{names}'
  return (
    <wk-presence
      class="wk-small wk-soft"
      src={inboxPath(c, list, `/${desk.page.conversation.id}/here`)}
      me={desk.staff.accountId}
      field="reply"
      looks-one={t('looksOne', { names })}
      looks-many={t('looksMany', { names })}
      writes-one={t('writesOne', { names })}
      writes-many={t('writesMany', { names })}
    ></wk-presence>
  )
}
