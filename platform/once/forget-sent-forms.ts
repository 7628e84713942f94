import { sql } from 'kysely'
import { defineRetention } from '../retention/index.ts'

/** That a form was sent, once it can no longer come again. */
export const sentForms = defineRetention<Buffer>({
  kind: 'sent-form',
  what: 'that a form was sent, as a seal, and its receipt, which only whoever sends the same form again can open',
  keptFor: { minutes: 0 },
  from: 'the end of the time in which it can come again: a day for a form with a one-time key, ten seconds for one without',
  ground: 'A form that comes twice by a double click or over a bad connection counts once.',
  table: 'sent_form',
  key: 'seal',
  isDue: ({ now }) => sql<boolean>`expires_at < ${now}`,
})
