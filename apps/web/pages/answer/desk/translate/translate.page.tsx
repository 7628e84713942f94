import { type ConversationPage, LONGEST_TEXT } from '#domains/answer'
import type { MachineTranslation } from '#domains/translation'
import { languageName } from '#platform/i18n'
import type { WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Button,
  Details,
  Empty,
  Entries,
  ErrorSummary,
  Hidden,
  PageHead,
  Section,
  TextArea,
  Voice,
} from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { momentOf } from '../conversation/conversation-entry.tsx'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { translateMessages } from './translate.messages.ts'

export type ReplyProblem = 'missing' | 'too-long' | 'failed'

type TranslatedText = { seq: number; at: Date; body: string; translation: MachineTranslation }

type View = {
  page: ConversationPage
  texts: TranslatedText[]
  /** There is more than is shown. */
  isCut: boolean
  /** The language of whoever asked, as far as the computer tells. */
  language: string | undefined
  typed: { text: string; problem?: ReplyProblem }
}

/** What whoever asked said, in the language of whoever reads; and the way to answer in theirs. */
export async function translatePage(c: WebContext, view: View): Promise<Response> {
  const t = say(c, translateMessages)
  const { page, texts, isCut, language, typed } = view
  const error = problemWords(c, typed.problem)
  return deskPage(
    c,
    {
      ...{ title: t('title'), menuItem: 'inbox', staff: await getStaff(c) },
      ...{ wrong: error !== undefined, status: error === undefined ? 200 : 422 },
    },
    <Band tight>
      <ErrorSummary
        title={t('errors')}
        errors={error === undefined ? [] : [{ id: 'text', message: error }]}
      />
      <PageHead
        title={t('title')}
        lead={t('lead')}
        above={
          <a
            href={inboxPath(c, readView(c), `/${page.conversation.id}`)}
            {...langOf(c, page.conversation.language)}
          >
            {page.conversation.subject}
          </a>
        }
      />
      {texts.length === 0 ? (
        <Empty title={t('none')} level={2}>
          {t('noneText')}
        </Empty>
      ) : (
        <Entries label={t('title')} entries={texts.map((text) => <Said c={c} text={text} />)} />
      )}
      {isCut && <p class="wk-small">{t('older', { n: texts.length })}</p>}
      {language && language !== c.var.locale && (
        <ReplyForm c={c} view={view} language={language} error={error} />
      )}
    </Band>,
  )
}

function Said({ c, text: { at, body, translation } }: { c: WebContext; text: TranslatedText }) {
  const t = say(c, translateMessages)
  if (translation.kind === 'failed')
    return (
      <Voice whoFirst who={momentOf(c, at)}>
        <p>{t('failed')}</p>
        <Prose text={body} lang="und" />
      </Voice>
    )
  const { text, from } = translation
  const language = from && languageName(c.var.locale, from)
  return (
    <Voice whoFirst who={momentOf(c, at)}>
      <p class="wk-small">{language ? t('machine', { language }) : t('machineUnknown')}</p>
      <Prose text={text} />
      <Details summary={t('original')}>
        <Prose text={body} lang={from ?? 'und'} />
      </Details>
    </Voice>
  )
}

function ReplyForm({
  c,
  view: { page, typed },
  language,
  error,
}: {
  c: WebContext
  view: View
  language: string
  error: string | undefined
}) {
  const t = say(c, translateMessages)
  return (
    <Section
      id="reply-in-theirs"
      title={t('replyTitle', { language: languageName(c.var.locale, language) ?? language })}
      gap="m"
    >
      <form
        class="wk-stack"
        method="post"
        action={inboxPath(c, readView(c), `/${page.conversation.id}/translation`)}
        novalidate
      >
        <Hidden values={{ to: language }} />
        <TextArea
          id="text"
          name="text"
          rows={7}
          label={t('replyLabel')}
          description={t('replyHelp')}
          value={typed.text}
          {...(error === undefined ? {} : { error })}
        />
        <p>
          <Button kind="answer">{t('replyButton')}</Button>
        </p>
      </form>
    </Section>
  )
}

function problemWords(c: WebContext, problem: ReplyProblem | undefined): string | undefined {
  const t = say(c, translateMessages)
  if (problem === undefined) return undefined
  if (problem === 'too-long') return t('tooLong', { max: LONGEST_TEXT })
  return t(problem === 'missing' ? 'replyMissing' : 'replyFailed')
}
