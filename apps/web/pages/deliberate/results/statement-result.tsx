import {
  answersOf,
  leastShown,
  type PassReason,
  passReasons,
  type StatementResult,
} from '#domains/deliberate'
import { say } from '../../../frame/say.ts'
import type { WebContext } from '../../../frame/web.ts'
import { AgreementBar } from '../../../ui/index.ts'
import { dialogueMessages } from '../deliberate.messages.ts'

/**
 * The language of a statement where it is not that of the page; an import may not know it. Its direction follows its
 * letters: people write in more languages than a dialogue is in.
 */
export function langOf(c: WebContext, language: string): { dir: 'auto'; lang?: string } {
  if (language === c.var.locale) return { dir: 'auto' }
  return { dir: 'auto', lang: language === 'und' ? '' : language }
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
  if (answersOf(result) < leastShown)
    return <p class="wk-small wk-soft">{t('tooFew', { least: leastShown })}</p>
  return (
    <AgreementBar
      agree={result.agree}
      pass={result.pass}
      disagree={result.disagree}
      sentence={(share, people) => t('share', { ...share, people })}
    />
  )
}

/** Why people passed, as far as ten or more gave the same reason. */
export function PassedBecause({
  c,
  passed = {},
}: {
  c: WebContext
  passed?: Partial<Record<PassReason, number>> | undefined
}) {
  const t = say(c, dialogueMessages)
  const reasons = passReasons.flatMap((reason) => {
    const people = passed[reason] ?? 0
    return people < leastShown ? [] : [t(`passed_${reason}`, { n: people })]
  })
  if (reasons.length === 0) return null
  return <p class="wk-small wk-soft">{t('passedBecause', { reasons: reasons.join(', ') })}</p>
}
