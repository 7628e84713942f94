import {
  type CitedFact,
  listCitedIn,
  listOfferedFacts,
  type OfferedFact,
  readCitedFacts,
} from '#domains/answer'
import { todayHere, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'

/** The sheets that a conversation can name, does name in a text that was not sent, and named in what was. */
export type ReplyFacts = { offered: OfferedFact[]; unsent: CitedFact[]; said: CitedFact[] }

/**
 * What somebody needs to know of sheets while they write.
 * @param unsent  the texts that were not sent yet: what they typed, and the draft at hand
 */
export async function readReplyFacts(
  c: WebContext,
  { id, subjectId }: { id: string; subjectId: string | null },
  unsent: readonly string[],
): Promise<ReplyFacts> {
  const { db } = c.var.services
  const { accountId } = await getStaff(c)
  const [offered, named, said] = await Promise.all([
    listOfferedFacts(db, { isPublic: true, subjectId }, { accountId, today: todayHere(c) }),
    readCitedFacts(db, unsent.join('\n')),
    listCitedIn(db, id),
  ])
  return { offered, unsent: named, said }
}
