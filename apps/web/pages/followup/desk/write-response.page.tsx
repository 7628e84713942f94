import type { Dossier } from '#domains/dossier'
import {
  LONGEST_TEXT,
  type ResponseHistory,
  type ResponseText,
  reasonCodes,
  reasonMessages,
  verdictMessages,
  verdicts,
} from '#domains/followup'
import type { Input } from '#domains/register'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { DialogueFindings } from '#web/pages/opinions'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  ButtonLink,
  Choice,
  ErrorSummary,
  Notice,
  PageHead,
  Section,
  Select,
  Split,
  TextArea,
  Voice,
  Wrap,
} from '#web/ui'
import { kindName, langOf, say } from '#web/words'
import { AnswerText } from '../answer-text.tsx'
import { responseDeskMessages } from './response-desk.messages.ts'

type SaidInput = Pick<Input, 'id' | 'kind' | 'body' | 'language' | 'received_at'>

type SaidDialogue = { kind: 'dialogue'; dialogueId: string; question: string; language: string | null }

export type WriteView = {
  dossier: Pick<Dossier, 'slug' | 'question' | 'language'>
  /** What is answered. */
  said: { kind: 'inputs'; inputs: SaidInput[] } | SaidDialogue
  units: { id: string; name: string }[]
  form: { text: FormText; errors: FormErrors }
  /** Where the form goes: a new response, or a new version of this one. */
  changes?: string
  preview?: ResponseText | undefined
  /** Why it could not be published. */
  refused?:
    | 'notOpen'
    | 'notAnswerable'
    | 'notMandated'
    | { word: 'hasResponse' | 'changedMeanwhile'; see: string }
}

/** Writes a response, or a new version of one, beside what was said. */
export async function writeResponsePage(c: WebContext, view: WriteView): Promise<Response> {
  const t = say(c, responseDeskMessages)
  const { dossier, form, preview, changes, refused } = view
  const errors = sentencesOf(c, form.errors)
  const base = pathHere(c, `/desk/responses/${dossier.slug}`)
  const title = t(changes ? 'changeTitle' : 'writeTitle')
  return deskPage(
    c,
    {
      title,
      menuItem: 'responses',
      staff: await getStaff(c),
      wrong: errors.length > 0,
      ...(refused ? { status: 409 as const } : {}),
    },
    <>
      <Wrap>
        <Breadcrumbs
          label={t('crumbs')}
          trail={[
            { href: pathHere(c, '/desk/responses'), label: t('title') },
            { href: base, label: <span {...langOf(c, dossier.language)}>{dossier.question}</span> },
          ]}
        />
      </Wrap>
      <Band tight>
        <ErrorSummary title={t('errors', { n: errors.length })} errors={errors} />
        {refused && <Refused c={c} base={base} refused={refused} />}
        <Split
          head={<PageHead title={title} {...(changes ? { lead: t('changeLead') } : {})} />}
          asideLabel={t('theySaid', { n: 1 })}
          aside={<Said c={c} said={view.said} />}
        >
          {preview && (
            <Section id="preview" title={t('previewTitle')} gap="m">
              <AnswerText
                c={c}
                answer={preview}
                unit={view.units.find((unit) => unit.id === preview.unitId)?.name ?? ''}
                language={dossier.language}
              />
            </Section>
          )}
          <ResponseForm c={c} base={base} view={view} errors={Object.fromEntries(errors.map(toPair))} />
        </Split>
      </Band>
    </>,
  )
}

const toPair = ({ id, message }: { id: string; message: string }) => [id, message] as const

function Refused({
  c,
  base,
  refused,
}: {
  c: WebContext
  base: string
  refused: NonNullable<WriteView['refused']>
}) {
  const t = say(c, responseDeskMessages)
  if (typeof refused === 'string') return <Notice kind="error" title={t(refused)} justHappened />
  return (
    <Notice kind="error" title={t(refused.word)} justHappened>
      <p>
        <a href={`${base}/${refused.see}`}>{t('seeResponse')}</a>
      </p>
    </Notice>
  )
}

function Said({ c, said }: { c: WebContext; said: WriteView['said'] }) {
  const t = say(c, responseDeskMessages)
  if (said.kind === 'dialogue')
    return (
      <Section id="said" title={<span {...langOf(c, said.language)}>{said.question}</span>} gap="s">
        <p>{t('inDialogue')}</p>
        <DialogueFindings c={c} dialogueId={said.dialogueId} />
      </Section>
    )
  return (
    <Section id="said" title={t('theySaid', { n: said.inputs.length })} gap="m">
      {said.inputs.map((input) => (
        <Voice
          who={t('saidOn', { kind: kindName(c, input.kind), on: input.received_at })}
          {...langOf(c, input.language)}
          quote={input.body ?? t('noText')}
        />
      ))}
    </Section>
  )
}

