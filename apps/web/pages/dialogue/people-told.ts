import { countParticipants, type DialoguePage, peopleTold } from '#domains/deliberate'
import { sharedRead, type WebContext } from '#web/http'
import { isOpen } from './visible-dialogue.ts'

const readParticipants = sharedRead(countParticipants, { alsoSignedIn: true })

/** Of how many people everybody may know that they take part; 0 while they are too few to say. */
export async function countTold(c: WebContext, page: DialoguePage): Promise<number> {
  return peopleTold(await readParticipants(c, page.dialogue.id), !isOpen(c, page))
}
