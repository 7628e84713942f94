import type { Choice } from '#domains/deliberate'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { dialogueMessages } from './dialogue.messages.ts'

const ownWords = { agree: 'ownAgree', disagree: 'ownDisagree', pass: 'ownPass' } as const

/** One's own answer in the running text of a sentence. */
export function ownAnswer(c: WebContext, choice: Choice): string {
  return say(c, dialogueMessages)(ownWords[choice])
}

/** The same for a vote as the map counts it: 1, 0 or −1. */
export function ownVoteWords(c: WebContext, vote: number): string {
  return ownAnswer(c, vote > 0 ? 'agree' : vote < 0 ? 'disagree' : 'pass')
}
