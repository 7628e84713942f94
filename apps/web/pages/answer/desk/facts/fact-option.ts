import { type OfferedFact, verdictMessages } from '#domains/answer'
import type { WebContext } from '#web/http'
import { langOf, say } from '#web/words'
import { factsDeskMessages } from './facts-desk.messages.ts'

/** A sheet in a list to choose from. */
export function factOption(
  c: WebContext,
  { id, verdict, claim, language }: OfferedFact,
): { value: string; label: string; lang?: string } {
  const { lang } = langOf(c, language)
  return {
    value: id,
    label: say(c, factsDeskMessages)('option', { verdict: say(c, verdictMessages)(verdict), claim }),
    ...(lang === undefined ? {} : { lang }),
  }
}
