import { defineEvent } from '#platform/events'

export const statementPublishedAtOnce = defineEvent('statement-published-at-once', {
  by: 'people',
  subject: 'the dialogue',
  number: 'the number of the statement',
  when: 'somebody writes a statement where nobody looks at it first',
})

export const statementReplaced = defineEvent('statement-replaced', {
  by: 'organisation',
  subject: 'the dialogue',
  number: 'the number of the statement',
  when: 'staff put newer statements in the place of this one, which can still be read',
})

export const statementFactChanged = defineEvent('statement-fact-changed', {
  by: 'organisation',
  subject: 'the dialogue',
  number: 'the number of the statement',
  when: 'staff say that a statement is a fact about people and no opinion, or an opinion again: the log says which',
})

export const newerStatementPublished = defineEvent('newer-statement-published', {
  by: 'organisation',
  subject: 'the dialogue',
  number: 'the number of the statement',
  when: 'staff put this statement in the place of older ones',
})
