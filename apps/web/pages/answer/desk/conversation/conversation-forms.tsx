import type { Child, PropsWithChildren } from 'hono/jsx'
import {
  type AnswerRights,
  type ConversationPage,
  LONGEST_TEXT,
  listOpenFields,
  type Obstacle,
  type OfferedText,
  placeOfConversation,
  type TaskLine,
  type TiedConversation,
} from '#domains/answer'
import { isAllowed, type StaffMember, type Subject, type Unit } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { Box, Button, Checkbox, Editor, Note, Select, TextArea } from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { AsksChoice } from '../deadline/asks-choice.tsx'
import type { MoveProblem } from '../deadline/move-problem.ts'
import type { Hands } from '../hands/read-hands.ts'
import { type InboxView, inboxPath } from '../inbox/inbox-view.ts'
import type { Where } from '../located/where.ts'
import { privacyMessages } from '../privacy/privacy.messages.ts'
import type { Sending } from '../sending/read-sending.ts'
import { sendingMessages } from '../sending/sending.messages.ts'
import { WhenFields, type WrongMoment } from '../sending/when-fields.tsx'
import { approvalMessages } from './approval.messages.ts'
import { conversationMessages } from './conversation.messages.ts'
import { momentOf } from './conversation-entry.tsx'
import { obstacleWords } from './obstacle-words.ts'
import { replyLabel, telOf } from './reach.ts'
import type { TypedTexts, WrittenField } from './typed-texts.ts'

/** A conversation on the screen of a member of staff, with what they may choose from. */
export type Desk = {
  page: ConversationPage
  view: InboxView
  staff: StaffMember
  colleagues: StaffMember[]
  /** Conversations that this one may belong with. */
  ties: TiedConversation[]
  /** What others were asked about it. */
  tasks: TaskLine[]
  dossiers: { id: string; question: string; language: string }[]
  /** What it can be about, and who can answer it. */
  choices: { subjects: (Subject & { depth: number })[]; units: (Unit & { depth: number })[] }
  where: Where
  /** What they may do here: nothing else is offered. */
  rights: AnswerRights
  /** What they and their colleagues typed here and did not send yet. */
  typed: TypedTexts
  /** Standard texts that they can put into their reply. */
  texts: OfferedText[]
  /** Several turns that they can take at once. */
  macros: { id: string; title: string }[]
  /** What was sent and has not left, and what came of sending now. */
  sending: Sending & {
    missed: 'leaves-already' | 'left' | undefined
    wrongMoment: WrongMoment | undefined
  }
  /** Why what they wrote could not be sent. */
  wrong?: { field: WrittenField; problem: 'missing' | 'too-long' }
  /** What later parts of the site show of it: public responses. */
  shown: Child[]
  /** What they chose that is not possible. */
  refused?:
    | 'not-staff'
    | 'may-not-read'
    | 'dossier-closed'
    | 'dossier-not-found'
    | 'not-a-subject'
    | 'not-a-unit'
    | 'unit-may-not-read'
    | 'not-open'
    | 'not-a-snooze-day'
    | 'not-a-label'
    | 'no-such-conversation'
    | 'merged-already'
    | 'other-asker'
    | 'no-text'
    | 'macro-gone'
    | 'macro-broken'
  /** What they may do with it as a whole. */
  hands: Hands
  /** Why what they chose as a later day is none. */
  moving?: MoveProblem
  /** What they tried and may not do. */
  obstacle?: Obstacle
}

type Props = { c: WebContext; desk: Desk }

/**
 * All that can be done in a conversation is one form, so that whichever button is pressed, what was typed elsewhere on the
 * page comes along. It says up to which entry the page shows the conversation: what is appended after it is not yet read.
 */
export function ConversationForm({ c, desk, children }: PropsWithChildren<Props>) {
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
      {/* What a browser presses when somebody presses Enter in a field: nothing is sent by accident. */}
      <button type="submit" formaction={actionOf(c, desk, 'draft')} hidden></button>
      {children}
    </form>
  )
}

/** Where a button of the form sends it. */
export function actionOf(c: WebContext, { page, view }: Desk, action: string): string {
  return inboxPath(c, view, `/${page.conversation.id}/${action}`)
}

/** What is wrong with a text of the form, beside its field: also what of a reply is still to fill in. */
export function errorOf(c: WebContext, { wrong, typed }: Desk, field: WrittenField): { error?: string } {
  const open = field === 'reply' ? listOpenFields(typed.own.reply?.body ?? '') : []
  if (open.length > 0) return { error: say(c, approvalMessages)('openField', { missing: open.join(', ') }) }
  if (wrong?.field !== field) return {}
  const t = say(c, conversationMessages)
  const missing = {
    reply: t('replyMissing'),
    note: t('noteMissing'),
    reason: say(c, approvalMessages)('reasonMissing'),
  } satisfies Record<WrittenField, string>
  return { error: wrong.problem === 'missing' ? missing[field] : t('tooLong', { max: LONGEST_TEXT }) }
}

