import type { Spoken } from '#web/http'
import { Tag } from '#web/ui'
import { keepHtml, say } from '#web/words'
import { dialogueMessages } from './dialogue.messages.ts'

const seedTag = keepHtml((c) => (
  <p>
    <Tag icon="note-pencil" tone="answer">
      {say(c, dialogueMessages)('seed')}
    </Tag>
  </p>
))

/** Marks a statement that the organisation wrote to begin with: nobody should take it for a resident's. */
export function SeedTag({ c }: { c: Spoken }) {
  return seedTag(c, {})
}
