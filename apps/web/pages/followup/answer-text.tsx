import type { PropsWithChildren } from 'hono/jsx'
import type { ReasonCode, Verdict } from '#domains/followup'
import type { Written } from '#domains/translation'
import type { WebContext } from '#web/http'
import { Answer } from '#web/ui'
import { LanguageNote, langOf, Prose, say } from '#web/words'
import { trackMessages } from './residents/track.messages.ts'
import { reasonSentence, VerdictTag } from './verdict.tsx'

/** What a version of a response says. */
type SaidAnswer = {
  verdict: Verdict
  reason: ReasonCode | null
  action: string
  why: string
  translated?: Written['translated']
}

/** A response as its reader sees it: what we do with it, and then why. Children stand below. */
export function AnswerText({
  c,
  answer: { verdict, reason, action, why, translated },
  unit,
  language,
  children,
}: PropsWithChildren<{
  c: WebContext
  answer: SaidAnswer
  unit: string
  /** The language in which it is. */
  language?: string | undefined
}>) {
  const { lang } = langOf(c, language)
  return (
    <Answer who={unit}>
      <p>
        <VerdictTag c={c} verdict={verdict} />
      </p>
      <Prose text={action} lang={lang} />
      <p>
        <strong>{say(c, trackMessages)('why')}</strong>
      </p>
      <Prose text={why} lang={lang} />
      {reason && <p>{reasonSentence(c, reason)}</p>}
      <LanguageNote c={c} of={{ language, translated }} />
      {children}
    </Answer>
  )
}
