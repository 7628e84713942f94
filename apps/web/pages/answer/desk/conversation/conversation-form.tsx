import type { PropsWithChildren } from 'hono/jsx'
import { placeOfConversation } from '#domains/answer'
import { pathHere, typedInValues, type WebContext } from '#web/http'
import { Button, Hidden } from '#web/ui'
import { say } from '#web/words'
import { conversationMessages } from './conversation.messages.ts'
import { FOLLOWS } from './deed-address.ts'
import { actionOf, type Desk } from './desk.ts'
import { versionsOf } from './typed-texts.ts'

type Props = { c: WebContext; desk: Desk }

/**
 * All that can be done in a conversation is one form, so that whichever button is pressed, what was typed elsewhere on the
 * page comes along. It says up to which entry the page shows the conversation: what is appended after it is not yet read.
 */
export function ConversationForm({
  c,
  desk,
  follows,
  children,
}: PropsWithChildren<Props & { follows: string | undefined }>) {
  const { conversation } = desk.page
  return (
    <form
      method="post"
      action={actionOf(c, desk, 'reply')}
      data-place={pathHere(c, placeOfConversation(conversation.id))}
      data-unsent="shown"
    >
      {/* While somebody writes, what comes in stops what they send until they have read it. */}
      <input type="hidden" id="seen" name="seen" value={conversation.last_seq} data-unless="reply" />
      <Hidden
        values={{
          ...typedInValues(crypto.randomUUID(), versionsOf(desk.typed)),
          ...(follows ? { [FOLLOWS]: follows } : {}),
        }}
      />
      {/* What a browser presses when somebody presses Enter in a field: nothing is sent by accident. */}
      <button type="submit" formaction={actionOf(c, desk, 'draft')} hidden></button>
      {children}
    </form>
  )
}

export function ReopenButton({ c, desk }: Props) {
  return (
    <p>
      <Button small formaction={actionOf(c, desk, 'reopen')}>
        {say(c, conversationMessages)('reopen')}
      </Button>
    </p>
  )
}
