import {
  closeReasons,
  type Label,
  type Macro,
  macroAssignments,
  macroSnoozes,
  mayKeepFor,
  type StandardText,
} from '#domains/answer'
import { inTreeOrder, type StaffMember, type Subject, type Unit } from '#domains/people'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { Button, DataTable, Empty, Field, Hidden, Section, Select } from '#web/ui'
import { say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { answeringPage, type FormView, fieldOf, ListPager } from '../answering-page.tsx'
import { optionOf } from '../conversation/classify-box.tsx'
import { handsMessages } from '../hands/hands.messages.ts'
import { nameIn } from '../name-in.ts'
import { macrosMessages } from './macros.messages.ts'

/** What a macro can name. */
export type MacroChoices = {
  staff: StaffMember
  colleagues: StaffMember[]
  texts: StandardText[]
  subjects: Subject[]
  units: Unit[]
  labels: Label[]
}

export type MacrosView = MacroChoices & { macros: Page<Macro>; after: string | undefined; form: FormView }

/** All macros, and the form that makes one. */
export function macrosPage(c: WebContext, view: MacrosView): Promise<Response> {
  const t = say(c, macrosMessages)
  const a = say(c, answeringMessages)
  const { macros, after, form } = view
  return answeringPage(
    c,
    { tab: 'macros', title: a('macros'), lead: t('lead'), form },
    <>
      {macros.rows.length === 0 ? (
        <Empty level={2} title={t('empty')}>
          {t('emptyText')}
        </Empty>
      ) : (
        <DataTable
          id="macros"
          caption={a('macros')}
          hidesCaption
          stacks
          columns={[t('title'), t('does'), a('unit')].map((label) => ({ label }))}
          rows={macros.rows.map((one) => [
            <a href={pathHere(c, `/desk/macros/${one.id}`)}>{one.title}</a>,
            <Deeds c={c} macro={one} />,
            one.unit ?? a('unitNone'),
          ])}
        />
      )}
      <ListPager c={c} path="/desk/macros" after={after} next={macros.next} />
      <Section id="make" title={t('makeTitle')} gap="m">
        <form method="post" action={pathHere(c, '/desk/macros')} class="wk-stack" novalidate>
          <MacroFields c={c} choices={view} form={form} />
          <Button kind="primary">{t('make')}</Button>
        </form>
      </Section>
    </>,
  )
}

/** What a macro does, one turn a line. */
function Deeds({ c, macro }: { c: WebContext; macro: Macro }) {
  const t = say(c, macrosMessages)
  const { text, assign, colleague, subject, answeringUnit, label, snoozeDays, closeAs } = macro
  const lines = [
    ...(subject === null ? [] : [t('doesSubject', { subject: nameIn(c, subject) })]),
    ...(answeringUnit === null ? [] : [t('doesUnit', { unit: answeringUnit })]),
    ...(assign === null ? [] : [t(`does${assign}`, { who: colleague ?? '' })]),
    ...(label === null ? [] : [t('doesLabel', { label })]),
    ...(snoozeDays === null ? [] : [t('doesSnooze', { n: snoozeDays })]),
    ...(closeAs === null ? [] : [t('doesClose', { reason: say(c, handsMessages)(`reason-${closeAs}`) })]),
    ...(text === null ? [] : [t('doesText', { text })]),
  ]
  return (
    <ul class="wk-bullets">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function MacroFields({ c, choices, form }: { c: WebContext; choices: MacroChoices; form: FormView }) {
  const t = say(c, macrosMessages)
  const a = say(c, answeringMessages)
  const { staff, units, subjects, texts, colleagues, labels } = choices
  const open = inTreeOrder(units.filter(({ closedOn }) => closedOn === null))
  const own = inTreeOrder(open.filter(({ id }) => mayKeepFor(staff, id)))
  const live = inTreeOrder(subjects.filter(({ replacedBy }) => replacedBy === null))
  const none = (label: string) => ({ value: '', label })
  const assignments = { me: t('assignMe'), everyone: t('assignEveryone'), colleague: t('assignColleague') }
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
      <Select
        {...fieldOf(form, 'unitId')}
        label={a('unit')}
        options={[
          ...(mayKeepFor(staff, null) ? [none(a('unitNone'))] : []),
          ...own.map((one) => optionOf(one, one.name)),
        ]}
      />
      <Select
        {...fieldOf(form, 'textId')}
        label={t('text')}
        options={[none(t('textNone')), ...texts.map(({ id, title }) => ({ value: id, label: title }))]}
      />
      <Select
        {...fieldOf(form, 'subjectId')}
        label={t('subject')}
        options={[none(t('asItIs')), ...live.map((one) => optionOf(one, nameIn(c, one)))]}
      />
      <Select
        {...fieldOf(form, 'answeringUnitId')}
        label={t('unit')}
        options={[none(t('asItIs')), ...open.map((one) => optionOf(one, one.name))]}
      />
      <Select
        {...fieldOf(form, 'assign')}
        label={t('assign')}
        options={[
          none(t('assignNone')),
          ...macroAssignments.map((one) => ({ value: one, label: assignments[one] })),
        ]}
      />
      <Select
        {...fieldOf(form, 'assignTo')}
        label={t('assignTo')}
        options={[
          none(t('assignToNone')),
          ...colleagues.map(({ accountId, name, unit }) => ({ value: accountId, label: `${name}, ${unit}` })),
        ]}
      />
      <WholeFields c={c} labels={labels} form={form} />
    </>
  )
}

/** What is done with the conversation as a whole. */
function WholeFields({ c, labels, form }: { c: WebContext; labels: Label[]; form: FormView }) {
  const t = say(c, macrosMessages)
  const h = say(c, handsMessages)
  const none = (label: string) => ({ value: '', label })
  return (
    <>
      <Select
        {...fieldOf(form, 'labelId')}
        label={t('label')}
        options={[
          none(t('labelNone')),
          ...labels.flatMap(({ id, name, isEnded }) => (isEnded ? [] : [{ value: id, label: name }])),
        ]}
      />
      <Select
        {...fieldOf(form, 'snoozeDays')}
        label={t('snooze')}
        options={[
          none(t('snoozeNone')),
          ...macroSnoozes.map((n) => ({ value: `${n}`, label: t('snoozeDays', { n }) })),
        ]}
      />
      <Select
        {...fieldOf(form, 'closeAs')}
        label={t('close')}
        description={t('closeHelp')}
        options={[
          none(t('closeNone')),
          ...closeReasons.map((reason) => ({ value: reason, label: h(`reason-${reason}`) })),
        ]}
      />
    </>
  )
}

export type MacroView = MacroChoices & { macro: Macro; form: FormView }

/** One macro: what it does, changed or ended by who may. */
export function macroPage(c: WebContext, view: MacroView): Promise<Response> {
  const t = say(c, macrosMessages)
  const { macro, form, staff } = view
  const here = pathHere(c, `/desk/macros/${macro.id}`)
  const above = <a href={pathHere(c, '/desk/macros')}>{say(c, answeringMessages)('macros')}</a>
  return answeringPage(
    c,
    { tab: 'macros', title: macro.title, above, form },
    mayKeepFor(staff, macro.unitId) ? (
      <>
        <Section id="change" title={t('changeTitle')} gap="m">
          <form method="post" action={here} class="wk-stack" novalidate>
            <Hidden values={{ seen: `${macro.version}` }} />
            <MacroFields c={c} choices={view} form={form} />
            <Button kind="primary">{say(c, answeringMessages)('save')}</Button>
          </form>
        </Section>
        <Section id="end" title={t('endTitle')} gap="m">
          <form method="post" action={`${here}/end`} class="wk-stack" novalidate>
            <p>{t('endHelp')}</p>
            <Button>{t('end', { title: macro.title })}</Button>
          </form>
        </Section>
      </>
    ) : (
      <>
        <p>{t('readOnly')}</p>
        <Deeds c={c} macro={macro} />
      </>
    ),
  )
}
