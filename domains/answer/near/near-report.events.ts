import { defineEvent } from '#platform/events'

export const nearReportPublished = defineEvent('near-report-published', {
  by: 'organisation',
  subject: 'the report',
  when: 'staff make public that something was reported somewhere',
})

export const nearReportChanged = defineEvent('near-report-changed', {
  by: 'organisation',
  subject: 'the report',
  number: 'its step',
  when: 'staff say what became of something that was reported, or withdraw it',
})
