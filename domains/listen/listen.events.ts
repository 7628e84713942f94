import { defineEvent } from '#platform/events'

export const sourceAdded = defineEvent('source-added', {
  by: 'organisation',
  subject: 'the source',
  when: 'we begin to read a source, or begin again',
})

export const sourceStopped = defineEvent('source-stopped', {
  by: 'organisation',
  subject: 'the source',
  when: 'we read a source no longer',
})

export const watchAdded = defineEvent('watch-added', {
  by: 'organisation',
  subject: 'the watch',
  when: 'we begin to look for words in what we read',
})

export const watchChanged = defineEvent('watch-changed', {
  by: 'organisation',
  subject: 'the watch',
  when: 'we look for other words than before, or for another reason',
})

export const watchEnded = defineEvent('watch-ended', {
  by: 'organisation',
  subject: 'the watch',
  when: 'we look for these words no longer',
})
