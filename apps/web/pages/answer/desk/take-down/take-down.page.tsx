import { LONGEST_NAME, LONGEST_REACH, LONGEST_TEXT, type TakenDown, takenDownChannels } from '#domains/answer'
import { pageAddressesOf } from '#domains/letters'
import { noonOf } from '#platform/clock'
import { showCode } from '#platform/code'
import { type FormErrors, type FormText, pathHere, type WebContext } from '#web/http'
import { type AskedPlace, PlaceField, placeError, placeErrorId } from '#web/pages/places'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Button,
  ButtonLink,
  Choice,
  ClaimCode,
  ErrorSummary,
  Field,
  Keys,
  Notice,
  PageHead,
  QrCode,
  Row,
  TextArea,
} from '#web/ui'
import { say } from '#web/words'
import { errorOf } from '../../error-of.ts'
import { FilesField, filesError } from '../../files/files-field.tsx'
import type { SentFiles } from '../../files/sent-files.ts'
import { conversationMessages } from '../conversation/conversation.messages.ts'
import { type FilingChoices, FilingFields, filingErrors } from '../filing/filing-fields.tsx'
import { taskMessages } from '../tasks/task.messages.ts'
import type { Slip } from './slip.ts'
import { takeDownMessages } from './take-down.messages.ts'

/** What was filled in so far. */
export type TakeDownDraft = Record<keyof TakenDown, string>

export type TakeDownView = {
  draft: TakeDownDraft
  errors?: FormErrors
  files?: SentFiles
  place: AskedPlace | undefined
  /** As it came; undefined where nobody filled it in yet. */
  text?: FormText
  choices: FilingChoices
}

/** The form for what somebody said to us; whoever types goes straight to the words, and on by Tab. */
export async function takeDownPage(
  c: WebContext,
  { draft, errors = {}, files, place, text = {}, choices }: TakeDownView,
): Promise<Response> {
  const t = say(c, takeDownMessages)
  const messages = errorMessages(c, errors)
  const ofFiles = filesError(c, files)
  if (ofFiles) messages.set('file', ofFiles)
  const ofPlace = placeError(c, place)
  if (place && ofPlace) messages.set(placeErrorId(place), ofPlace)
  const wrong = messages.size > 0
  return deskPage(
    c,
    { title: t('title'), menuItem: 'inbox', staff: await getStaff(c), wrong, status: wrong ? 422 : 200 },
    <Band tight>
      <ErrorSummary
        title={t('errors', { n: messages.size })}
        errors={[...messages].map(([id, message]) => ({ id, message }))}
      />
      <PageHead title={t('title')} lead={t('lead')} />
      <form
        class="wk-stack wk-stack--l"
        method="post"
        action={pathHere(c, '/desk/take-down')}
        enctype="multipart/form-data"
        novalidate
      >
        <Choice
          id="channel"
          name="channel"
          legend={t('channel')}
          value={draft.channel}
          options={takenDownChannels.map((value) => ({ value, label: t(value) }))}
          {...errorOf(messages, 'channel')}
        />
        <TextArea
          id="body"
          name="body"
          rows={5}
          label={t('body')}
          description={t('bodyHelp')}
          value={draft.body}
          startsHere={!wrong}
          {...errorOf(messages, 'body')}
        />
        <Contact c={c} draft={draft} messages={messages} />
        <PlaceField c={c} asked={place} atDesk />
        <TextArea
          id="answer"
          name="answer"
          rows={3}
          label={t('answer')}
          description={t('answerHelp')}
          value={draft.answer}
          {...errorOf(messages, 'answer')}
        />
        <FilesField c={c} sent={files} />
        <FilingFields c={c} choices={choices} text={text} messages={messages} />
        <Row>
          <Button kind="answer">{t('save')}</Button>
          <wk-send-key class="wk-small wk-soft" said={t('keySave')}></wk-send-key>
        </Row>
      </form>
    </Band>,
  )
}

