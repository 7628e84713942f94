/** What is wrong with a later day, and beside which field that is said. */
export const moveProblems = {
  missing: 'dueOn',
  'not-a-date': 'dueOn',
  'not-later': 'dueOn',
  'too-far': 'dueOn',
  'closed-day': 'dueOn',
  'is-answered': 'dueOn',
  'no-reason': 'dueReason',
} as const

export type MoveProblem = keyof typeof moveProblems

export function isMoveProblem(word: string | undefined): word is MoveProblem {
  return word !== undefined && Object.hasOwn(moveProblems, word)
}
