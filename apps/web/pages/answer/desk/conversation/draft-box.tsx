import type { DraftAtHand } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Answer, Button, Checkbox, Row, Stack, TextArea } from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { AsksChoice } from '../deadline/asks-choice.tsx'
import { elsewhereMessages } from '../elsewhere/elsewhere.messages.ts'
import { isReadyToPlace, PlacingBox } from '../elsewhere/placing-box.tsx'
import { approvalMessages } from './approval.messages.ts'
import { Colleagues } from './colleagues-texts.tsx'
import { conversationMessages } from './conversation.messages.ts'
import { actionOf, type Desk, errorOf } from './desk.ts'
import { whomToAsk } from './obstacle-words.ts'
import { leavesAlready } from './reply-editor.tsx'

type Props = { c: WebContext; desk: Desk; draft: DraftAtHand }

/** The draft at hand: its text, who wrote it, how far it has come, and what whoever looks may do with it. */
export function DraftBox({ c, desk, draft }: Props) {
  const t = say(c, approvalMessages)
  const { whoMay } = desk.rights
  const isReady = isReadyToPlace(desk, draft)
  return (
    <div class="wk-stack" id="draft">
      <Answer whoFirst who={isReady ? readyTitle(c, draft) : titleOf(c, draft)}>
        {isReady ? (
          <PlacingBox c={c} desk={desk} draft={draft} />
        ) : (
          <Prose text={draft.body} lang={langOf(c, desk.page.conversation.language).lang} />
        )}
      </Answer>
      {draft.reason && <p>{t('draftReason', { who: draft.decidedBy ?? '', reason: draft.reason })}</p>}
      {draft.state === 'asked' && !isReady && draft.approve && whoMay && (
        <p class="wk-small">{whomToAsk(c, whoMay)}</p>
      )}
      {draft.state === 'asked' && !draft.approve && <Decision c={c} desk={desk} draft={draft} />}
      <Row>
        {draft.state === 'approved' && !isReady && !draft.send && !leavesAlready(desk) && (
          <SendDraft c={c} desk={desk} draft={draft} />
        )}
        {draft.isOwn && draft.state !== 'returned' && (
          <DraftButton c={c} desk={desk} draft={draft} action="withdraw">
            {t('withdraw')}
          </DraftButton>
        )}
        {(draft.isOwn || draft.state !== 'returned') && (
          <DraftButton c={c} desk={desk} draft={draft} action="continue-draft">
            {say(c, conversationMessages)('continue')}
          </DraftButton>
        )}
      </Row>
    </div>
  )
}

function readyTitle(c: WebContext, { state, writtenBy: by, decidedBy }: DraftAtHand): string {
  const t = say(c, elsewhereMessages)
  return state === 'approved' ? t('approved', { by, who: decidedBy ?? '' }) : t('ready', { by })
}

function titleOf(c: WebContext, { state, writtenBy: by, decidedBy, reason }: DraftAtHand): string {
  const t = say(c, approvalMessages)
  const who = decidedBy ?? ''
  if (state === 'asked') return t('draftAsked', { by })
  if (state === 'approved') return t('draftApproved', { by, who })
  return reason === null ? t('draftWithdrawn', { by }) : t('draftReturned', { by, who })
}

/** Approving, or returning with what should be otherwise. */
function Decision({ c, desk, draft }: Props) {
  const t = say(c, approvalMessages)
  return (
    <Stack>
      <p>
        <DraftButton c={c} desk={desk} draft={draft} action="approve" kind="answer">
          {t('approve')}
        </DraftButton>
      </p>
      <TextArea
        id="reason"
        name="reason"
        rows={2}
        label={t('returnLabel')}
        value={desk.typed.own.reason?.body ?? ''}
        {...errorOf(c, desk, 'reason')}
      />
      <Colleagues c={c} desk={desk} field="reason" />
      <p>
        <DraftButton c={c} desk={desk} draft={draft} action="return">
          {t('returnDraft')}
        </DraftButton>
      </p>
    </Stack>
  )
}

function SendDraft({ c, desk, draft }: Props) {
  const words = say(c, conversationMessages)
  const { conversation, dossier, inputAnswered } = desk.page
  return (
    <>
      {conversation.status === 'open' && <AsksChoice c={c} name="draftAsks" />}
      {dossier && !inputAnswered && (
        <Checkbox
          id="draft-answers-input"
          name="draftAnswersInput"
          label={words('answersInput')}
          description={words('answersInputHelp')}
        />
      )}
      <DraftButton c={c} desk={desk} draft={draft} action="send-draft" kind="answer">
        {say(c, approvalMessages)('sendDraft')}
      </DraftButton>
    </>
  )
}

function DraftButton({
  c,
  desk,
  draft,
  action,
  kind,
  children,
}: Props & { action: string; kind?: 'answer'; children: string }) {
  return (
    <Button
      {...(kind ? { kind } : { small: true })}
      name="draft"
      value={String(draft.seq)}
      formaction={actionOf(c, desk, action)}
    >
      {children}
    </Button>
  )
}
