import type { Child } from 'hono/jsx'
import { LONGEST_TEXT } from '#domains/answer'
import { drawOnce, type FormErrors, pathHere, type WebContext } from '#web/http'
import { type AskedPlace, PlaceField, placeError, placeErrorId } from '#web/pages/places'
import { Band, Button, ErrorSummary, Field, Fold, Halves, Hidden, Section, TextArea } from '#web/ui'
import { keepHtml, say } from '#web/words'
import { errorOf } from '../error-of.ts'
import { FilesField, filesError } from '../files/files-field.tsx'
import type { SentFiles } from '../files/sent-files.ts'
import { type Alike, AlikeOffer, alikeErrors, alikeFields } from '../near/alike-offer.tsx'
import { phoneHref } from './phone-href.ts'
import { tellUsMessages } from './tell-us.messages.ts'

/** What somebody has filled in so far. */
export type TellUsDraft = { body: string; name: string; address: string; onBehalfOf: string; dossier: string }

export const emptyDraft: TellUsDraft = { body: '', name: '', address: '', onBehalfOf: '', dossier: '' }

/** Only programs fill it in: people do not see it, and keyboards and screen readers pass it by. */
export const TRAP = 'website'

type AskProps = { c: WebContext; dossier?: string }

/** What the first step is made of; nothing in it is of whoever reads the page. */
type FirstStep = { dossier: string | undefined; phone: string; hours: string; kind: 'primary' | 'default' }

/**
 * The first step, small enough for any page: the words, and on to the rest. It posts, because what somebody writes
 * belongs in no address; Turbo leaves it alone, because the next page is its answer.
 */
export function AskForm({ c, dossier }: AskProps) {
  return firstStep(c, { ...callAbout(c), dossier, kind: 'primary' })
}

/** "Ask or tell us" as the last line of a page that is about something else; it opens to the form. */
export function AskBand({ c, dossier }: AskProps) {
  return band(c, { ...callAbout(c), dossier, kind: 'default' })
}

function callAbout(c: WebContext): Pick<FirstStep, 'phone' | 'hours'> {
  const { phone, opening_hours: hours } = c.var.organisation
  return { phone, hours }
}

const firstStep = keepHtml((c, { dossier, phone, hours, kind }: FirstStep) => {
  const t = say(c, tellUsMessages)
  return (
    <form
      class="wk-stack"
      action={pathHere(c, '/tell-us/next')}
      method="post"
      data-turbo="false"
      data-place={pathHere(c, '/tell-us')}
    >
      <TextArea id="ask" name="body" label={t('body')} description={t('bodyHelp')} rows={4} />
      {dossier && <Hidden values={{ dossier }} />}
      <Button kind={kind} onward>
        {t('next')}
      </Button>
      {phone && <CallInstead words={t('call')} phone={phone} hours={hours} />}
    </form>
  )
})

const band = keepHtml((c, step: FirstStep) => {
  const t = say(c, tellUsMessages)
  return (
    <Band tone="sunk" line labelledBy="ask-title">
      <Fold id="ask-title" icon="chat-circle-text" title={t('bandTitle')}>
        <Halves>
          <p class="wk-lead">{t('lead')}</p>
          {firstStep(c, step)}
        </Halves>
      </Fold>
    </Band>
  )
})

/** A way other than writing. */
function CallInstead({ words, phone, hours }: { words: string; phone: string; hours: string }) {
  return (
    <p class="wk-small wk-soft">
      {words}{' '}
      <a class="wk-nowrap" href={phoneHref(phone)}>
        {phone}
      </a>
      {hours && `, ${hours}`}.
    </p>
  )
}

type TellUsFormProps = {
  c: WebContext
  draft: TellUsDraft
  errors: FormErrors
  about?: Child
  files: SentFiles | undefined
  place: AskedPlace | undefined
  alike: Alike | undefined
  /** It was offered to follow what is known already: once is enough. */
  isOffered: boolean
}

