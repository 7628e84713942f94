import {
  longestStatement,
  type PublicStatement,
  type ReviseStatementsOutcome,
  type RevisionKind,
  revisionSizes,
  shortestStatement,
} from '#domains/deliberate'
import { type FormText, textOf } from '../../../frame/form.ts'
import { say } from '../../../frame/say.ts'
import type { WebContext } from '../../../frame/web.ts'
import { Button, Choice, Hidden, Row, Section, TextArea } from '../../../ui/index.ts'
import { langOf } from '../results/statement-result.tsx'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-frame.tsx'
import { deskStatementMessages } from './desk-statements.messages.ts'

export type RevisionProblem = Exclude<ReviseStatementsOutcome, { kind: 'revised' }> | { kind: 'reason' }

export type RevisionView = {
  page: DeskFrame['page']
  kind: RevisionKind
  /** The numbers that are ticked. */
  chosen: number[]
  statements: PublicStatement[]
  /** What looks like them, for a merger. */
  others: { number: number; text: string; language: string }[]
  text: FormText
  problem?: RevisionProblem
}

/** The form with which staff put newer versions in the place of statements. */
export async function revisePage(c: WebContext, view: RevisionView): Promise<Response> {
  const t = say(c, deskStatementMessages)
  const { page, kind, chosen, statements, text, problem } = view
  const base = deskPathOf(c, page.dialogue.slug)
  const error = problem && { id: fieldOf(problem), message: problemWords(c, kind, problem) }
  const at = (id: string) => (error?.id === id ? { error: error.message } : {})
  const answers = statements.reduce((sum, one) => sum + one.answers, 0)
  return deskDialogue(
    c,
    { page, view: 'statements', errors: error ? [error] : [] },
    <Section id="revise" title={t(`title_${kind}`)} gap="m">
      <p>{t('whatHappens', { n: answers })}</p>
      <form method="post" action={`${base}/revise`} class="wk-stack" novalidate>
        <Hidden values={{ kind }} />
        <Replaced c={c} view={view} {...at('from')} />
        <TextArea
          id="text"
          name="text"
          label={t(`text_${kind}`)}
          description={t(`help_${kind}`, { least: shortestStatement, most: longestStatement })}
          rows={kind === 'split' ? 6 : 3}
          value={textOf(text, 'text')}
          required
          {...langOf(c, page.dialogue.language)}
          {...at('text')}
          {...(kind === 'split'
            ? {}
            : {
                limit: {
                  max: longestStatement,
                  left: t('left', { n: '{n}' }),
                  over: t('over', { n: '{n}' }),
                },
              })}
        />
        <TextArea
          id="reason"
          name="reason"
          label={t('reason')}
          description={t('reasonHelp')}
          rows={2}
          value={textOf(text, 'reason')}
          required
          {...at('reason')}
        />
        <Row>
          <Button kind="answer">{t(`do_${kind}`)}</Button>
          <a href={`${base}/statements${kind === 'merged' ? `?${ticksOf(chosen)}` : ''}`}>{t('cancel')}</a>
        </Row>
      </form>
    </Section>,
  )
}

/** The address of the list keeps what is ticked. */
function ticksOf(chosen: number[]): URLSearchParams {
  return new URLSearchParams(chosen.map((number) => ['from[]', String(number)]))
}

/** What is replaced: read for one statement, ticked for a merger. */
function Replaced({ c, view, error }: { c: WebContext; view: RevisionView; error?: string }) {
  const t = say(c, deskStatementMessages)
  const { kind, chosen, statements, others } = view
  if (kind !== 'merged')
    return (
      <div class="wk-stack wk-stack--s" id="from">
        <p class="wk-who">{t('now')}</p>
        {statements.map(({ number, text, language }) => (
          <>
            <input type="hidden" name="from[]" value={String(number)} />
            <p {...langOf(c, language)}>‘{text}’</p>
          </>
        ))}
      </div>
    )
  return (
    <Choice
      id="from"
      name="from[]"
      multiple
      legend={t('which')}
      {...(others.length > 0 ? { description: t('whichHelp') } : {})}
      {...(error ? { error } : {})}
      value={chosen.map(String)}
      options={[...statements, ...others].map(({ number, text, language }) => ({
        value: String(number),
        label: <span {...langOf(c, language)}>{text}</span>,
      }))}
    />
  )
}

/** The field beside which a problem is told. */
function fieldOf(problem: RevisionProblem): 'text' | 'reason' | 'from' {
  switch (problem.kind) {
    case 'reason':
      return 'reason'
    case 'not-found':
    case 'not-published':
    case 'removal-requested':
      return 'from'
    case 'too-few':
    case 'too-many':
      return problem.of === 'texts' ? 'text' : 'from'
    default:
      return 'text'
  }
}

function problemWords(c: WebContext, kind: RevisionKind, problem: RevisionProblem): string {
  const t = say(c, deskStatementMessages)
  const [least, most] = 'of' in problem ? revisionSizes[kind][problem.of] : [0, 0]
  switch (problem.kind) {
    case 'reason':
      return t('reasonWrong')
    case 'too-few':
    case 'too-many':
      return t(`${problem.kind}-${problem.of}`, { least, most })
    case 'text-refused':
      return t(problem.why, { text: problem.text, least: shortestStatement, most: longestStatement })
    case 'said-before':
      return t(`said-${problem.state}`, { text: problem.text, number: problem.number })
    case 'same-texts':
    case 'unchanged':
      return t(problem.kind, { text: problem.text })
    case 'not-found':
    case 'not-published':
    case 'removal-requested':
      return t(problem.kind, { number: problem.number })
    default:
      return t(problem.kind)
  }
}
