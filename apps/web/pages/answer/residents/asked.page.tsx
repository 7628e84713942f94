import { LONGEST_TEXT, type OutsideTask, type ShownEntry } from '#domains/answer'
import { drawOnce, type FormErrors, pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Answer, Band, Button, ErrorSummary, Hidden, PageHead, Row, Section, TextArea, Voice } from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { errorOf } from '../error-of.ts'
import { FilesField, filesError } from '../files/files-field.tsx'
import type { SentFiles } from '../files/sent-files.ts'
import { askedMessages } from './asked.messages.ts'
import { phoneHref } from './phone-href.ts'

type Open = Extract<OutsideTask, { kind: 'open' }>

export type AskedView = {
  key: string
  task: Open
  answer?: string
  errors?: FormErrors
  files?: SentFiles
}

/** What somebody outside the organisation is asked, and room for their answer; nothing else of the conversation is here. */
export function askedPage(c: WebContext, view: AskedView): Promise<Response> {
  const t = say(c, askedMessages)
  const { key, task, answer = '', errors = {}, files } = view
  const organisation = c.var.organisation.name
  const messages = answerErrors(c, errors, files)
  const wrong = messages.size > 0
  return publicPage(
    c,
    { title: t('title', { organisation }), noIndex: true, ask: false, wrong },
    <Band tight>
      <ErrorSummary
        title={t('errors', { n: messages.size })}
        errors={[...messages].map(([id, message]) => ({ id, message }))}
      />
      <PageHead title={t('title', { organisation })} lead={t('lead', { party: task.party })} />
      <Section id="question" title={t('question')} gap="m">
        <Prose text={task.question} lang={langOf(c, task.language).lang} />
      </Section>
      {task.shown.length > 0 && <Shown c={c} shown={task.shown} />}
      <form
        class="wk-stack wk-stack--l"
        method="post"
        action={pathHere(c, `/asked/${key}`)}
        enctype="multipart/form-data"
        novalidate
      >
        <Hidden values={drawOnce()} />
        <TextArea
          id="answer"
          name="answer"
          rows={8}
          label={t('answer')}
          description={t('answerHelp', { organisation })}
          value={answer}
          {...errorOf(messages, 'answer')}
        />
        <FilesField c={c} sent={files} />
        <p class="wk-small">
          {t('until', { until: task.expiresAt })} {t('once')}
        </p>
        <Row>
          <Button kind="primary">{t('send')}</Button>
        </Row>
      </form>
    </Band>,
  )
}

function answerErrors(c: WebContext, errors: FormErrors, files: SentFiles | undefined): Map<string, string> {
  const t = say(c, askedMessages)
  const messages = new Map<string, string>()
  if (errors.answer)
    messages.set('answer', errors.answer === 'too-long' ? t('tooLong', { max: LONGEST_TEXT }) : t('missing'))
  const ofFiles = filesError(c, files)
  if (ofFiles) messages.set('file', ofFiles)
  return messages
}

function Shown({ c, shown }: { c: WebContext; shown: ShownEntry[] }) {
  const t = say(c, askedMessages)
  return (
    <Section id="shown" title={t('shown')} gap="m">
      {shown.map(({ kind, at: moment, body }) => {
        const Said = kind === 'received' ? Voice : Answer
        return (
          <Said whoFirst who={t(kind === 'received' ? 'resident' : 'ours', { moment })}>
            <Prose text={body} />
          </Said>
        )
      })}
    </Section>
  )
}

/** Why a link does not open a question any more, or never did; and whom to turn to. What somebody wrote is given back. */
export function notAskedPage(
  c: WebContext,
  why: 'answered' | 'expired' | 'ended' | 'unknown',
  written = '',
): Promise<Response> {
  const t = say(c, askedMessages)
  const { name: organisation, phone, email } = c.var.organisation
  const isTold = why === 'answered' && written === ''
  return publicPage(
    c,
    {
      ...{ title: t(`${why}Title`), noIndex: true, ask: false },
      status: isTold ? 200 : why === 'unknown' ? 404 : 410,
    },
    <Band tight>
      <PageHead title={t(`${why}Title`)} lead={t(why, { organisation })} />
      {written && (
        <>
          <p>{t('notSent')}</p>
          <Prose text={written} />
        </>
      )}
      <Section id="contact" title={t('contact', { organisation })} gap="s">
        {phone && (
          <p>
            <a href={phoneHref(phone)}>{t('phone', { phone })}</a>
          </p>
        )}
        {email && (
          <p>
            <a href={`mailto:${email}`}>{t('email', { email })}</a>
          </p>
        )}
        <p>
          <a href={pathHere(c, '/tell-us')}>{t('ask')}</a>
        </p>
      </Section>
    </Band>,
  )
}
