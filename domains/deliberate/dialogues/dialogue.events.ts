import { defineEvent } from '#platform/events'

export const dialogueOpened = defineEvent('dialogue-opened', {
  by: 'organisation',
  subject: 'the dialogue',
  when: 'a draft is opened to votes, with its statements and its rules, or a closed dialogue again',
})

export const termsChanged = defineEvent('dialogue-terms-changed', {
  by: 'organisation',
  subject: 'the dialogue',
  when: 'its last day is moved, or statements of others are published in another way',
})

export const rulesPublished = defineEvent('dialogue-rules-published', {
  by: 'organisation',
  subject: 'the dialogue',
  number: 'the version of its rules',
  when: 'a dialogue that was opened gets other rules',
})

export const backgroundChanged = defineEvent('dialogue-background-changed', {
  by: 'organisation',
  subject: 'the dialogue',
  when: 'people who take part are asked other things about themselves',
})

export const exclusionsChanged = defineEvent('dialogue-exclusions-changed', {
  by: 'organisation',
  subject: 'the dialogue',
  when: 'people are left out of its map, or taken back: the log says how many, and why',
})

export const dialogueClosed = defineEvent('dialogue-closed', {
  by: 'organisation',
  subject: 'the dialogue',
  when: 'staff end the voting; a dialogue whose last day is over ends without an event',
})

export const dialogueImported = defineEvent('dialogue-imported', {
  by: 'organisation',
  subject: 'the dialogue',
  when: 'all of a dialogue that was held elsewhere is there: one event for all its statements',
})
