import { isAllowed } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { Box } from '#web/ui'
import { say } from '#web/words'
import { privacyMessages } from '../privacy/privacy.messages.ts'
import { readingsMessages } from '../readings/readings.messages.ts'
import { conversationMessages } from './conversation.messages.ts'
import type { Desk } from './desk.ts'
import { telOf } from './reach.ts'

type Props = { c: WebContext; desk: Desk }

/** Who asked, as far as they said. */
export function WhoBox({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { name, address, onBehalfOf, reach } = desk.page.contact
  const tel = reach ? telOf(reach) : undefined
  return (
    <Box title={t('whoTitle')}>
      <p>{name ?? t('nameless')}</p>
      {onBehalfOf && <p>{t('onBehalfOf', { who: onBehalfOf })}</p>}
      {address && (
        <p class="wk-small">
          <a href={`mailto:${address}`}>{address}</a>
        </p>
      )}
      {reach && <p class="wk-small">{tel ? <a href={tel}>{reach}</a> : reach}</p>}
      <p class="wk-small wk-soft">{t('whoLogged')}</p>
      {isAllowed(desk.staff, 'erase') && (
        <p class="wk-small">
          <a href={pathHere(c, `/desk/inbox/${desk.page.conversation.id}/person`)}>
            {say(c, privacyMessages)('person')}
          </a>
          <br />
          <a href={pathHere(c, `/desk/inbox/${desk.page.conversation.id}/readers`)}>
            {say(c, readingsMessages)('toReaders')}
          </a>
        </p>
      )}
    </Box>
  )
}
