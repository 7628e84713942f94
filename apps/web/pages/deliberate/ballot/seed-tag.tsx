import { say } from '../../../frame/say.ts'
import type { WebContext } from '../../../frame/web.ts'
import { Tag } from '../../../ui/index.ts'
import { dialogueMessages } from '../deliberate.messages.ts'

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
