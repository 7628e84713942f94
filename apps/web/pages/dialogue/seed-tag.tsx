import type { WebContext } from '#web/http'
import { Tag } from '#web/ui'
import { say } from '#web/words'
import { dialogueMessages } from './dialogue.messages.ts'

/** Marks a statement that the organisation wrote to begin with: nobody should take it for a resident's. */
export function SeedTag({ c }: { c: WebContext }) {
  const t = say(c, dialogueMessages)
  return (
    <p>
      <Tag icon="note-pencil" tone="answer">
        {t('seed')}
      </Tag>
    </p>
  )
}
