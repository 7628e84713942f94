import type { nameConversations } from '#domains/answer'
import { type AccessLine, isAllowed } from '#domains/people'
import type { Page } from '#platform/db'
import { type FormErrors, pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, DataTable, Empty, ErrorSummary, Field, PageHead, Pager, Select } from '#web/ui'
import { langOf, say } from '#web/words'
import { errorOf } from '../../error-of.ts'
import { readingsMessages } from './readings.messages.ts'

type OfView = {
  id: string
  subject: string
  language: string
  readings: Page<AccessLine>
  after: string | undefined
}

/** Who opened and changed one conversation. */
export async function readingsOfPage(
  c: WebContext,
  { id, subject, language, readings, after }: OfView,
): Promise<Response> {
  const t = say(c, readingsMessages)
  const staff = await getStaff(c)
  const path = pathHere(c, `/desk/inbox/${id}/readers`)
  return deskPage(
    c,
    { title: t('ofTitle'), menuItem: 'inbox', staff },
    <Band tight>
      <PageHead
        title={t('ofTitle')}
        lead={t('ofLead')}
        above={
          <a href={pathHere(c, `/desk/inbox/${id}`)} {...langOf(c, language)}>
            {subject}
          </a>
        }
      />
      <DataTable
        id="readings"
        caption={t('table')}
        hidesCaption
        stacks
        columns={[{ label: t('at') }, { label: t('who') }, { label: t('what') }]}
        rows={readings.rows.map((line) => [
          t('moment', { at: line.at }),
          line.who,
          `${t(kindOf(line))}: ${t(line.action).toLowerCase()}`,
        ])}
      />
      <Pages c={c} path={path} after={after} next={readings.next} />
      {isAllowed(staff, 'administer') && (
        <p>
          <a href={pathHere(c, '/desk/readings')}>{t('toBy')}</a>
        </p>
      )}
    </Band>,
  )
}

type ByView = {
  colleagues: { accountId: string; name: string }[]
  typed: Record<'who' | 'from' | 'until', string>
  errors?: FormErrors
  found?: {
    readings: Page<AccessLine>
    names: Awaited<ReturnType<typeof nameConversations>>
    after: string | undefined
  }
}

/** What one colleague read and changed over a period. */
export async function readingsByPage(c: WebContext, view: ByView): Promise<Response> {
  const t = say(c, readingsMessages)
  const { typed, errors = {}, found } = view
  const messages = errorMessages(c, errors)
  const wrong = messages.size > 0
  const path = `${pathHere(c, '/desk/readings')}?${new URLSearchParams(typed)}`
  return deskPage(
    c,
    { title: t('byTitle'), menuItem: 'staff', staff: await getStaff(c), wrong, status: wrong ? 422 : 200 },
    <Band tight>
      <ErrorSummary
        title={t('errors', { n: messages.size })}
        errors={[...messages].map(([id, message]) => ({ id, message }))}
      />
      <PageHead title={t('byTitle')} lead={t('byLead')} />
      <PeriodForm c={c} view={view} messages={messages} />
      {found && found.readings.rows.length === 0 && (
        <Empty title={t('none')} level={2}>
          {t('noneText')}
        </Empty>
      )}
      {found && found.readings.rows.length > 0 && (
        <>
          <DataTable
            id="readings"
            caption={t('table')}
            hidesCaption
            stacks
            columns={[{ label: t('at') }, { label: t('what') }, { label: t('how') }]}
            rows={found.readings.rows.map((line) => [
              t('moment', { at: line.at }),
              <What c={c} line={line} names={found.names} />,
              t(line.action),
            ])}
          />
          <Pages c={c} path={path} after={found.after} next={found.readings.next} />
        </>
      )}
    </Band>,
  )
}

function PeriodForm({
  c,
  view: { colleagues, typed },
  messages,
}: {
  c: WebContext
  view: ByView
  messages: ReadonlyMap<string, string>
}) {
  const t = say(c, readingsMessages)
  const options = colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))
  return (
    <form class="wk-stack" method="get" action={pathHere(c, '/desk/readings')} novalidate>
      <Select
        id="who"
        name="who"
        label={t('who')}
        options={[{ value: '', label: t('chooseWho') }, ...options]}
        value={typed.who}
        {...errorOf(messages, 'who')}
      />
      {(['from', 'until'] as const).map((name) => (
        <Field
          id={name}
          name={name}
          type="date"
          width="s"
          label={t(name)}
          value={typed[name]}
          {...errorOf(messages, name)}
        />
      ))}
      <p>
        <Button kind="answer">{t('show')}</Button>
      </p>
    </form>
  )
}

/** A conversation by its subject, where it may be read; all else by its kind. */
function What({
  c,
  line,
  names,
}: {
  c: WebContext
  line: AccessLine
  names: NonNullable<ByView['found']>['names']
}) {
  const t = say(c, readingsMessages)
  const kind = kindOf(line)
  const named = names.get(line.subjectId)
  if (named)
    return (
      <>
        {t(kind)}:{' '}
        <a href={pathHere(c, `/desk/inbox/${named.id}`)} {...langOf(c, named.language)}>
          {named.subject}
        </a>
      </>
    )
  return <>{kind === 'conversation' || kind === 'mail' ? `${t(kind)}: ${t('hidden')}` : t(kind)}</>
}

const kinds = ['conversation', 'mail', 'input', 'post'] as const

function kindOf({ subjectKind }: AccessLine): (typeof kinds)[number] | 'log' | 'other' {
  if (subjectKind === 'reading-log') return 'log'
  return kinds.find((kind) => kind === subjectKind) ?? 'other'
}

function errorMessages(c: WebContext, errors: FormErrors): Map<string, string> {
  const t = say(c, readingsMessages)
  const sentenceOf = (field: string, problem: string) => {
    if (field === 'who') return t('whoMissing')
    return t(problem === 'before' ? 'untilBefore' : 'dayMissing')
  }
  return new Map(Object.entries(errors).map(([field, problem]) => [field, sentenceOf(field, problem)]))
}

function Pages({
  c,
  path,
  after,
  next,
}: {
  c: WebContext
  path: string
  after: string | undefined
  next: string | undefined
}) {
  const t = say(c, readingsMessages)
  if (!after && !next) return null
  const join = path.includes('?') ? '&' : '?'
  return (
    <Pager
      label={t('pages')}
      {...(after ? { previous: { href: path, label: t('first') } } : {})}
      {...(next ? { next: { href: `${path}${join}after=${next}`, label: t('more') } } : {})}
    />
  )
}
