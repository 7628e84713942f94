import { type DialoguePage, resultsAreVisible } from '#domains/deliberate'
import type { WebContext } from '#web/http'
import { timeOf } from './visible-dialogue.ts'

/** Whether whoever asks may see what people answered now: everybody once they show, and staff at any time. */
export async function mayReadResults(c: WebContext, page: DialoguePage): Promise<boolean> {
  return areVisible(c, page) || (await c.var.staff()) !== undefined
}

/** Whether residents may see what people answered now. */
export function areVisible(c: WebContext, page: DialoguePage): boolean {
  return resultsAreVisible(page, timeOf(c).today)
}
