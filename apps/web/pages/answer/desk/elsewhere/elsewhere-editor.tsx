import type { WebContext } from '#web/http'
import { Button, Editor, TextArea } from '#web/ui'
import { say } from '#web/words'
import { approvalMessages } from '../conversation/approval.messages.ts'
import { Colleagues } from '../conversation/colleagues-texts.tsx'
import { conversationMessages } from '../conversation/conversation.messages.ts'
import { momentOf } from '../conversation/conversation-entry.tsx'
import { isAtReply } from '../conversation/deed-address.ts'
import { actionOf, type Desk, errorOf } from '../conversation/desk.ts'
import { obstacleWords } from '../conversation/obstacle-words.ts'
import { elsewhereMessages } from './elsewhere.messages.ts'

/** The reply to a post: nothing is sent from here; it is put forward with who speaks below it. */
export function ElsewhereEditor({ c, desk, speaker }: { c: WebContext; desk: Desk; speaker: string }) {
  const t = say(c, conversationMessages)
  const e = say(c, elsewhereMessages)
  const { conversation } = desk.page
  const { own } = desk.typed
  const { send, whoMay } = desk.rights
  return (
    <Editor
      id="reply-title"
      title={t(conversation.status === 'answered' ? 'replyAgain' : 'replyTitle')}
      {...(own.reply ? { saved: t('saved', { moment: momentOf(c, own.reply.savedAt) }) } : {})}
      actions={
        <>
          <Button kind="answer" formaction={actionOf(c, desk, send ? 'ask' : 'ready')}>
            {send ? say(c, approvalMessages)('askApproval') : e('makeReady')}
          </Button>
          <Button small formaction={actionOf(c, desk, 'draft')}>
            {t('save')}
          </Button>
        </>
      }
      {...(send ? { reason: { id: 'reply-reason', text: obstacleWords(c, send, whoMay) } } : {})}
    >
      <TextArea
        id="reply"
        name="reply"
        rows={9}
        dataKey="r"
        lang={conversation.language}
        label={e('label')}
        description={e('how', { source: desk.ways.post?.source ?? '' })}
        value={own.reply?.body ?? ''}
        startsHere={isAtReply(c)}
        {...errorOf(c, desk, 'reply')}
      />
      <p class="wk-small">{e('speaker', { speaker })}</p>
      <Colleagues c={c} desk={desk} field="reply" />
    </Editor>
  )
}
