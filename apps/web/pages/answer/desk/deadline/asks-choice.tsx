import { readFormText, textOf, type WebContext } from '#web/http'
import { Checkbox } from '#web/ui'
import { say } from '#web/words'
import { deadlineMessages } from './deadline.messages.ts'

/** That a reply asks for something; as it was chosen, where the form comes back. */
export async function AsksChoice({ c, name }: { c: WebContext; name: 'asks' | 'draftAsks' }) {
  const t = say(c, deadlineMessages)
  const typed = c.req.method === 'POST' ? await readFormText(c) : {}
  return (
    <Checkbox
      id={name === 'asks' ? 'asks' : 'draft-asks'}
      name={name}
      label={t('asks')}
      description={t('asksHelp')}
      checked={textOf(typed, name) === 'yes'}
    />
  )
}
