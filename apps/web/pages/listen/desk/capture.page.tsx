import { captureLanguages, type LineFault } from '#domains/listen'
import { languageName } from '#platform/i18n'
import { pathHere, textOf, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { Button, Field, FileField, Hidden, Notice, Section, Select, TextArea } from '#web/ui'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { captureMessages } from './capture.messages.ts'
import { formPage } from './form-page.tsx'
import { GroundFields } from './new-source.page.tsx'

/** Where posts that are brought may come from. */
export type HandSources = ReadonlyArray<{ id: string; title: string }>

function trailHere(c: WebContext, ...more: { href: string; label: string }[]) {
  const t = say(c, sourceMessages)
  return { label: t('trail'), steps: [{ href: pathHere(c, '/desk/listen'), label: t('back') }, ...more] }
}

const problemsTitle = (c: WebContext) => (n: number) => say(c, sourceMessages)('errors', { n })

/** The form for one post: fetched from its page, or typed. */
export async function capturePage(
  c: WebContext,
  form: ShownForm,
  { sources, isStep = false }: { sources: HandSources; isStep?: boolean },
): Promise<Response> {
  const t = say(c, captureMessages)
  return formPage(c, {
    title: t('title'),
    lead: t('lead'),
    trail: trailHere(c),
    action: pathHere(c, '/desk/listen/capture'),
    save: t('save'),
    form,
    isStep,
    problemsTitle: problemsTitle(c),
    fields: (
      <>
        <SourceField c={c} form={form} sources={sources} />
        <Field
          {...fieldOf(form, 'address')}
          label={t('address')}
          description={t('addressHelp')}
          inputmode="text"
          spellcheck={false}
          autocapitalize="none"
        />
        <div>
          <Button name="step" value="fetch">
            {t('fetch')}
          </Button>
        </div>
        <Field {...fieldOf(form, 'title')} label={t('postTitle')} />
        <TextArea {...fieldOf(form, 'text')} label={t('text')} description={t('textHelp')} rows={12} />
        <Field
          {...fieldOf(form, 'date')}
          type="date"
          label={t('date')}
          description={t('dateHelp')}
          width="s"
        />
        <Hidden values={{ moment: textOf(form.text, 'moment') }} />
        <Select
          {...fieldOf(form, 'language')}
          label={t('language')}
          options={[{ value: '', label: t('languageGuess') }, ...languagesOf(c, form)]}
        />
      </>
    ),
  })
}

/** The usual ones, and the one that its page says. */
function languagesOf(c: WebContext, form: ShownForm) {
  const said = textOf(form.text, 'language')
  const tags = new Set([...captureLanguages, ...(said === '' ? [] : [said])])
  return [...tags].map((tag) => ({ value: tag, label: languageName(c.var.locale, tag) ?? tag }))
}

function SourceField({ c, form, sources }: { c: WebContext; form: ShownForm; sources: HandSources }) {
  const t = say(c, captureMessages)
  return (
    <>
      <Select
        {...fieldOf(form, 'source')}
        label={t('source')}
        options={sources.map(({ id, title }) => ({ value: id, label: title }))}
        required
      />
      <ul class="wk-bullets">
        <li>
          <a href={pathHere(c, '/desk/listen/capture/sources/new')}>{t('otherSource')}</a>
        </li>
        <li>
          <a href={pathHere(c, '/desk/listen/capture/file')}>{t('toFile')}</a>
        </li>
      </ul>
    </>
  )
}

/** The form for a place of which posts are brought by hand. */
export async function newHandSourcePage(c: WebContext, form: ShownForm): Promise<Response> {
  const t = say(c, captureMessages)
  return formPage(c, {
    title: t('sourceTitle'),
    lead: t('sourceLead'),
    trail: trailHere(c),
    action: pathHere(c, '/desk/listen/capture/sources/new'),
    save: t('saveSource'),
    form,
    problemsTitle: problemsTitle(c),
    fields: (
      <>
        <Field {...fieldOf(form, 'title')} label={t('name')} description={t('nameHelp')} required />
        <Field
          {...fieldOf(form, 'home')}
          label={t('home')}
          inputmode="text"
          spellcheck={false}
          autocapitalize="none"
        />
        <GroundFields c={c} form={form} />
      </>
    ),
  })
}

/** Faults that are shown of a file: who mends these sees how to mend the others. */
const SHOWN_FAULTS = 50

/** The form for a spreadsheet of posts; with what is wrong in the one that was sent. */
export async function captureFilePage(
  c: WebContext,
  form: ShownForm,
  more: {
    sources: HandSources
    faults?: readonly LineFault[]
    done?: { added: number; known: number } | undefined
  },
): Promise<Response> {
  const t = say(c, captureMessages)
  const { sources, faults = [], done } = more
  const { value: _, ...file } = fieldOf(form, 'file')
  return formPage(c, {
    title: t('fileTitle'),
    lead: t('fileLead'),
    trail: trailHere(c, { href: pathHere(c, '/desk/listen/capture'), label: t('title') }),
    action: pathHere(c, '/desk/listen/capture/file'),
    save: t('saveFile'),
    form,
    bringsFile: true,
    problemsTitle: problemsTitle(c),
    fields: (
      <>
        {done && <Notice kind="ok" title={t('fileDone', done)} justHappened />}
        {faults.length > 0 && <Faults c={c} faults={faults} />}
        <Select
          {...fieldOf(form, 'source')}
          label={t('source')}
          options={sources.map(({ id, title }) => ({ value: id, label: title }))}
          required
        />
        <FileField {...file} label={t('file')} description={t('fileHelp')} accept=".csv,text/csv" required />
      </>
    ),
  })
}

function Faults({ c, faults }: { c: WebContext; faults: readonly LineFault[] }) {
  const t = say(c, captureMessages)
  return (
    <Section id="faults" title={t('faults')} gap="s">
      <ul class="wk-bullets">
        {faults.slice(0, SHOWN_FAULTS).map((one) => (
          <li>{t('onLine', { line: one.line, fault: sayFault(c, one) })}</li>
        ))}
        {faults.length > SHOWN_FAULTS && <li>{t('moreFaults', { n: faults.length - SHOWN_FAULTS })}</li>}
      </ul>
    </Section>
  )
}

function sayFault(c: WebContext, fault: LineFault): string {
  const t = say(c, captureMessages)
  if (fault.fault === 'cells') return t('cells', fault)
  const { field, value } = fault
  return sayField(c, field, fault.fault, value)
}

/** What is wrong with a field of a post, in a sentence that names what was typed. */
export function sayField(c: WebContext, field: string, fault: string, value: string): string {
  const key = `${field}/${fault}`
  return isKey(key) ? say(c, captureMessages)(key, { value }) : key
}

type Key = keyof (typeof captureMessages)['nl']

export function isKey(text: string): text is Key {
  return Object.hasOwn(captureMessages.nl, text)
}
