import { type ConversationPage, LONGEST_TEXT } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { Box, Button, Checkbox, Editor, Hidden, Select, TextArea } from '#web/ui'
import { say } from '#web/words'
import { conversationMessages } from './conversation.messages.ts'
import { momentOf } from './conversation-entry.tsx'
import { type InboxView, inboxPath } from './inbox-view.ts'

/** A conversation on the screen of a member of staff, with what they may choose from. */
export type Desk = {
  page: ConversationPage
  view: InboxView
  staff: StaffMember
  colleagues: StaffMember[]
  dossiers: { id: string; question: string }[]
  /** What they wrote, when it could not be sent or saved. */
  written?: { field: 'reply' | 'note'; text: string; problem?: 'missing' | 'too-long' }
  /** What they chose that is not possible. */
  refused?: 'not-staff' | 'dossier-closed' | 'dossier-not-found'
}

type Props = { c: WebContext; desk: Desk }

/** The entry up to which this screen shows the conversation: what is appended after it is not yet read. */
function Seen({ desk }: { desk: Desk }) {
  return <Hidden values={{ seen: String(desk.page.conversation.last_seq) }} />
}

function actionOf(c: WebContext, { page, view }: Desk, action: string): string {
  return inboxPath(c, view, `/${page.conversation.id}/${action}`)
}

function errorOf(c: WebContext, { written }: Desk, field: 'reply' | 'note'): { error?: string } {
  if (written?.field !== field || !written.problem) return {}
  const t = say(c, conversationMessages)
  const missing = field === 'reply' ? t('replyMissing') : t('noteMissing')
  return { error: written.problem === 'missing' ? missing : t('tooLong', { max: LONGEST_TEXT }) }
}

export function ReplyEditor({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { conversation, contact, draft, dossier, inputAnswered } = desk.page
  const who = contact.name ?? t('anonymous')
  const title = draft?.by
    ? t('draftBy', { by: draft.by })
    : t(conversation.status === 'answered' ? 'replyAgain' : 'replyTitle')
  return (
    <Editor
      id="reply-title"
      action={actionOf(c, desk, 'reply')}
      title={title}
      {...(draft ? { saved: t('saved', { moment: momentOf(c, draft.at) }) } : {})}
      actions={
        <>
          <Button kind="answer">{t('send')}</Button>
          <Button small formaction={actionOf(c, desk, 'draft')}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Seen desk={desk} />
      <TextArea
        id="reply"
        name="body"
        rows={9}
        dataKey="r"
        lang={conversation.language}
        label={t(contact.address ? 'replyLabelMail' : 'replyLabelCode', { who })}
        value={desk.written?.field === 'reply' ? desk.written.text : (draft?.body ?? '')}
        {...errorOf(c, desk, 'reply')}
      />
      {dossier && !inputAnswered && (
        <Checkbox
          id="answers-input"
          name="answersInput"
          label={t('answersInput')}
          description={t('answersInputHelp')}
        />
      )}
    </Editor>
  )
}

export function NoteForm({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  return (
    <Box title={t('noteTitle')}>
      <form class="wk-stack wk-stack--s" method="post" action={actionOf(c, desk, 'note')}>
        <TextArea
          id="note"
          name="body"
          rows={3}
          dataKey="n"
          label={t('noteLabel')}
          value={desk.written?.field === 'note' ? desk.written.text : ''}
          {...errorOf(c, desk, 'note')}
        />
        <Button small>{t('addNote')}</Button>
      </form>
    </Box>
  )
}

/** Who asked, as far as they said. */
export function WhoBox({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { name, address } = desk.page.contact
  return (
    <Box title={t('whoTitle')}>
      <p>{name ?? t('nameless')}</p>
      {address && (
        <p class="wk-small">
          <a href={`mailto:${address}`}>{address}</a>
        </p>
      )}
      <p class="wk-small wk-soft">{t('whoLogged')}</p>
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
        <form method="post" action={actionOf(c, desk, 'assign')}>
          <Seen desk={desk} />
          <Hidden values={{ to: staff.accountId }} />
          <Button small>{t('take')}</Button>
        </form>
      )}
      <form class="wk-stack wk-stack--s" method="post" action={actionOf(c, desk, 'assign')}>
        <Seen desk={desk} />
        <Select
          id="to"
          name="to"
          label={t('giveLabel')}
          options={options}
          {...(desk.refused === 'not-staff' ? { error: t('notStaff') } : {})}
        />
        <Button small>{t('give')}</Button>
      </form>
    </Box>
  )
}

export function PlaceBox({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { dossier } = desk.page
  const options = [{ value: '', label: t('placeNowhere') }].concat(
    desk.dossiers.map(({ id, question }) => ({ value: id, label: question })),
  )
  const problem = {
    'dossier-closed': t('dossierClosed'),
    'dossier-not-found': t('dossierGone'),
    'not-staff': undefined,
  }[desk.refused ?? 'not-staff']
  return (
    <Box title={t('placeTitle')}>
      <p>
        {dossier ? <a href={pathHere(c, `/dossiers/${dossier.slug}`)}>{dossier.question}</a> : t('placeNone')}
      </p>
      <form class="wk-stack wk-stack--s" method="post" action={actionOf(c, desk, 'place')}>
        <Seen desk={desk} />
        <Select
          id="dossier"
          name="dossier"
          label={t('placeLabel')}
          options={options}
          value={dossier?.id ?? ''}
          {...(problem ? { error: problem } : {})}
        />
        <Button small>{t('place')}</Button>
      </form>
    </Box>
  )
}

export function ReopenForm({ c, desk }: Props) {
  return (
    <form method="post" action={actionOf(c, desk, 'reopen')}>
      <Seen desk={desk} />
      <Button small>{say(c, conversationMessages)('reopen')}</Button>
    </form>
  )
}
