import { z } from 'zod'
import { type DialoguePage, findDialogueBySlug, isOpenForAnswers } from '#domains/deliberate'
import { dateIn } from '#platform/clock'
import type { WebContext } from '#web/http'
import { pageHere } from './in-language.ts'

/** The dialogue that an address names, whatever its state: for staff. */
export function findDialogue(c: WebContext): Promise<DialoguePage | undefined> {
  return findDialogueBySlug(c.var.services.db, c.req.param('slug') ?? '')
}

/**
 * The dialogue that people take part in, from memory; unless it is hidden or unknown there: that may have changed a moment
 * ago, and both take as long. Whether a vote may be cast is asked of the database in any case.
 */
export async function findDialogueToVoteIn(c: WebContext): Promise<DialoguePage | undefined> {
  const kept = await c.var.reads.bySlug(c.req.param('slug') ?? '')
  return kept && !isDraft(kept) ? pageHere(c, kept) : findVisibleDialogue(c)
}

/** A draft is there for staff only; a dialogue of a draft dossier too. */
export async function findVisibleDialogue(c: WebContext): Promise<DialoguePage | undefined> {
  const found = await findDialogue(c)
  if (!found || (isDraft(found) && !(await c.var.staff()))) return undefined
  return pageHere(c, found)
}

export function isDraft({ dialogue, dossier }: DialoguePage): boolean {
  return dialogue.state === 'draft' || dossier.state === 'draft'
}

export function timeOf(c: WebContext): { now: Date; today: string } {
  const { clock, config } = c.var.services
  const now = clock.now()
  return { now, today: dateIn(config.timeZone, now) }
}

export function isOpen(c: WebContext, page: DialoguePage): boolean {
  return isOpenForAnswers(page, timeOf(c).today)
}

export const statementNumber = z.coerce.number().int().min(0).max(2_000_000_000)

/** The number of a statement in an address. */
export function numberOf(text: string | undefined): number | undefined {
  const reading = statementNumber.safeParse(text)
  return text && reading.success ? reading.data : undefined
}
