import type { Tx } from '#db'
import { type Deed, forgetTextsThat, logAccess } from '#domains/people'
import { discardMail, forgetMailHeads } from '#platform/mail'
import { receivedMail } from '../channels/forget-mail.ts'
import { appendEntries, lockConversation } from '../conversations/conversation.store.ts'
import type { NewEntry } from '../conversations/conversation.ts'
import { askers } from '../conversations/forget-askers.ts'
import { forgetPlacedOf } from '../elsewhere/forget-placed.ts'
import { conversationFiles } from '../files/conversation-files.ts'
import { countBrought, forgetHookHandle, receivedHooks } from '../hooks/forget-hooks.ts'
import { forgetCopiesOf } from '../recipients/forget-copies.ts'
import { forgetLeavingReplies } from '../sending/forget-leaving.ts'
import { forgetTaskLinks } from '../tasks/task-link.store.ts'
import { forgetWords, listMails, placeOfConversation } from './forget-words.store.ts'

/**
 * Takes everything out of a conversation that tells who asked, or what was said: words, names, addresses, files, and mail as it came and as
 * we wrote it, also what waits to leave. What happened, and when, stays, so that nothing is counted otherwise than before.
 */
export async function eraseConversation(tx: Tx, id: string, { by, now }: Deed): Promise<void> {
  const locked = await lockConversation(tx, id)
  if (!locked) return
  const { draft_seq: draftSeq, draft_state: draftState } = locked
  const entries: NewEntry[] = []
  if (draftSeq !== null && draftState !== 'returned')
    entries.push({ kind: 'returned', draftSeq, reason: null })
  entries.push({ kind: 'redacted', redactedSeq: null, reason: 'asked' })
  const seqs = Array.from({ length: locked.last_seq }, (_, at) => at + 1)
  await proveGoing(tx, id, now)
  await forgetWords(tx, locked, seqs)
  await tx.deleteFrom('mail_participant').where('conversation_id', '=', id).execute()
  await tx.deleteFrom('conversation_contact').where('conversation_id', '=', id).execute()
  const mails = await listMails(tx, id)
  const [waiting, ended] = [true, false].map((waits) =>
    mails.flatMap((mail) => ((mail.state === 'waiting') === waits ? mail.id : [])),
  )
  await discardMail(tx, waiting ?? [])
  await forgetMailHeads(tx, ended ?? [])
  await forgetTextsThat(tx, placeOfConversation(id), () => true)
  await forgetLeavingReplies(tx, id, () => true)
  await forgetTaskLinks(tx, id)
  await forgetHookHandle(tx, id, now)
  await forgetCopiesOf(tx, [id])
  await forgetPlacedOf(tx, [id])
  await appendEntries(tx, locked, entries, { by, now })
  const about = { subjectKind: 'conversation', subjectId: id } as const
  await logAccess(tx, { accountId: by, action: 'changed', ...about, now })
}

/** What goes before its time is proven beside what goes by time. */
async function proveGoing(tx: Tx, id: string, now: Date): Promise<void> {
  const contact = await tx
    .selectFrom('conversation_contact')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('conversation_id', '=', id)
    .executeTakeFirstOrThrow()
  const raw = await tx
    .selectFrom('received_raw')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('conversation_id', '=', id)
    .where('raw', 'is not', null)
    .executeTakeFirstOrThrow()
  const files = await tx
    .selectFrom('conversation_file')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('conversation_id', '=', id)
    .executeTakeFirstOrThrow()
  await askers.prove(tx, Number(contact.many), now)
  await conversationFiles.prove(tx, Number(files.many), now)
  await receivedMail.prove(tx, Number(raw.many), now)
  await receivedHooks.prove(tx, await countBrought(tx, id), now)
}
