import { type ConversationPage, LONGEST_TITLE, type Splittable } from '#domains/answer'
import { type FormErrors, type FormText, textOf, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, Choice, ErrorSummary, Field, Hidden, Notice, PageHead, Row } from '#web/ui'
import { langOf, say } from '#web/words'
import { errorOf } from '../../error-of.ts'
import { momentOf } from '../conversation/conversation-entry.tsx'
import { type FilingChoices, FilingFields, filingErrors } from '../filing/filing-fields.tsx'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { splitMessages } from './split.messages.ts'

export const SEQS = 'seqs[]'

/** Why nothing was split off. */
export type SplitProblem = 'nothing-to-split' | 'of-two-people' | 'merged-already'

export type SplitView = {
  conversation: ConversationPage['conversation']
  splittable: readonly Splittable[]
  chosen: readonly string[]
  choices: FilingChoices
  text: FormText
  errors: FormErrors
  problem?: SplitProblem | 'changed' | undefined
}

/** Before something is split off: what of it, and what the new conversation is called and filed under. */
export async function splitPage(c: WebContext, view: SplitView): Promise<Response> {
  const t = say(c, splitMessages)
  const { conversation, splittable, chosen, choices, text, errors, problem } = view
  const messages = filingErrors(c, errors)
  if (errors.title) messages.set('title', t('tooLong', { max: LONGEST_TITLE }))
  if (problem && problem !== 'changed') messages.set('seqs', t(problem))
  const wrong = messages.size > 0 || problem === 'changed'
  const back = inboxPath(c, readView(c), `/${conversation.id}`)
  return deskPage(
    c,
    {
      ...{ title: t('title'), menuItem: 'inbox', staff: await getStaff(c), wrong },
      status: wrong ? (problem === 'changed' ? 409 : 422) : 200,
    },
    <Band tight>
      <ErrorSummary
        title={t('errors', { n: messages.size })}
        errors={[...messages].map(([id, message]) => ({ id, message }))}
      />
      {problem === 'changed' && (
        <Notice kind="warning" title={t('notDone')} justHappened>
          {t('changed')}
        </Notice>
      )}
      <PageHead
        title={t('title')}
        lead={splittable.length > 0 ? t('lead') : t('none')}
        above={
          <a href={back} {...langOf(c, conversation.language)}>
            {conversation.subject}
          </a>
        }
      />
      {splittable.length > 0 && (
        <form
          class="wk-stack wk-stack--l"
          method="post"
          action={inboxPath(c, readView(c), `/${conversation.id}/split-off`)}
          novalidate
        >
          <Hidden values={{ seen: String(conversation.last_seq) }} />
          <Choice
            id="seqs"
            name={SEQS}
            multiple
            legend={t('which')}
            value={chosen}
            options={splittable.map((one) => optionOf(c, one))}
            {...errorOf(messages, 'seqs')}
          />
          <Field
            id="title"
            name="title"
            label={t('name')}
            description={t('nameHelp')}
            value={textOf(text, 'title')}
            autocomplete="off"
            {...errorOf(messages, 'title')}
          />
          <FilingFields c={c} choices={choices} text={text} messages={messages} />
          <Row>
            <Button kind="answer">{t('split')}</Button>
            <a href={back}>{t('cancel')}</a>
          </Row>
        </form>
      )}
    </Band>,
  )
}

function optionOf(c: WebContext, { seq, at, title, mail }: Splittable) {
  const moment = momentOf(c, at)
  const from = mail?.from.name || mail?.from.address
  return {
    value: String(seq),
    label: <span dir="auto">{title}</span>,
    description: from ? say(c, splitMessages)('option', { who: from, moment }) : moment,
  }
}
