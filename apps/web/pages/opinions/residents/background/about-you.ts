import { type DialoguePage, findOwnBackground, leastVotesToTell } from '#domains/deliberate'
import type { WebContext } from '#web/http'
import { findPseudonym } from '#web/pages/dialogue'

/** Whether somebody may tell about themselves by now, and did; nothing where nobody is asked, or it is too early. */
export async function aboutYouOf(
  c: WebContext,
  page: DialoguePage,
  { done, all }: { done: number; all: number },
): Promise<{ hasTold: boolean } | undefined> {
  const { db } = c.var.services
  const pseudonym = findPseudonym(c, page)
  if (!pseudonym || done === 0 || done < Math.min(leastVotesToTell, all)) return undefined
  const questions = await c.var.reads.questions(page.dialogue.id)
  if (questions.length === 0) return undefined
  const own = await findOwnBackground(db, { dialogueId: page.dialogue.id, pseudonym })
  return { hasTold: own.size > 0 }
}
