import type { StatementResult } from '#domains/deliberate'
import { say } from '../../frame/say.ts'
import type { WebContext } from '../../frame/web.ts'
import { AgreementBar } from '../../ui/index.ts'
import { dialogueMessages } from './deliberate.messages.ts'

/** Fewer people than this are not drawn. */
export const LEAST_DRAWN = 10

export function answersOf({
  agree,
  disagree,
  pass,
}: Pick<StatementResult, 'agree' | 'disagree' | 'pass'>): number {
  return agree + disagree + pass
}

/** The language of a statement where it is not that of the page; an import may not know it. */
export function langOf(c: WebContext, language: string): { lang?: string } {
  if (language === c.var.locale) return {}
  return { lang: language === 'und' ? '' : language }
}

/** How people answered one statement, as a bar and in words; not drawn for a few. */
export function ResultBar({
  c,
  result,
}: {
  c: WebContext
  result: Pick<StatementResult, 'agree' | 'disagree' | 'pass'>
}) {
  const t = say(c, dialogueMessages)
  if (answersOf(result) < LEAST_DRAWN)
    return <p class="wk-small wk-soft">{t('tooFew', { least: LEAST_DRAWN })}</p>
  return (
    <AgreementBar
      agree={result.agree}
      pass={result.pass}
      disagree={result.disagree}
      sentence={(share, people) => t('share', { ...share, people })}
    />
  )
}
