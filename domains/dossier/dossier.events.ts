import { defineEvent } from '#platform/events'

export const dossierOpened = defineEvent('dossier-opened', {
  by: 'organisation',
  subject: 'the dossier',
  when: 'a draft is opened to the public, with its promise, its phases and all that is in it',
})

export const dossierChanged = defineEvent('dossier-changed', {
  by: 'organisation',
  subject: 'the dossier',
  number: 'which change of its text it is',
  when: 'the question, the explanation, the area or the phases of an open dossier change; what they were can still be read',
})

export const promiseChanged = defineEvent('promise-changed', {
  by: 'organisation',
  subject: 'the dossier',
  number: 'the version of its promise',
  when: 'an open dossier gets another promise',
})
