import { defineEvent } from '#platform/events'

export const responsePublished = defineEvent('response-published', {
  by: 'organisation',
  subject: 'the response',
  number: 'its version',
  when: 'the organisation answers inputs, or all that was said in a dialogue',
})

export const responseChanged = defineEvent('response-changed', {
  by: 'organisation',
  subject: 'the response',
  number: 'its version',
  when: 'a response gets a new version; the old one can still be read',
})
