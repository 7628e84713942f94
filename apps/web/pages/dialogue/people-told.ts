import { type DialoguePage, peopleTold } from '#domains/deliberate'
import type { WebContext } from '#web/http'
import { isOpen } from './visible-dialogue.ts'

/** Of how many people everybody may know that they take part; 0 while they are too few to say. */
export async function countTold(c: WebContext, page: DialoguePage): Promise<number> {
  return peopleTold(await c.var.reads.people(page.dialogue.id), !isOpen(c, page))
}
