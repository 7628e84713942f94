import type { WebContext } from '#web/http'
import { Button, Checkbox, Editor, TextArea } from '#web/ui'
import { say } from '#web/words'
import { AsksChoice } from '../deadline/asks-choice.tsx'
import { ElsewhereEditor } from '../elsewhere/elsewhere-editor.tsx'
import { RecipientsField } from '../sending/recipients-field.tsx'
import { sendingMessages } from '../sending/sending.messages.ts'
import { WhenFields } from '../sending/when-fields.tsx'
import { approvalMessages } from './approval.messages.ts'
import { Colleagues } from './colleagues-texts.tsx'
import { conversationMessages } from './conversation.messages.ts'
import { momentOf } from './conversation-entry.tsx'
import { isAtReply } from './deed-address.ts'
import { actionOf, type Desk, errorOf } from './desk.ts'
import { obstacleWords } from './obstacle-words.ts'
import { replyLabel } from './reach.ts'

type Props = { c: WebContext; desk: Desk }

export function ReplyEditor({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { conversation, dossier, inputAnswered } = desk.page
  const { own } = desk.typed
  const { send, whoMay } = desk.rights
  const { speaker } = desk.ways
  if (speaker !== undefined) return <ElsewhereEditor c={c} desk={desk} speaker={speaker} />
  return (
    <Editor
      id="reply-title"
      title={t(conversation.status === 'answered' ? 'replyAgain' : 'replyTitle')}
      {...(own.reply ? { saved: t('saved', { moment: momentOf(c, own.reply.savedAt) }) } : {})}
      actions={<ReplyActions c={c} desk={desk} />}
      {...(send ? { reason: { id: 'reply-reason', text: obstacleWords(c, send, whoMay) } } : {})}
    >
      <TextArea
        id="reply"
        name="reply"
        rows={9}
        dataKey="r"
        lang={conversation.language}
        label={replyLabel(c, desk)}
        value={own.reply?.body ?? ''}
        startsHere={isAtReply(c)}
        {...errorOf(c, desk, 'reply')}
      />
      {conversation.status === 'open' && !send && <AsksChoice c={c} name="asks" />}
      {dossier && !inputAnswered && !send && (
        <Checkbox
          id="answers-input"
          name="answersInput"
          label={t('answersInput')}
          description={t('answersInputHelp')}
        />
      )}
      {(!send || desk.rights.draft?.state === 'approved') && (
        <>
          <RecipientsField c={c} asker={desk.page.contact} to={desk.sending.to} />
          <WhenFields c={c} wrong={desk.sending.wrongMoment} />
        </>
      )}
      <Colleagues c={c} desk={desk} field="reply" />
    </Editor>
  )
}

/** Whether a reply waits for its moment: no other is sent before it. */
export function leavesAlready({ sending }: Desk): boolean {
  return sending.replies.some(({ held }) => !held)
}

/** They come and go with what leaves: the page renews them while it is open. */
function ReplyActions({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const canSend = !desk.rights.send && !leavesAlready(desk)
  return (
    <>
      {canSend && (
        <>
          <Button kind="answer" formaction={actionOf(c, desk, 'reply')}>
            {t('send')}
          </Button>
          <Button id="send-next" name="next" value="yes" formaction={actionOf(c, desk, 'reply')}>
            {say(c, sendingMessages)('sendNext')}
          </Button>
        </>
      )}
      {desk.rights.send && (
        <Button kind="answer" formaction={actionOf(c, desk, 'ask')}>
          {say(c, approvalMessages)('askApproval')}
        </Button>
      )}
      <Button small formaction={actionOf(c, desk, 'draft')}>
        {t('save')}
      </Button>
      {canSend && (
        <wk-send-key
          class="wk-small wk-soft"
          for="reply"
          button="send-next"
          said={say(c, sendingMessages)('keySend')}
        ></wk-send-key>
      )}
      {leavesAlready(desk) && <span class="wk-small">{say(c, sendingMessages)('firstThis')}</span>}
    </>
  )
}
