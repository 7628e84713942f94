import {
  fieldNames,
  mayKeepFor,
  type StandardText,
  type StandardTextVersion,
  writeField,
} from '#domains/answer'
import { inTreeOrder, type StaffMember, type Subject, type Unit } from '#domains/people'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { Button, DataTable, Empty, Field, Hidden, Note, Section, Select, TextArea } from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { answeringPage, type FormView, fieldOf, ListPager } from '../answering-page.tsx'
import { optionOf } from '../conversation/classify-box.tsx'
import { nameIn } from '../name-in.ts'
import { textsMessages } from './texts.messages.ts'

/** What a text can be for and about. */
export type TextChoices = { staff: StaffMember; subjects: Subject[]; units: Unit[] }

export type TextsView = TextChoices & {
  texts: Page<StandardText>
  after: string | undefined
  form: FormView
}

/** All standard texts, and the form that makes one. */
export function textsPage(c: WebContext, view: TextsView): Promise<Response> {
  const t = say(c, textsMessages)
  const a = say(c, answeringMessages)
  const { texts, after, form } = view
  return answeringPage(
    c,
    { tab: 'texts', title: a('texts'), lead: t('lead'), form },
    <>
      {texts.rows.length === 0 ? (
        <Empty level={2} title={t('empty')}>
          {t('emptyText')}
        </Empty>
      ) : (
        <DataTable
          id="texts"
          caption={a('texts')}
          hidesCaption
          stacks
          columns={[t('title'), a('unit'), a('subject'), t('languages')].map((label) => ({ label }))}
          rows={texts.rows.map((one) => [
            <a href={pathHere(c, `/desk/texts/${one.id}`)}>{one.title}</a>,
            one.unit ?? a('unitNone'),
            one.subject ? nameIn(c, one.subject) : a('subjectNone'),
            writtenIn(one).join(', ').toUpperCase(),
          ])}
        />
      )}
      <ListPager c={c} path="/desk/texts" after={after} next={texts.next} />
      <Section id="make" title={t('makeTitle')} gap="m">
        <form method="post" action={pathHere(c, '/desk/texts')} class="wk-stack" novalidate>
          <TextFields c={c} choices={view} form={form} />
          <Button kind="primary">{t('make')}</Button>
        </form>
      </Section>
    </>,
  )
}

const languages = ['nl', 'en'] as const

function writtenIn(text: StandardText): ('nl' | 'en')[] {
  return languages.filter((language) => text[language] !== '')
}

/** The fields of a language as they are written, one after the other. */
export function fieldsIn(c: WebContext, language: 'nl' | 'en'): string {
  const list = new Intl.ListFormat(c.var.locale, { type: 'unit', style: 'short' })
  return list.format(fieldNames.map((name) => writeField(name, language)))
}

function TextFields({ c, choices, form }: { c: WebContext; choices: TextChoices; form: FormView }) {
  const t = say(c, textsMessages)
  const a = say(c, answeringMessages)
  const { staff, subjects, units } = choices
  const mayAll = mayKeepFor(staff, null)
  const own = inTreeOrder(units.filter(({ id, closedOn }) => closedOn === null && mayKeepFor(staff, id)))
  const live = inTreeOrder(subjects.filter(({ replacedBy }) => replacedBy === null))
  return (
    <>
      <Field
        {...fieldOf(form, 'title')}
        label={t('title')}
        description={t('titleHelp')}
        width="m"
        autocomplete="off"
        required
      />
      {languages.map((language) => (
        <TextArea
          {...fieldOf(form, language)}
          label={t(language)}
          description={t('fields', { fields: fieldsIn(c, language) })}
          rows={6}
          lang={language}
        />
      ))}
      <Select
        {...fieldOf(form, 'unitId')}
        label={a('unit')}
        options={[
          ...(mayAll ? [{ value: '', label: a('unitNone') }] : []),
          ...own.map((one) => optionOf(one, one.name)),
        ]}
      />
      <Select
        {...fieldOf(form, 'subjectId')}
        label={a('subject')}
        options={[
          { value: '', label: a('subjectNone') },
          ...live.map((one) => optionOf(one, nameIn(c, one))),
        ]}
      />
    </>
  )
}

export type TextView = TextChoices & {
  text: StandardText
  versions: StandardTextVersion[]
  form: FormView
}

/** One text: its next version, its end, and how it was. */
export function textPage(c: WebContext, view: TextView): Promise<Response> {
  const t = say(c, textsMessages)
  const { text, form, staff } = view
  const here = pathHere(c, `/desk/texts/${text.id}`)
  const above = <a href={pathHere(c, '/desk/texts')}>{say(c, answeringMessages)('texts')}</a>
  return answeringPage(
    c,
    { tab: 'texts', title: text.title, above, form },
    mayKeepFor(staff, text.unitId) ? (
      <>
        <Section id="change" title={t('changeTitle')} gap="m">
          <form method="post" action={here} class="wk-stack" novalidate>
            <p>{t('changeHelp')}</p>
            <Hidden values={{ seen: `${text.version}` }} />
            <TextFields c={c} choices={view} form={form} />
            <Button kind="primary">{say(c, answeringMessages)('save')}</Button>
          </form>
        </Section>
        <History c={c} view={view} />
        <Section id="end" title={t('endTitle')} gap="m">
          <form method="post" action={`${here}/end`} class="wk-stack" novalidate>
            <p>{t('endHelp')}</p>
            <Button>{t('end', { title: text.title })}</Button>
          </form>
        </Section>
      </>
    ) : (
      <>
        <p>{t('readOnly')}</p>
        <Bodies c={c} text={text} />
        <History c={c} view={view} />
      </>
    ),
  )
}

function Bodies({ c, text }: { c: WebContext; text: StandardText }) {
  const t = say(c, textsMessages)
  return (
    <>
      {writtenIn(text).map((language) => (
        <Note who={t(language)}>
          <Prose text={text[language]} lang={langOf(c, language).lang} />
        </Note>
      ))}
    </>
  )
}

function History({ c, view: { versions } }: { c: WebContext; view: TextView }) {
  const a = say(c, answeringMessages)
  const t = say(c, textsMessages)
  return (
    <Section id="history" title={a('history')} gap="m">
      <DataTable
        id="versions"
        caption={a('history')}
        hidesCaption
        stacks
        columns={[t('title'), t('languages'), a('unit'), a('subject'), a('when'), a('by')].map((label) => ({
          label,
        }))}
        rows={versions.map((one) => [
          one.title,
          <Bodies c={c} text={one} />,
          one.unit ?? a('unitNone'),
          one.subject ? nameIn(c, one.subject) : a('subjectNone'),
          a('at', { at: one.madeAt }),
          one.by,
        ])}
      />
    </Section>
  )
}
