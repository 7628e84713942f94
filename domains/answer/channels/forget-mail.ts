import { sql } from 'kysely'
import type { Tx } from '#db'
import { forgetFiles } from '#platform/blobs'
import { defineRetention } from '#platform/retention'
import { ASKER_KEPT_DAYS } from '../conversations/forget-askers.ts'
import { overFor } from '../privacy/over-for.ts'
import { ownerOfPictures } from './picture-owner.ts'

/** Mail as it came, once its conversation is over: with what names anybody in it. The text in the conversation stays. */
export const receivedMail = defineRetention<string>({
  kind: 'received-mail',
  what: 'a mail as it came, with its files, its subject, and the names and addresses in it',
  keptFor: { days: ASKER_KEPT_DAYS },
  from: 'the answer, or the closing without one; where nobody could read it, when it came; a subject may say another number of days',
  ground: 'As long as people may write back or complain, what they sent must be there as they sent it.',
  table: 'received_raw',
  key: 'id',
  isDue: ({ now, olderThan }) => sql<boolean>`raw is not null and (
    conversation_id in (${overFor('mail', now, ASKER_KEPT_DAYS)})
    or state = 'held' and stored_at < ${olderThan}
  )`,
  letGo: forgetMails,
})

async function forgetMails(tx: Tx, rawIds: string[]): Promise<number> {
  const conversations = await forgetMailContents(tx, rawIds)
  if (conversations.length > 0)
    await tx.deleteFrom('mail_participant').where('conversation_id', 'in', conversations).execute()
  return rawIds.length
}

/**
 * Lets go of mail as it came, with its pictures and all that was read in it; that there was a mail stays.
 * @returns the conversations that it belonged to
 */
export async function forgetMailContents(tx: Tx, rawIds: readonly string[]): Promise<string[]> {
  if (rawIds.length === 0) return []
  for (const rawId of rawIds) await forgetFiles(tx, ownerOfPictures(rawId))
  const rows = await tx
    .updateTable('received_raw')
    .set({ raw: null, envelope_from: null, envelope_to: [] })
    .where('id', 'in', rawIds)
    .returning('conversation_id')
    .execute()
  await tx.deleteFrom('mail_scan').where('raw_id', 'in', rawIds).execute()
  await tx
    .updateTable('mail_message')
    .set({
      ...{ message_id: null, from_name: '', from_address: '', subject: '', has_html: false },
      ...{ files: '[]', others: '[]' },
    })
    .where('raw_id', 'in', rawIds)
    .execute()
  return rows.flatMap((row) => row.conversation_id ?? [])
}