export function ReplyEditor({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { conversation, dossier, inputAnswered } = desk.page
  const { own } = desk.typed
  const { send, whoMay } = desk.rights
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
        label={replyLabel(c, desk.page)}
        value={own.reply?.body ?? ''}
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
        <WhenFields c={c} wrong={desk.sending.wrongMoment} />
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

/** What colleagues typed here and did not send: to be read, and to go on with. */
function Colleagues({ c, desk, field }: Props & { field: WrittenField }) {
  const t = say(c, conversationMessages)
  const theirs = desk.typed.others.filter((text) => text.field === field)
  return (
    <>
      {theirs.map(({ by, savedAt, body, accountId }) => (
        <Note who={t('colleagueTyped', { by, moment: momentOf(c, savedAt) })}>
          <Prose text={body} />
          {field === 'reply' && (
            <p>
              <Button small name="from" value={accountId} formaction={actionOf(c, desk, 'continue')}>
                {t('continue')}
              </Button>
            </p>
          )}
        </Note>
      ))}
    </>
  )
}

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
          <Button small formaction={actionOf(c, desk, 'note')}>
            {t('addNote')}
          </Button>
        </p>
        <Colleagues c={c} desk={desk} field="note" />
      </div>
    </Box>
  )
}

/** Who asked, as far as they said. */
export function WhoBox({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { name, address, onBehalfOf, reach } = desk.page.contact
  const tel = reach ? telOf(reach) : undefined
  return (
    <Box title={t('whoTitle')}>
      <p>{name ?? t('nameless')}</p>
      {onBehalfOf && <p>{t('onBehalfOf', { who: onBehalfOf })}</p>}
      {address && (
        <p class="wk-small">
          <a href={`mailto:${address}`}>{address}</a>
        </p>
      )}
      {reach && <p class="wk-small">{tel ? <a href={tel}>{reach}</a> : reach}</p>}
      <p class="wk-small wk-soft">{t('whoLogged')}</p>
      {isAllowed(desk.staff, 'erase') && (
        <p class="wk-small">
          <a href={pathHere(c, `/desk/inbox/${desk.page.conversation.id}/person`)}>
            {say(c, privacyMessages)('person')}
          </a>
        </p>
      )}
    </Box>
  )
}

export function WithBox({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { page, staff, colleagues } = desk
  const isMine = page.assignee?.id === staff.accountId
  const others = colleagues.filter(({ accountId }) => accountId !== page.assignee?.id)
  const options = others.map(({ accountId, name, unit }) => ({ value: accountId, label: `${name}, ${unit}` }))
  if (page.assignee) options.unshift({ value: '', label: t('everyone') })
  return (
    <Box title={t('withTitle')}>
      <p>
        {page.assignee
          ? isMine
            ? t('withYou')
            : t('withColleague', { name: page.assignee.name })
          : t('withNobody')}
      </p>
      {!isMine && (
        <p>
          <Button small formaction={actionOf(c, desk, 'take')}>
            {t('take')}
          </Button>
        </p>
      )}
      <div class="wk-stack wk-stack--s">
        <Select
          id="to"
          name="to"
          dataKey="a"
          label={t('giveLabel')}
          options={options}
          {...assigneeError(c, desk)}
        />
        <p>
          <Button small formaction={actionOf(c, desk, 'assign')}>
            {t('give')}
          </Button>
        </p>
      </div>
    </Box>
  )
}

function assigneeError(c: WebContext, { refused }: Desk): { error?: string } {
  if (refused === 'not-staff') return { error: say(c, conversationMessages)('notStaff') }
  return refused === 'may-not-read' ? { error: say(c, privacyMessages)('mayNotRead') } : {}
}

export function PlaceBox({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { dossier } = desk.page
  const options = [{ value: '', label: t('placeNowhere') }].concat(
    desk.dossiers.map(({ id, question, language }) => ({
      value: id,
      label: question,
      ...langOf(c, language),
    })),
  )
  const problems: Partial<Record<NonNullable<Desk['refused']>, string>> = {
    'dossier-closed': t('dossierClosed'),
    'dossier-not-found': t('dossierGone'),
  }
  const problem = desk.refused && problems[desk.refused]
  return (
    <Box title={t('placeTitle')}>
      <p>
        {dossier ? (
          <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
            {dossier.question}
          </a>
        ) : (
          t('placeNone')
        )}
      </p>
      <div class="wk-stack wk-stack--s">
        <Select
          id="dossier"
          name="dossier"
          label={t('placeLabel')}
          options={options}
          value={dossier?.id ?? ''}
          {...(problem ? { error: problem } : {})}
        />
        <p>
          <Button small formaction={actionOf(c, desk, 'place')}>
            {t('place')}
          </Button>
        </p>
      </div>
    </Box>
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
