import type { TiedConversation } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Box, Button } from '#web/ui'
import { langOf, say } from '#web/words'
import { type InboxView, inboxPath } from '../inbox/inbox-view.ts'
import { mailMessages } from '../mail/mail.messages.ts'

/** Conversations that this one may belong with: staff say whether they do, and can say otherwise later. */
export function TieBox({
  c,
  ties,
  view,
  conversationId,
}: {
  c: WebContext
  ties: readonly TiedConversation[]
  view: InboxView
  conversationId: string
}) {
  const t = say(c, mailMessages)
  if (ties.length === 0) return null
  const action = inboxPath(c, view, `/${conversationId}/tie`)
  const said = { possibly: t('tiePossibly'), together: t('tieTogether'), apart: t('tieApart') }
  return (
    <Box title={t('tieTitle')}>
      {ties.map(({ id, subject, language, state }) => (
        <div class="wk-stack wk-stack--s">
          <p>
            <a href={inboxPath(c, view, `/${id}`)} {...langOf(c, language)}>
              {subject}
            </a>
          </p>
          <p class="wk-small">{said[state]}</p>
          <p class="wk-row">
            {state !== 'together' && (
              <Button small name="together" value={id} formaction={action}>
                {t('sayTogether')}
              </Button>
            )}
            {state !== 'apart' && (
              <Button small name="apart" value={id} formaction={action}>
                {t('sayApart')}
              </Button>
            )}
          </p>
        </div>
      ))}
    </Box>
  )
}
