import { sql } from 'kysely'
import { defineRetention } from '#platform/retention'
import { forgetWords } from './forget-words.store.ts'
import { overFor } from './over-for.ts'

/** After so many days an archive has taken over what is to be kept for good. */
const WORDS_KEPT_DAYS = 7300

const hasWords = sql<boolean>`exists (
  select from conversation_entry as entry where entry.conversation_id = conversation.id and entry.body is not null
)`

/** What was said in conversations that were over long ago; that there were any stays, and all that is counted. */
export const conversationWords = defineRetention<string>({
  kind: 'conversation-words',
  what: 'what was said in a conversation, by whoever asked and by staff, with its name and the words of its input',
  keptFor: { days: WORDS_KEPT_DAYS },
  from: 'the answer, or the closing without one; a subject may say fewer days',
  ground:
    'By then an archive has taken over what is to be kept for good; about many subjects nobody needs it nearly as long.',
  table: 'conversation',
  key: 'id',
  isDue: ({ now }) => sql<boolean>`id in (${overFor('words', now, WORDS_KEPT_DAYS)}) and ${hasWords}`,
  letGo: async (tx, ids) => {
    // Another run may have been faster: what it did is seen from here on.
    const locked = await tx
      .selectFrom('conversation')
      .select(['id', 'input_id', 'language', 'last_seq'])
      .where('id', 'in', ids)
      .where(hasWords)
      .execute()
    for (const one of locked)
      await forgetWords(
        tx,
        one,
        Array.from({ length: one.last_seq }, (_, at) => at + 1),
      )
    return locked.length
  },
  atOnce: 50,
})
