import {
  type AddStatementOutcome,
  longestStatement,
  type ReviseStatementsOutcome,
  type RevisionKind,
  revisionSizes,
  shortestStatement,
} from '#domains/deliberate'
import { type FormText, textOf, type WebContext } from '#web/http'
import { TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { deskStatementMessages } from './desk-statements.messages.ts'

/** What staff do with words of statements: write one, or put newer ones in the place of others. */
export type Writing = RevisionKind | 'added'

/** Why words were not taken, as the domain says it; a missing reason is told by the form. */
export type WritingProblem =
  | Exclude<ReviseStatementsOutcome, { kind: 'revised' }>
  | Exclude<AddStatementOutcome, { kind: 'added' }>
  | { kind: 'reason' }

type FieldsProps = {
  c: WebContext
  writing: Writing
  /** The language of the dialogue. */
  language: string
  text: FormText
  /** What is wrong, by the id of its field. */
  error: { id: string; message: string } | undefined
}

/** The words themselves, and why: everybody can read that. */
export function StatementFields({ c, writing, language, text, error }: FieldsProps) {
  const t = say(c, deskStatementMessages)
  const wrong = (id: string) => (error?.id === id ? { error: error.message } : {})
  const limit = {
    max: longestStatement,
    left: t('left', { n: '{n}' }),
    over: t('over', { n: '{n}' }),
  }
  return (
    <>
      <TextArea
        id="text"
        name="text"
        label={t(`text_${writing}`)}
        description={t(`help_${writing}`, { least: shortestStatement, most: longestStatement })}
        rows={writing === 'split' ? 6 : 3}
        value={textOf(text, 'text')}
        required
        {...langOf(c, language)}
        {...wrong('text')}
        {...(writing === 'split' ? {} : { limit })}
      />
      <TextArea
        id="reason"
        name="reason"
        label={t('reason')}
        description={t('reasonHelp')}
        rows={2}
        value={textOf(text, 'reason')}
        required
        {...wrong('reason')}
      />
    </>
  )
}

/** A problem in words, beside the field that it is about. */
export function tellProblem(
  c: WebContext,
  writing: Writing,
  problem: WritingProblem,
): { id: string; message: string } {
  return { id: fieldOf(problem), message: wordsOf(c, writing, problem) }
}

function fieldOf(problem: WritingProblem): 'text' | 'reason' | 'from' {
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

function wordsOf(c: WebContext, writing: Writing, problem: WritingProblem): string {
  const t = say(c, deskStatementMessages)
  switch (problem.kind) {
    case 'reason':
      return t('reasonWrong')
    case 'too-few':
    case 'too-many':
      return t(`${problem.kind}-${problem.of}`, boundsOf(writing, problem.of))
    case 'text-refused':
      return t(problem.why, { text: problem.text, least: shortestStatement, most: longestStatement })
    case 'said-before': {
      const said = t(`said-${problem.state}`, { text: problem.text, number: problem.number })
      return problem.state === 'published' && writing !== 'added' ? `${said} ${t('ratherMerge')}` : said
    }
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

function boundsOf(writing: Writing, of: 'statements' | 'texts'): { least: number; most: number } {
  const [least, most] = writing === 'added' ? [1, 1] : revisionSizes[writing][of]
  return { least, most }
}
