import { keptParts, type Subject, type SubjectVersion, type Unit } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import {
  Button,
  Checkbox,
  DataTable,
  Details,
  Empty,
  Field,
  Hidden,
  Section,
  Select,
  Tag,
  Tree,
} from '#web/ui'
import { say } from '#web/words'
import { calendarMessages } from '../calendar/calendar.messages.ts'
import { TermFields, termWords } from '../calendar/term-fields.tsx'
import { whoMessages } from '../who.messages.ts'
import {
  type FormView,
  fieldOf,
  nameHere,
  nameLang,
  openUnits,
  subjectsHere,
  treeOptions,
  whoPage,
} from '../who.tsx'
import { subjectsMessages } from './subjects.messages.ts'

/** What can have just happened, told once. */
export const told = ['added', 'revised', 'unchanged', 'replaced-now', 'not-found'] as const

export type SubjectsView = {
  subjects: Subject[]
  units: Unit[]
  form: FormView
  told: (typeof told)[number] | undefined
}

/** The tree of subjects, and the form that adds one. */
export function subjectsPage(c: WebContext, view: SubjectsView): Promise<Response> {
  const t = say(c, subjectsMessages)
  const { subjects, units, form, told: news } = view
  const live = subjectsHere(c, subjects)
  const unitName = (id: string | null) => units.find((unit) => unit.id === id)?.name
  return whoPage(
    c,
    {
      ...{ tab: 'subjects', title: t('title'), lead: t('lead'), form },
      told: news && { good: news !== 'not-found', sentence: t(news) },
    },
    <>
      {live.length === 0 && (
        <Empty level={2} title={t('empty')}>
          {t('emptyText')}
        </Empty>
      )}
      <Tree
        nodes={live}
        line={(subject) => (
          <>
            <a href={pathHere(c, `/desk/subjects/${subject.id}`)} {...nameLang(c, subject)}>
              {subject.name}
            </a>
            {subject.unitId !== null && <span class="wk-tree__more">{unitName(subject.unitId)}</span>}
            {subject.restricted && (
              <>
                {' '}
                <Tag icon="lock-simple">{t('restrictedTag')}</Tag>
              </>
            )}
          </>
        )}
      />
      <Replaced c={c} subjects={subjects} />
      <Section id="add" title={t('addTitle')} gap="m">
        <form method="post" action={pathHere(c, '/desk/subjects')} class="wk-stack" novalidate>
          <SubjectFields c={c} view={view} />
          <Button kind="primary">{t('add')}</Button>
        </form>
      </Section>
    </>,
  )
}

