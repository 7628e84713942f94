import type { PropsWithChildren } from 'hono/jsx'
import type { WebContext } from '#web/http'
import { Box, Button, TextArea } from '#web/ui'
import { say } from '#web/words'
import { Colleagues } from './colleagues-texts.tsx'
import { conversationMessages } from './conversation.messages.ts'
import { actionOf, type Desk, errorOf } from './desk.ts'

type Props = { c: WebContext; desk: Desk }

/** Inside it, who is told of the note. */
export function NoteForm({ c, desk, children }: PropsWithChildren<Props>) {
  const t = say(c, conversationMessages)
  return (
    <Box title={t('noteTitle')}>
      <div class="wk-stack wk-stack--s">
        <TextArea
          id="note"
          name="note"
          rows={3}
          dataKey="n"
          label={t('noteLabel')}
          value={desk.typed.own.note?.body ?? ''}
          {...errorOf(c, desk, 'note')}
        />
        {children}
        <p>
          <Button small id="add-note" formaction={actionOf(c, desk, 'note')}>
            {t('addNote')}
          </Button>
        </p>
        <wk-send-key
          class="wk-small wk-soft"
          for="note"
          button="add-note"
          said={t('keyAddNote')}
        ></wk-send-key>
        <Colleagues c={c} desk={desk} field="note" />
      </div>
    </Box>
  )
}
