import { peopleTold } from '#domains/deliberate'
import type { Unanswered } from '#domains/register'
import type { Spoken } from '#web/http'
import { countMessages } from './counts.messages.ts'
import { say } from './say.ts'

/** Of how many people is said that they voted: of nobody, of a few, of more than `voters`, or of `voters` now that all is in. */
export type ToldVoters = { voted: 'none' | 'few' | 'many' | 'all'; voters: number }

/**
 * What everybody may know of how many people voted. A number that moves while votes come in is told by tens, and of fewer
 * nothing is said; one that was taken down at a moment is told by tens too; once all is in, it is told as it is, from ten on.
 */
export function tellVoters(voters: number, number: 'moves' | 'of-then' | 'is-final'): ToldVoters {
  const told = peopleTold(voters, number === 'is-final')
  if (voters === 0 || (told === 0 && number === 'moves')) return { voted: 'none', voters: 0 }
  return { voted: told === 0 ? 'few' : number === 'is-final' ? 'all' : 'many', voters: told }
}

/** "Meer dan 170 mensen stemden, 8 keer inbreng (waarvan 3 niet openbaar)". */
export function saidWords(c: Spoken, said: ToldVoters & { inputs: number; hidden?: number }): string {
  return say(c, countMessages)('said', { hidden: 0, ...said })
}

/** "3 keer inbreng en 1 dialoog wachten op antwoord": votes are answered with their dialogue. */
export function unansweredWords(c: Spoken, { inputs, dialogues }: Unanswered): string {
  const words = inputs > 0 ? (dialogues > 0 ? 'both' : 'inputs') : dialogues > 0 ? 'dialogues' : 'nothing'
  return say(c, countMessages)(words, { inputs, dialogues })
}
