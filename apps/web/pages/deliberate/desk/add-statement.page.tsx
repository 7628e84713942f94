import type { FormText, WebContext } from '#web/http'
import { Button, Row, Section } from '#web/ui'
import { say } from '#web/words'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-dialogue.tsx'
import { deskStatementMessages } from './desk-statements.messages.ts'
import { StatementFields, tellProblem, type WritingProblem } from './statement-fields.tsx'

export type AdditionView = { page: DeskFrame['page']; text: FormText; problem?: WritingProblem }

/** The form with which staff add a statement while a dialogue is open. */
export async function addStatementPage(
  c: WebContext,
  { page, text, problem }: AdditionView,
): Promise<Response> {
  const t = say(c, deskStatementMessages)
  const base = deskPathOf(c, page.dialogue.slug)
  const error = problem && tellProblem(c, 'added', problem)
  return deskDialogue(
    c,
    { page, view: 'statements', errors: error ? [error] : [] },
    <Section id="add" title={t('title_added')} gap="m">
      <p>{t('addedHappens')}</p>
      <form method="post" action={`${base}/add`} class="wk-stack" novalidate>
        <StatementFields c={c} writing="added" language={page.dialogue.language} text={text} error={error} />
        <Row>
          <Button kind="answer">{t('do_added')}</Button>
          <a href={`${base}/statements`}>{t('cancel')}</a>
        </Row>
      </form>
    </Section>,
  )
}
