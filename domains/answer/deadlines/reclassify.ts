import type { Db } from '#db'
import { findTerms } from '#domains/people'
import type { Conversation } from '../conversations/conversation.ts'
import { countAnew } from './count-run.ts'
import { type DeadlineChange, deadlinesOf } from './deadline.ts'
import { readRun } from './run.queries.ts'

/** What is due sooner where an open conversation turns out to be about something else, if anything is. */
export async function readReclassified(
  db: Db,
  conversation: Conversation,
  { subjectId, timeZone }: { subjectId: string | null; timeZone: string },
): Promise<{ deadlines?: DeadlineChange }> {
  if (conversation.status !== 'open' || conversation.subject_id === subjectId) return {}
  const [run, terms] = [await readRun(db, conversation, timeZone), await findTerms(db, subjectId)]
  const deadlines = countAnew(run, deadlinesOf(conversation), terms)
  return deadlines ? { deadlines } : {}
}
