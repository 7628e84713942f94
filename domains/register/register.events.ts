import { defineEvent } from '#platform/events'

export const dossierClosed = defineEvent('dossier-closed', {
  by: 'organisation',
  subject: 'the dossier',
  when: 'a dossier is closed, because all that was said in it has its answer',
})