function Replaced({ c, subjects }: { c: WebContext; subjects: Subject[] }) {
  const t = say(c, subjectsMessages)
  const replaced = subjects.filter(({ replacedBy }) => replacedBy !== null)
  if (replaced.length === 0) return null
  const nameOf = (id: string | null) => subjects.find((one) => one.id === id) ?? { name: '', otherName: '' }
  return (
    <Details summary={t('replaced')}>
      <ul class="wk-bullets">
        {replaced.map((one) => (
          <li>
            {t('replacedBy', { name: nameHere(c, one), successor: nameHere(c, nameOf(one.replacedBy)) })}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function SubjectFields({ c, view, except }: { c: WebContext; view: SubjectsView; except?: string }) {
  const t = say(c, subjectsMessages)
  const { subjects, units, form } = view
  const [, other] = c.var.organisation.languages
  const parents = subjectsHere(c, subjects).filter(({ id }) => id !== except)
  return (
    <>
      <Field {...fieldOf(form, 'name')} label={t('name')} width="m" autocomplete="off" required />
      {other === undefined ? (
        <Hidden values={{ otherName: fieldOf(form, 'otherName').value }} />
      ) : (
        <Field
          {...fieldOf(form, 'otherName')}
          label={t('otherName', { other })}
          width="m"
          autocomplete="off"
        />
      )}
      <Select
        {...fieldOf(form, 'parentId')}
        label={t('parent')}
        options={treeOptions(parents, t('parentNone'))}
      />
      <Select
        {...fieldOf(form, 'unitId')}
        label={t('unit')}
        options={treeOptions(openUnits(units), t('unitNone'))}
      />
      <TermFields c={c} form={form} isOptional />
      <Checkbox
        id="restricted"
        name="restricted"
        label={t('restricted')}
        description={t('restrictedHelp')}
        checked={fieldOf(form, 'restricted').value === 'yes'}
      />
      <Kept c={c} form={form} />
    </>
  )
}

/** How long what belongs to conversations about it is kept; folded away, as most say nothing of it. */
function Kept({ c, form }: { c: WebContext; form: FormView }) {
  const t = say(c, subjectsMessages)
  const isSaid = keptParts.some((part) => fieldOf(form, part).value !== '' || form.errors[part])
  return (
    <Details summary={t('kept')} open={isSaid}>
      <div class="wk-stack">
        <p>{t('keptHelp')}</p>
        {keptParts.map((part) => (
          <Field
            {...fieldOf(form, part)}
            label={t(`kept-${part}`)}
            description={t(part === 'words' ? 'keptElseWords' : 'keptElse')}
            inputmode="numeric"
            width="s"
          />
        ))}
      </div>
    </Details>
  )
}

export type SubjectView = SubjectsView & {
  subject: Subject
  versions: SubjectVersion[]
  replacing: FormView
}

/** One subject: its next version, what replaces it, and how it was. */
export function subjectPage(c: WebContext, view: SubjectView): Promise<Response> {
  const t = say(c, subjectsMessages)
  const { subject, form, replacing } = view
  const name = nameHere(c, subject)
  const here = `/desk/subjects/${subject.id}`
  const errors = { ...form.errors, ...replacing.errors }
  return whoPage(
    c,
    {
      ...{ tab: 'subjects', title: name, form: { ...form, errors } },
      above: <a href={pathHere(c, '/desk/subjects')}>{t('title')}</a>,
    },
    <>
      <Section id="change" title={t('changeTitle')} gap="m">
        <form method="post" action={pathHere(c, here)} class="wk-stack" novalidate>
          <p>{t('changeHelp')}</p>
          <Hidden values={{ seen: `${subject.version}` }} />
          <SubjectFields c={c} view={view} except={subject.id} />
          <Button kind="primary">{say(c, whoMessages)('save')}</Button>
        </form>
      </Section>
      <History c={c} view={view} />
      <Section id="replace" title={t('replaceTitle')} gap="m">
        <form method="post" action={pathHere(c, `${here}/replace`)} class="wk-stack" novalidate>
          <p>{t('replaceHelp')}</p>
          <Select
            {...fieldOf(replacing, 'successorId')}
            label={t('successor')}
            options={treeOptions(
              subjectsHere(c, view.subjects).filter(({ id }) => id !== subject.id),
              t('successorNone'),
            )}
            required
          />
          <Button>{t('replace', { name })}</Button>
        </form>
      </Section>
    </>,
  )
}

function History({ c, view: { versions } }: { c: WebContext; view: SubjectView }) {
  const t = say(c, subjectsMessages)
  const none = say(c, whoMessages)('none')
  const terms = say(c, calendarMessages)('termsOf')
  return (
    <Section id="history" title={t('historyTitle')} gap="m">
      <DataTable
        id="versions"
        caption={t('historyTable')}
        hidesCaption
        stacks
        columns={[t('name'), t('parent'), t('unit'), t('restrictedTag'), terms, t('when'), t('by')].map(
          (label) => ({
            label,
          }),
        )}
        rows={versions.map((one) => [
          one.otherName ? `${one.name} / ${one.otherName}` : one.name,
          one.parent ?? none,
          one.unit ?? t('unitNone'),
          one.restricted ? t('restrictedYes') : none,
          termWords(c, one) ?? none,
          t('at', { at: one.madeAt }),
          one.by ?? none,
        ])}
      />
    </Section>
  )
}
