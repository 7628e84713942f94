import { defineEvent } from '#platform/events'

export const textPublished = defineEvent('text-published', {
  by: 'organisation',
  subject: 'the decision, which names the text',
  when: 'staff publish a text that waited, or, after a second look, one that was refused',
})

export const textAdded = defineEvent('text-added', {
  by: 'organisation',
  subject: 'the decision, which names the text',
  when: 'staff publish a text of the organisation itself',
})

export const textRefused = defineEvent('text-refused', {
  by: 'organisation',
  subject: 'the decision, which names the text',
  when: 'staff refuse a text that waited: the log says so',
})

export const textRemoved = defineEvent('text-removed', {
  by: 'organisation',
  subject: 'the decision, which names the text',
  when: 'two members of staff remove a text that everybody could read',
})

export const appealDecided = defineEvent('appeal-decided', {
  by: 'organisation',
  subject: 'the decision that was looked at again',
  when: 'a second look at a refusal upholds or overturns it',
})
