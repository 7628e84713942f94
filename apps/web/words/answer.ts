import type { Choice } from '#domains/deliberate'
import type { Spoken } from '#web/http'
import { answerMessages } from './answer.messages.ts'
import { say } from './say.ts'

/** The three answers to a statement, as buttons and keys to a drawing have them. */
export function answerLabels(c: Spoken): Record<Choice, string> {
  const t = say(c, answerMessages)
  return { agree: t('agree'), disagree: t('disagree'), pass: t('pass') }
}

const ownWords = { agree: 'ownAgree', disagree: 'ownDisagree', pass: 'ownPass' } as const

/** One's own answer in the running text of a sentence. */
export function ownAnswer(c: Spoken, choice: Choice): string {
  return say(c, answerMessages)(ownWords[choice])
}

/** The same for a vote as the map counts it: 1, 0 or −1. */
export function ownVoteWords(c: Spoken, vote: number): string {
  return ownAnswer(c, vote > 0 ? 'agree' : vote < 0 ? 'disagree' : 'pass')
}
