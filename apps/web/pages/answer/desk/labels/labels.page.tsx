import { type Label, LONGEST_LABEL, MOST_LABELS } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import { Band, Button, DataTable, Empty, ErrorSummary, Field, Notice, PageHead, Section } from '#web/ui'
import { say } from '#web/words'
import { labelsMessages } from './labels.messages.ts'

export type LabelProblem = 'missing' | 'too-long' | 'taken' | 'too-many'

type Options = {
  labels: Label[]
  staff: StaffMember
  done?: 'made' | 'endedNow' | undefined
  /** What was typed and cannot be a label. */
  wrong?: { name: string; problem: LabelProblem }
}

/** The labels of the organisation, for administrators. */
export async function labelsPage(c: WebContext, { labels, staff, done, wrong }: Options): Promise<Response> {
  const t = say(c, labelsMessages)
  const max = wrong?.problem === 'too-many' ? MOST_LABELS : LONGEST_LABEL
  const error = wrong && t(wrong.problem, { name: wrong.name, max })
  const ended = labels.filter(({ isEnded }) => isEnded)
  return deskPage(
    c,
    {
      title: t('title'),
      menuItem: 'inbox',
      staff,
      status: wrong ? 422 : 200,
      wrong: wrong !== undefined,
    },
    <Band tight>
      {error && <ErrorSummary title={t('addTitle')} errors={[{ id: 'name', message: error }]} />}
      {done && <Notice kind="ok" title={t(done)} justHappened />}
      <PageHead title={t('title')} lead={t('lead')} />
      <Section id="in-use" title={t('inUse')} gap="m">
        <InUse c={c} labels={labels.filter(({ isEnded }) => !isEnded)} />
      </Section>
      <Section id="new" title={t('addTitle')} gap="m">
        <form class="wk-stack" method="post" action={pathHere(c, '/desk/labels')} novalidate>
          <Field
            id="name"
            name="name"
            width="m"
            label={t('nameLabel')}
            description={t('nameHelp', { max: LONGEST_LABEL })}
            value={wrong?.name ?? ''}
            required
            {...(error ? { error } : {})}
          />
          <div>
            <Button kind="answer">{t('add')}</Button>
          </div>
        </form>
      </Section>
      {ended.length > 0 && (
        <Section id="ended" title={t('ended')} gap="m">
          <p>{t('endedBody', { names: ended.map(({ name }) => name).join(', ') })}</p>
        </Section>
      )}
    </Band>,
  )
}

function InUse({ c, labels }: { c: WebContext; labels: Label[] }) {
  const t = say(c, labelsMessages)
  if (labels.length === 0)
    return (
      <Empty title={t('noneTitle')} level={3}>
        {t('noneBody')}
      </Empty>
    )
  return (
    <DataTable
      id="labels"
      caption={t('inUse')}
      hidesCaption
      stacks
      columns={[{ label: t('name') }, { label: t('what') }]}
      rows={labels.map(({ id, name }) => [
        name,
        <form method="post" action={pathHere(c, `/desk/labels/${id}/end`)}>
          <Button small>{t('end', { name })}</Button>
        </form>,
      ])}
    />
  )
}
