import type { WebContext } from '#web/http'
import { Tag } from '#web/ui'
import { say } from '#web/words'
import { mailboxesMessages } from './mailboxes.messages.ts'

/** That all is well with a mailbox or a channel, or what is not. */
export function WayInState({ c, complaints }: { c: WebContext; complaints: readonly string[] }) {
  const t = say(c, mailboxesMessages)
  if (complaints.length === 0)
    return (
      <Tag icon="check-circle" tone="answer">
        {t('good')}
      </Tag>
    )
  return (
    <>
      <Tag icon="warning" tone="late">
        {t('look')}
      </Tag>
      {complaints.map((sentence) => (
        <p>{sentence}</p>
      ))}
    </>
  )
}
