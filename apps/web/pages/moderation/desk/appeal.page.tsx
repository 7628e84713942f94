import {
  type DecideAppealOutcome,
  type OpenAppeal,
  refusalMessages,
  type TextKind,
} from '#domains/moderation'
import { dateIn, noonOf } from '#platform/clock'
import type { Page } from '#platform/db'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Button,
  Choice,
  Details,
  Empty,
  ErrorSummary,
  Notice,
  PageHead,
  Pager,
  Tag,
  TextArea,
  Voice,
} from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { appealMessages } from './appeal.messages.ts'

const tellings = {
  upheld: 'upheldDone',
  overturned: 'overturnedDone',
  'already-decided': 'decidedBefore',
  'own-decision': 'ownDecision',
} as const satisfies Record<Exclude<DecideAppealOutcome['kind'], 'not-found'>, string>

export type AppealTold = keyof typeof tellings

export function readAppealTold(word: string | undefined): AppealTold | undefined {
  return (Object.keys(tellings) as AppealTold[]).find((known) => known === word)
}

export function wordsOfAppeal(c: WebContext, told: AppealTold): string {
  return say(c, appealMessages)(tellings[told])
}

export type AppealsView = {
  appeals: Page<OpenAppeal>
  told?: AppealTold | undefined
  /** What was filled in wrongly, for which appeal. */
  wrong?: { id: string; text: FormText; errors: FormErrors }
}

/** The appeals that wait, the most urgent first, each with the form of the second look. */
export async function appealsPage(c: WebContext, view: AppealsView): Promise<Response> {
  const t = say(c, appealMessages)
  const { appeals, told, wrong } = view
  const errors = wrong ? problemsOf(c, wrong) : []
  const isGood = told === 'upheld' || told === 'overturned'
  return deskPage(
    c,
    {
      title: t('title'),
      menuItem: 'appeals',
      staff: await getStaff(c),
      wrong: wrong !== undefined,
    },
    <Band tight>
      <ErrorSummary title={t('errors', { n: errors.length })} errors={errors} />
      {told && <Notice kind={isGood ? 'ok' : 'warning'} title={wordsOfAppeal(c, told)} justHappened />}
      <PageHead title={t('title')} lead={t('lead')} />
      {appeals.rows.length === 0 ? (
        <Empty level={2} title={t('empty')}>
          {t('emptyText')}
        </Empty>
      ) : (
        <div class="wk-stack wk-stack--l">
          {appeals.rows.map((appeal) => (
            <Appeal c={c} appeal={appeal} wrong={wrong?.id === appeal.id ? wrong : undefined} />
          ))}
        </div>
      )}
      <Pager
        label={t('paging')}
        {...(appeals.next
          ? { next: { href: `${pathHere(c, '/desk/appeals')}?after=${appeals.next}`, label: t('more') } }
          : {})}
      />
    </Band>,
  )
}

/** The desk of the space that a text stands in. */
const desks = { statement: '/desk/dialogues' } as const satisfies Record<TextKind, string>

type AppealProps = { c: WebContext; appeal: OpenAppeal; wrong: AppealsView['wrong'] }

function Appeal({ c, appeal, wrong }: AppealProps) {
  const t = say(c, appealMessages)
  const { id, text, reason } = appeal
  const said = { who: appeal.refusedBy, reason: reason ? refusalMessages[c.var.locale][reason] : '' }
  return (
    <article class="wk-stack wk-stack--s" aria-labelledby={`appeal-${id}`}>
      <div>
        <DueTag c={c} dueOn={appeal.dueOn} />
      </div>
      <h2 id={`appeal-${id}`} class="wk-who" {...langOf(c, text.language)}>
        ‘{text.text}’
      </h2>
      <p class="wk-small">
        {t('inDialogue')}{' '}
        <a href={pathHere(c, `${desks[text.kind]}/${text.space.slug}`)}>{text.space.title}</a>
      </p>
      <p>{t('refusedBy', said)}</p>
      {appeal.explanation && <Prose text={appeal.explanation} />}
      <Voice who={t('writer', { at: appeal.lodgedAt })} quote={appeal.words} />
      {appeal.isOwn ? (
        <p class="wk-soft">{t('own')}</p>
      ) : wrong ? (
        <DecisionForm c={c} appeal={appeal} wrong={wrong} />
      ) : (
        <Details summary={t('decide')}>
          <DecisionForm c={c} appeal={appeal} wrong={wrong} />
        </Details>
      )}
    </article>
  )
}

function DueTag({ c, dueOn }: { c: WebContext; dueOn: string }) {
  const t = say(c, appealMessages)
  const { config, clock } = c.var.services
  const due = noonOf(dueOn)
  if (dueOn < dateIn(config.timeZone, clock.now())) return <Tag icon="warning">{t('late', { due })}</Tag>
  return <Tag icon="hourglass">{t('due', { due })}</Tag>
}

function DecisionForm({ c, appeal: { id }, wrong }: AppealProps) {
  const t = say(c, appealMessages)
  const problems = wrong ? problemsOf(c, wrong) : []
  const field = (name: string) => {
    const problem = problems.find((one) => one.id === `${name}-${id}`)
    return {
      id: `${name}-${id}`,
      name,
      value: wrong ? textOf(wrong.text, name) : '',
      ...(problem ? { error: problem.message } : {}),
    }
  }
  return (
    <form method="post" action={pathHere(c, `/desk/appeals/${id}`)} class="wk-stack" novalidate>
      <Choice
        {...field('outcome')}
        legend={t('outcome')}
        options={[
          { value: 'overturned', label: t('overturned') },
          { value: 'upheld', label: t('upheld') },
        ]}
        required
      />
      <TextArea
        {...field('explanation')}
        label={t('explanation')}
        description={t('explanationHelp')}
        rows={4}
        required
      />
      <div>
        <Button kind="answer">{t('send')}</Button>
      </div>
    </form>
  )
}

function problemsOf(c: WebContext, { id, errors }: NonNullable<AppealsView['wrong']>) {
  const t = say(c, appealMessages)
  const sentence = (field: string, word: string): string => {
    if (field === 'outcome') return t('outcomeMissing')
    return word === 'too-long' ? t('explanationTooLong') : t('explanationMissing')
  }
  return Object.entries(errors).map(([field, word]) => ({
    id: `${field}-${id}`,
    message: sentence(field, word),
  }))
}
