import { defineEvent } from '#platform/events'

export const factPublished = defineEvent('fact-published', {
  by: 'organisation',
  subject: 'the fact sheet',
  number: 'its version',
  when: 'a fact sheet is approved and everybody can read it',
})

export const factCorrected = defineEvent('fact-corrected', {
  by: 'organisation',
  subject: 'the fact sheet',
  number: 'its version',
  when: 'another version of a public fact sheet is approved',
})

export const factWithdrawn = defineEvent('fact-withdrawn', {
  by: 'organisation',
  subject: 'the fact sheet',
  number: 'its version, which says why',
  when: 'the withdrawal of a fact sheet is approved',
})
