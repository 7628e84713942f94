import type { PublicStatement, RevisionKind } from '#domains/deliberate'
import type { FormText, WebContext } from '#web/http'
import { Button, Choice, Hidden, Row, Section } from '#web/ui'
import { langOf, say } from '#web/words'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-dialogue.tsx'
import { deskStatementMessages } from './desk-statements.messages.ts'
import { StatementFields, tellProblem, type WritingProblem } from './statement-fields.tsx'

export type RevisionView = {
  page: DeskFrame['page']
  kind: RevisionKind
  /** The numbers that are ticked. */
  chosen: number[]
  statements: PublicStatement[]
  /** What looks like them, for a merger. */
  others: { number: number; text: string; language: string }[]
  text: FormText
  problem?: WritingProblem
}

/** The form with which staff put newer versions in the place of statements. */
export async function revisePage(c: WebContext, view: RevisionView): Promise<Response> {
  const t = say(c, deskStatementMessages)
  const { page, kind, chosen, statements, text, problem } = view
  const base = deskPathOf(c, page.dialogue.slug)
  const error = problem && tellProblem(c, kind, problem)
  const answers = statements.reduce((sum, one) => sum + one.answers, 0)
  return deskDialogue(
    c,
    { page, view: 'statements', errors: error ? [error] : [] },
    <Section id="revise" title={t(`title_${kind}`)} gap="m">
      <p>{t('whatHappens', { n: answers })}</p>
      <form method="post" action={`${base}/revise`} class="wk-stack" novalidate>
        <Hidden values={{ kind }} />
        <Replaced c={c} view={view} {...(error?.id === 'from' ? { error: error.message } : {})} />
        <StatementFields c={c} writing={kind} language={page.dialogue.language} text={text} error={error} />
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
