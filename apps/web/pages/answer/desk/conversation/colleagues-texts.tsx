import type { WebContext } from '#web/http'
import { Button, Note } from '#web/ui'
import { Prose, say } from '#web/words'
import { conversationMessages } from './conversation.messages.ts'
import { momentOf } from './conversation-entry.tsx'
import { actionOf, type Desk } from './desk.ts'
import type { WrittenField } from './typed-texts.ts'

type Props = { c: WebContext; desk: Desk }

/** What colleagues typed here and did not send, and what one typed in another window: to be read, and to go on with. */
export function Colleagues({ c, desk, field }: Props & { field: WrittenField }) {
  const t = say(c, conversationMessages)
  const theirs = desk.typed.others.filter((text) => text.field === field)
  const elsewhere = desk.typed.apart.filter((text) => text.field === field)
  return (
    <>
      {elsewhere.map(({ savedAt, body, apartIn }) => (
        <Note who={t('typedElsewhere', { moment: momentOf(c, savedAt) })}>
          <Prose text={body} />
          <p>
            <Button small name="apart" value={apartIn} formaction={actionOf(c, desk, 'join')}>
              {t('join')}
            </Button>
          </p>
        </Note>
      ))}
      {theirs.map(({ by, savedAt, body, accountId }) => (
        <Note who={t('colleagueTyped', { by, moment: momentOf(c, savedAt) })}>
          <Prose text={body} />
          {field === 'reply' && (
            <p>
              <Button small name="from" value={accountId} formaction={actionOf(c, desk, 'continue')}>
                {t('continue')}
              </Button>
            </p>
          )}
        </Note>
      ))}
    </>
  )
}
