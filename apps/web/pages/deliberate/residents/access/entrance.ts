import { type DialoguePage, dialogueDoor } from '#domains/deliberate'
import type { WebContext } from '#web/http'
import { ballotHere, findPseudonym } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { type TakePartView, takePartPage } from './take-part.page.tsx'

/** Whether whoever asks may vote here: everybody, or a browser that was let in. */
export async function mayTakePart(c: WebContext, page: DialoguePage): Promise<boolean> {
  if (page.dialogue.access === 'everyone') return true
  const pseudonym = findPseudonym(c, page)
  if (!pseudonym) return false
  return dialogueDoor.isIn(c.var.services.db, { entranceId: page.dialogue.id, pseudonym })
}

/** Where a dialogue for some begins, for whoever is not in yet. */
export async function showEntrance(
  c: WebContext,
  page: DialoguePage,
  form: Pick<TakePartView, 'typed' | 'problem' | 'hasNoCookies'> = {},
): Promise<Response> {
  const [promises, reads] = await Promise.all([
    c.var.reads.promise(page.dossier.slug),
    c.var.reads.ballot(page.dialogue.id),
  ])
  const promise = promises?.[c.var.locale]
  if (!promise) return notFoundPage(c)
  const { tallies, statements } = ballotHere(c, page, reads)
  const [first] = tallies
  const statement = first && statements.get(first.number)
  return takePartPage(c, { ...page, promise, statement, all: tallies.length, ...form })
}
