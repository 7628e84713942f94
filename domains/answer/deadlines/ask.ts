import type { Db } from '#db'
import type { Conversation } from '../conversations/conversation.ts'
import { askAt } from './count-run.ts'
import { readRun } from './run.queries.ts'

/** How long an open conversation waits after an answer that asks for something; one that is not open does not wait. */
export async function readAsking(
  db: Db,
  conversation: Conversation,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<{ asks?: ReturnType<typeof askAt> }> {
  if (conversation.status !== 'open') return {}
  return { asks: askAt(await readRun(db, conversation, timeZone), now) }
}
