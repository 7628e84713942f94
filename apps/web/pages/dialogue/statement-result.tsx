import {
  answersOf,
  leastShown,
  leastTold,
  type PassReason,
  passReasons,
  type StatementResult,
} from '#domains/deliberate'
import type { Spoken } from '#web/http'
import { AgreementBar } from '#web/ui'
import { say } from '#web/words'
import { dialogueMessages } from './dialogue.messages.ts'

/** How people answered one statement, as a bar and in words; not drawn while nothing is told. */
export function ResultBar({
  c,
  result,
  isOpen,
}: {
  c: Spoken
  result: Pick<StatementResult, 'agree' | 'disagree' | 'pass'>
  /** Whether people can still answer. */
  isOpen: boolean
}) {
  const t = say(c, dialogueMessages)
  if (answersOf(result) === 0)
    return (
      <p class="wk-small wk-soft">{t(isOpen ? 'tooFew' : 'tooFewEnded', { least: leastTold(!isOpen) })}</p>
    )
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
  c: Spoken
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

/** That what is seen is of a moment ago, and why. */
export function InSteps({ c }: { c: Spoken }) {
  return <p class="wk-small wk-soft">{say(c, dialogueMessages)('inSteps')}</p>
}
