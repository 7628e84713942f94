import type { Tx } from '#db'
import { registerInput } from '#domains/register'
import { newId } from '#platform/db'
import { languageOf, writtenNow } from '../channels/mail-text.ts'
import { insertConversation } from '../conversations/conversation.store.ts'
import type { Conversation, NewEntry } from '../conversations/conversation.ts'

/** What was said first in a conversation that begins by another, and when. */
type First = Extract<NewEntry, { kind: 'received' }> & { dueOn: string; at: Date; by: string | null }

type Linked = {
  /** Where it stood, or what it goes on from. */
  earlier: Pick<Conversation, 'id' | 'language'>
  first: First
  subject: string
  /** Whoever asked there asks here too, and reads both by their code. */
  isSameAsker: boolean
}

/** Begins a conversation by another, with an input of its own, which lies in no dossier. */
export async function beginLinked(
  tx: Tx,
  { earlier, first, subject, isSameAsker }: Linked,
): Promise<{ conversationId: string; inputId: string; language: 'nl' | 'en' }> {
  const { at, by, ...entry } = first
  const isMail = entry.channel === 'mail'
  const language = isMail ? languageOf(entry.body) : earlier.language
  const outcome = await registerInput(tx, {
    ...{ kind: 'question', channel: entry.channel, language, receivedAt: at, answerOn: entry.dueOn },
    body: isMail ? writtenNow(entry.body) : entry.body,
  })
  if (!('inputId' in outcome))
    throw new Error(`An input without a dossier was not registered: ${outcome.kind}`)
  const { inputId } = outcome
  const conversationId = newId()
  await insertConversation(
    tx,
    {
      ...{ id: conversationId, input_id: inputId, subject, language },
      continues: isSameAsker ? earlier.id : null,
    },
    [entry],
    { by, now: at },
  )
  return { conversationId, inputId, language }
}

/** Whoever asked in a conversation can be reached in another the same way. */
export async function keepAsker(
  tx: Tx,
  { from, to, now }: { from: string; to: string; now: Date },
): Promise<boolean> {
  const contact = await tx
    .selectFrom('conversation_contact')
    .select(['name', 'address', 'on_behalf_of', 'reach'])
    .where('conversation_id', '=', from)
    .executeTakeFirst()
  if (!contact) return false
  await tx
    .insertInto('conversation_contact')
    .values({ ...contact, conversation_id: to, given_at: now })
    .execute()
  return true
}
