import { LONGEST_PARTY, LONGEST_QUESTION, LONGEST_TEXT } from '#domains/answer'
import type { FormErrors, WebContext } from '#web/http'
import { say } from '#web/words'
import { taskMessages } from './task.messages.ts'

const missing = {
  to: 'toMissing',
  question: 'questionMissing',
  outsideQuestion: 'questionMissing',
  answer: 'answerMissing',
  reason: 'reasonMissing',
  dueOn: 'dueMissing',
  party: 'partyMissing',
} as const

const others = {
  'not-staff': 'notStaff',
  'not-a-unit': 'notAUnit',
  'nobody-there': 'nobodyThere',
  past: 'past',
  'not-an-address': 'addressWrong',
} as const

const longest: Record<string, number> = {
  question: LONGEST_QUESTION,
  outsideQuestion: LONGEST_QUESTION,
  party: LONGEST_PARTY,
}

/** What is wrong with the fields of a form about a task, in sentences. */
export function taskErrors(c: WebContext, errors: FormErrors): Map<string, string> {
  const t = say(c, taskMessages)
  const sentenceOf = (field: string, problem: string) => {
    if (problem === 'too-long') return t('tooLong', { max: longest[field] ?? LONGEST_TEXT })
    const other = Object.entries(others).find(([word]) => word === problem)?.[1]
    const word = Object.entries(missing).find(([name]) => name === field)?.[1]
    return t(other ?? word ?? 'addressWrong')
  }
  return new Map(Object.entries(errors).map(([field, problem]) => [field, sentenceOf(field, problem)]))
}