/** The whole form: the words, and where an answer may go. */
export function TellUsForm(props: TellUsFormProps) {
  const { c, draft, errors, about, files, place, alike, isOffered } = props
  const t = say(c, tellUsMessages)
  const messages = errorMessages(c, errors)
  const limit = { max: LONGEST_TEXT, left: t('left', { n: '{n}' }), over: t('over', { n: '{n}' }) }
  return (
    <form
      class="wk-stack wk-stack--l"
      action={pathHere(c, '/tell-us')}
      method="post"
      enctype="multipart/form-data"
      novalidate
    >
      {about}
      {alike && <AlikeOffer c={c} alike={alike} />}
      {isOffered && <Hidden values={{ [alikeFields.seen]: 'yes' }} />}
      <TextArea
        id="body"
        name="body"
        label={t('body')}
        description={t('bodyHelp')}
        rows={8}
        value={draft.body}
        limit={limit}
        required
        {...errorOf(messages, 'body')}
      />
      <PlaceField c={c} asked={place} />
      <FilesField c={c} sent={files} />
      <Contact c={c} draft={draft} messages={messages} />
      <Trap label={t('trap')} />
      {draft.dossier && <Hidden values={{ dossier: draft.dossier }} />}
      {c.req.method === 'POST' && <Hidden values={drawOnce()} />}
      <div class="wk-stack">
        <Button kind="primary">{t('send')}</Button>
        <p class="wk-small wk-soft">{t('whoReads', { organisation: c.var.organisation.name })}</p>
      </div>
    </form>
  )
}

function Contact({
  c,
  draft,
  messages,
}: {
  c: WebContext
  draft: TellUsDraft
  messages: Map<string, string>
}) {
  const t = say(c, tellUsMessages)
  return (
    <Section id="reply" title={t('replyTitle')} gap="m">
      <p>{t('replyHelp')}</p>
      <Field
        id="address"
        name="address"
        type="email"
        width="m"
        label={t('address')}
        description={t('addressHelp')}
        value={draft.address}
        autocomplete="email"
        autocapitalize="none"
        spellcheck={false}
        {...errorOf(messages, 'address')}
      />
      <Field
        id="name"
        name="name"
        width="m"
        label={t('name')}
        description={t('nameHelp')}
        value={draft.name}
        autocomplete="name"
        {...errorOf(messages, 'name')}
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
    </Section>
  )
}

function Trap({ label }: { label: string }) {
  return (
    <div class="wk-hidden" aria-hidden="true">
      <label for={TRAP}>{label}</label>
      <input id={TRAP} name={TRAP} type="text" value="" tabindex={-1} autocomplete="off" />
    </div>
  )
}

/** What went wrong, first on the page. */
export function TellUsErrors({
  c,
  errors,
  files,
  place,
  alike,
}: {
  c: WebContext
  errors: FormErrors
  files: SentFiles | undefined
  place: AskedPlace | undefined
  alike: Alike | undefined
}) {
  const messages = errorMessages(c, errors)
  const ofPlace = placeError(c, place)
  if (place && ofPlace) messages.set(placeErrorId(place), ofPlace)
  const ofFiles = filesError(c, files)
  if (ofFiles) messages.set('file', ofFiles)
  for (const [id, message] of alikeErrors(c, alike)) messages.set(id, message)
  const title = say(c, tellUsMessages)('errors', { n: messages.size })
  return <ErrorSummary title={title} errors={[...messages].map(([id, message]) => ({ id, message }))} />
}

function errorMessages(c: WebContext, errors: FormErrors): Map<string, string> {
  const t = say(c, tellUsMessages)
  const known: Record<string, string> = {
    'body missing': t('bodyMissing'),
    'body too-long': t('bodyTooLong', { max: LONGEST_TEXT }),
    'address not-an-address': t('notAnAddress'),
    'name too-long': t('nameTooLong'),
    'onBehalfOf too-long': t('nameTooLong'),
  }
  return new Map(
    Object.entries(errors).map(([field, problem]) => [field, known[`${field} ${problem}`] ?? problem]),
  )
}
