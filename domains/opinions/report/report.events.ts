import { defineEvent } from '#platform/events'

export const reportPublished = defineEvent('report-published', {
  by: 'organisation',
  subject: 'the dialogue',
  number: 'the version of its report',
  when: 'the report of a dialogue is kept as it stands now, for good',
})
