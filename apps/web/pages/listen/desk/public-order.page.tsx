import { type OrderSubject, type Stance, stances } from '#domains/listen'
import { inTreeOrder } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  Choice,
  ErrorSummary,
  List,
  Notice,
  PageHead,
  Section,
  Select,
  Stack,
  Tag,
  TextArea,
} from '#web/ui'
import { say } from '#web/words'
import { subjectLang, subjectName } from '../subject-name.ts'
import { orderMessages } from './public-order.messages.ts'

type View = { subjects: readonly OrderSubject[]; form: ShownForm; isDone?: boolean }

/** Which subjects are about public order, and whether they are followed. */
export async function publicOrderPage(c: WebContext, { subjects, form, isDone }: View): Promise<Response> {
  const t = say(c, orderMessages)
  const problems = Object.entries(form.errors).map(([id, message]) => ({ id, message }))
  const listen = pathHere(c, '/desk/listen')
  const trail = [
    { href: listen, label: t('back') },
    { href: `${listen}/watches`, label: t('watches') },
  ]
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c), wrong: problems.length > 0 },
    <Band tight>
      {isDone && <Notice kind="ok" title={t('done')} justHappened />}
      <ErrorSummary title={t('errors', { n: problems.length })} errors={problems} />
      <Stack>
        <Breadcrumbs label={t('trail')} trail={trail} />
        <PageHead title={t('title')} lead={t('lead')} />
      </Stack>
      <Listed c={c} subjects={subjects.filter(({ stance }) => stance !== 'other')} />
      <Section id="say" title={t('formTitle')} gap="m">
        <OrderForm c={c} subjects={subjects} form={form} />
      </Section>
    </Band>,
  )
}

function Listed({ c, subjects }: { c: WebContext; subjects: readonly OrderSubject[] }) {
  const t = say(c, orderMessages)
  return (
    <Section id="subjects" title={t('listTitle')} gap="m">
      {subjects.length === 0 ? (
        <p>{t('listEmpty')}</p>
      ) : (
        <List
          items={subjects.map((subject) => ({
            title: <span {...subjectLang(c, subject)}>{subjectName(c, subject)}</span>,
            tag: (
              <Tag icon={subject.stance === 'off' ? 'lock-simple' : 'binoculars'}>
                {t(subject.stance === 'off' ? 'off' : 'watched')}
              </Tag>
            ),
            body: <p>{sayWhy(c, subject)}</p>,
          }))}
        />
      )}
    </Section>
  )
}

function sayWhy(c: WebContext, { decision }: OrderSubject): string {
  const t = say(c, orderMessages)
  return decision ? t('said', { name: decision.by, at: decision.at, reason: decision.reason }) : t('byName')
}

function OrderForm({ c, subjects, form }: { c: WebContext } & Pick<View, 'subjects' | 'form'>) {
  const t = say(c, orderMessages)
  const labels = { off: t('sayOff'), watched: t('sayWatched'), other: t('sayOther') } satisfies Record<
    Stance,
    string
  >
  return (
    <form
      method="post"
      action={pathHere(c, '/desk/listen/public-order')}
      class="wk-stack wk-stack--l"
      novalidate
    >
      <Select
        {...fieldOf(form, 'subjectId')}
        label={t('subject')}
        options={[
          { value: '', label: t('choose') },
          ...inTreeOrder(subjects).map((subject) => ({
            value: subject.id,
            label: `${'– '.repeat(subject.depth)}${subjectName(c, subject)}`,
            ...subjectLang(c, subject),
          })),
        ]}
      />
      <Choice
        {...fieldOf(form, 'stance')}
        legend={t('stance')}
        options={stances.map((value) => ({ value, label: labels[value] }))}
      />
      <TextArea
        {...fieldOf(form, 'reason')}
        label={t('reason')}
        description={t('reasonHelp')}
        rows={2}
        required
      />
      <div>
        <Button kind="primary">{t('save')}</Button>
      </div>
    </form>
  )
}