function Contact({
  c,
  draft,
  messages,
}: {
  c: WebContext
  draft: TakeDownDraft
  messages: Map<string, string>
}) {
  const t = say(c, takeDownMessages)
  return (
    <>
      <Field
        id="name"
        name="name"
        width="m"
        label={t('name')}
        description={t('optional')}
        value={draft.name}
        autocomplete="off"
        {...errorOf(messages, 'name')}
      />
      <Field
        id="reach"
        name="reach"
        width="m"
        label={t('reach')}
        description={t('reachHelp')}
        value={draft.reach}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        {...errorOf(messages, 'reach')}
      />
      <Field
        id="onBehalfOf"
        name="onBehalfOf"
        width="m"
        label={t('onBehalfOf')}
        description={t('onBehalfOfHelp')}
        value={draft.onBehalfOf}
        autocomplete="off"
        {...errorOf(messages, 'onBehalfOf')}
      />
    </>
  )
}

const ownFields = ['channel', 'body', 'name', 'reach', 'onBehalfOf', 'answer']

function errorMessages(c: WebContext, errors: FormErrors): Map<string, string> {
  const t = say(c, takeDownMessages)
  const longest: Record<string, number> = { body: LONGEST_TEXT, answer: LONGEST_TEXT, reach: LONGEST_REACH }
  const messageOf = (field: string, problem: string) => {
    if (problem === 'too-long') return t('tooLong', { max: longest[field] ?? LONGEST_NAME })
    return t(field === 'channel' ? 'channelMissing' : 'bodyMissing')
  }
  const own = Object.entries(errors).filter(([field]) => ownFields.some((name) => name === field))
  return new Map([
    ...own.map(([field, problem]) => [field, messageOf(field, problem)] as const),
    ...filingErrors(c, errors),
  ])
}

/**
 * What to tell whoever asked: the code, and when there is an answer. Never kept by a cache.
 * @param isSeen  whether whoever wrote it down may still read it, filed as it is
 */
export async function takenDownPage(c: WebContext, slip: Slip, isSeen: boolean): Promise<Response> {
  const t = say(c, takeDownMessages)
  const keys = say(c, conversationMessages)
  const url = pageAddressesOf(c.var.services.config).track(c.var.locale, slip.code)
  const address = new URL(c.var.services.config.url).host + pathHere(c, '/my-input')
  const isAnswered = slip.answered === 'at-once'
  const title = t(isAnswered ? 'doneAnswered' : 'doneTitle')
  c.header('Referrer-Policy', 'no-referrer')
  return deskPage(
    c,
    { title, menuItem: 'inbox', staff: await getStaff(c) },
    <Band tight>
      <PageHead title={title} {...(isAnswered ? {} : { lead: t('doneDue', { due: noonOf(slip.dueOn) }) })} />
      {slip.answered === 'noted' && (
        <Notice kind="warning" title={t('notedTitle')}>
          {t('noted')}
        </Notice>
      )}
      <ClaimCode
        id="code"
        title={t('codeTitle')}
        code={showCode(slip.code)}
        qr={{ svg: <QrCode text={url} />, name: t('qr') }}
        copy={{ label: t('copy'), done: t('copied'), failed: t('copyFailed') }}
        actions={<wk-print label={t('print')}></wk-print>}
      >
        {t('doneCode', { address })} {slip.answerByMail && !isAnswered ? t('doneMail') : ''}
      </ClaimCode>
      <Row>
        {isSeen && (
          <ButtonLink kind="answer" href={pathHere(c, `/desk/inbox/${slip.conversationId}`)}>
            {t('toConversation')}
          </ButtonLink>
        )}
        {isSeen && !isAnswered && (
          <ButtonLink
            href={pathHere(c, `/desk/inbox/${slip.conversationId}/task`)}
            dataKey="v"
            icon="list-checks"
          >
            {say(c, taskMessages)('ask')}
          </ButtonLink>
        )}
        <ButtonLink href={`${pathHere(c, '/desk/take-down')}?channel=${slip.channel}`} dataKey="c">
          {t('another')}
        </ButtonLink>
      </Row>
      <Keys
        keys={[
          { keys: ['C'], does: t('keyAnother') },
          ...(isAnswered || !isSeen ? [] : [{ keys: ['V'], does: say(c, taskMessages)('keyAsk') }]),
        ]}
        off={keys('keysOff')}
        on={keys('keysOn')}
      />
    </Band>,
  )
}
