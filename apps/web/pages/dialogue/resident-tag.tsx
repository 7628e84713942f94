import type { Spoken } from '#web/http'
import { Tag } from '#web/ui'
import { keepHtml, say } from '#web/words'
import { dialogueMessages } from './dialogue.messages.ts'

const residentTag = keepHtml((c) => (
  <span>
    <Tag icon="user" tone="voice">
      {say(c, dialogueMessages)('ofResident')}
    </Tag>
  </span>
))

/** Marks a statement that a resident wrote; those that the organisation began with are the rule, and carry no mark. */
export function ResidentTag({ c }: { c: Spoken }) {
  return residentTag(c, {})
}
