import { sql } from 'kysely'
import type { Tx } from '#db'
import { defineRelease, defineRetention } from '../retention/index.ts'

/** To whom mail went. That there was a mail, and how it ended, stays. */
export const mailRecipients = defineRetention<string>({
  kind: 'mail-recipient',
  what: 'the address, the subject and the error of a mail',
  keptFor: { days: 30 },
  from: 'it left; or, where it was refused, it was written',
  ground:
    'Whoever misses a mail asks within weeks; until then it can be found out why it did not come through.',
  table: 'outgoing_mail',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`
    state <> 'waiting' and coalesce(sent_at, created_at) < ${olderThan} and recipient <> ''`,
  letGo: forgetMailHeads,
})

/**
 * Forgets to whom mail went that left or was refused, what it was called and which mail it answered.
 * @returns of how many
 */
export async function forgetMailHeads(tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { numUpdatedRows } = await tx
    .updateTable('outgoing_mail')
    .set({ recipient: '', subject: '', last_error: null, headers: '{}' })
    .where('id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** What mail said. */
export const mailTexts = defineRelease({
  kind: 'mail-text',
  what: 'the text of a mail, with the codes and links in it',
  from: 'until the mail left or was refused',
  ground: 'Once a mail is delivered nobody needs what it says here, and it may hold what opens something.',
})
