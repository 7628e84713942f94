import type { Choice } from '#domains/deliberate'
import { say } from '../../../frame/say.ts'
import type { WebContext } from '../../../frame/web.ts'
import { dialogueMessages } from '../deliberate.messages.ts'

const ownWords = { agree: 'ownAgree', disagree: 'ownDisagree', pass: 'ownPass' } as const

/** One's own answer in the running text of a sentence. */
export function ownAnswer(c: WebContext, choice: Choice): string {
  return say(c, dialogueMessages)(ownWords[choice])
}

/** The same for a vote as the map counts it: 1, 0 or −1. */
export function ownVoteWords(c: WebContext, vote: number): string {
  return ownAnswer(c, vote > 0 ? 'agree' : vote < 0 ? 'disagree' : 'pass')
}