/** The form shows its preview itself: a page that comes back without an error is no visit of Turbo's. */
function ResponseForm({
  c,
  base,
  view,
  errors,
}: {
  c: WebContext
  base: string
  view: WriteView
  errors: FormErrors
}) {
  const t = say(c, responseDeskMessages)
  const { said, units, form, changes, preview } = view
  const limit = { max: LONGEST_TEXT, left: t('left', { n: '{n}' }), over: t('over', { n: '{n}' }) }
  const field = (name: string) => ({
    id: name,
    name,
    value: textOf(form.text, name),
    ...(errors[name] === undefined ? {} : { error: errors[name] }),
  })
  return (
    <form
      method="post"
      action={changes ? `${base}/${changes}/change` : `${base}/new?about=${aboutOf(said)}`}
      class="wk-stack wk-stack--l"
      data-turbo="false"
      novalidate
    >
      {changes && <input type="hidden" name="seen" value={textOf(form.text, 'seen')} />}
      {said.kind === 'dialogue' && <input type="hidden" name="dialogue" value={said.dialogueId} />}
      {said.kind === 'inputs' &&
        said.inputs.map((input) => <input type="hidden" name="input[]" value={input.id} />)}
      <Choice
        {...field('verdict')}
        legend={t('verdict')}
        options={verdicts.map((verdict) => ({ value: verdict, label: say(c, verdictMessages)(verdict) }))}
        required
      />
      <TextArea
        {...field('action')}
        label={t('action')}
        description={t('actionHelp')}
        rows={5}
        limit={limit}
        required
      />
      <Select
        {...field('reason')}
        label={t('reason')}
        description={t('reasonHelp')}
        options={[
          { value: '', label: t('reasonNone') },
          ...reasonCodes.map((reason) => ({ value: reason, label: say(c, reasonMessages)(reason) })),
        ]}
      />
      <TextArea
        {...field('why')}
        label={t('why')}
        description={t('whyHelp')}
        rows={5}
        limit={limit}
        required
      />
      <Select
        {...field('unitId')}
        label={t('unit')}
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        required
      />
      <p class="wk-small">{t('publishText')}</p>
      <div class="wk-row">
        <Button kind={preview ? 'default' : 'answer'} name="step" value="preview">
          {t('preview')}
        </Button>
        {preview && (
          <Button kind="answer" name="step" value="publish">
            {t('publish')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Of two responses that are being written, each keeps its own text: by what it is an answer to. */
function aboutOf(said: WriteView['said']): string {
  return said.kind === 'dialogue' ? said.dialogueId : (said.inputs[0]?.id ?? '')
}

/** The schema's words for what is wrong, in sentences, in the order of the form. */
function sentencesOf(c: WebContext, errors: FormErrors): { id: string; message: string }[] {
  const t = say(c, responseDeskMessages)
  const sentences: Record<string, string> = {
    verdict: t('missingVerdict'),
    action: t(errors.action === 'too-long' ? 'tooLongAction' : 'missingAction', { max: LONGEST_TEXT }),
    reason: t('missingReason'),
    why: t(errors.why === 'too-long' ? 'tooLongWhy' : 'missingWhy', { max: LONGEST_TEXT }),
    unitId: t('missingUnit'),
  }
  return Object.entries(sentences).flatMap(([id, message]) => (errors[id] ? [{ id, message }] : []))
}

export type HistoryView = {
  dossier: Pick<Dossier, 'slug' | 'question' | 'language' | 'state'>
  response: ResponseHistory
  /** It was published just now. */
  published: boolean
}

/** A response with all that it ever said. */
export async function responseHistoryPage(c: WebContext, view: HistoryView): Promise<Response> {
  const t = say(c, responseDeskMessages)
  const { dossier, response, published } = view
  const base = pathHere(c, `/desk/responses/${dossier.slug}`)
  const [newest] = response.versions
  return deskPage(
    c,
    { title: t('responseTitle'), menuItem: 'responses', staff: await getStaff(c) },
    <>
      <Wrap>
        <Breadcrumbs
          label={t('crumbs')}
          trail={[
            { href: pathHere(c, '/desk/responses'), label: t('title') },
            {
              href: `${base}?show=answered`,
              label: <span {...langOf(c, dossier.language)}>{dossier.question}</span>,
            },
          ]}
        />
      </Wrap>
      <Band tight>
        {published && (
          <Notice kind="ok" title={t('published')} justHappened>
            {t('publishedText', { inputs: newest?.inputs ?? 0, voters: newest?.voters ?? 0 })}
          </Notice>
        )}
        <PageHead
          title={t('responseTitle')}
          actions={
            dossier.state === 'open' && (
              <ButtonLink icon="pencil-simple" href={`${base}/${response.responseId}/change`}>
                {t('change')}
              </ButtonLink>
            )
          }
        />
        <Split asideLabel={t('theySaid', { n: 1 })} aside={<Said c={c} said={saidIn(c, response)} />}>
          <Section id="history" title={t('history')}>
            {response.versions.map((version) => (
              <div class="wk-stack wk-stack--s">
                <h3>{t('version', { n: version.version, on: version.published_at })}</h3>
                <AnswerText c={c} answer={version} unit={version.unit} language={dossier.language} />
                <p class="wk-small wk-soft">
                  {t('versionBy', {
                    author: version.author,
                    unit: version.unit,
                    inputs: version.inputs,
                    voters: version.voters,
                  })}{' '}
                  {t(version.noticed_at ? 'noticesDone' : 'noticesBusy')}
                </p>
              </div>
            ))}
          </Section>
        </Split>
      </Band>
    </>,
  )
}

/** What a response is to, as the pages of the desk show it. */
export function saidIn(c: WebContext, response: ResponseHistory): WriteView['said'] {
  const { dialogueId, question, language, inputs } = response
  if (!dialogueId) return { kind: 'inputs', inputs }
  const t = say(c, responseDeskMessages)
  return { kind: 'dialogue', dialogueId, question: question ?? t('dialogueUnknown'), language }
}
