import type { DialoguePage } from '#domains/deliberate'
import type { WebContext } from '#web/http'
import { countTold } from '#web/pages/dialogue'
import { findPlace, type KnownPlace, type SoFar } from './own-place.ts'

/** Where somebody is on the newest map, by their own votes of this moment. */
export async function knownPlace(
  c: WebContext,
  page: DialoguePage,
  { snapshot, own, statements }: Omit<SoFar, 'people'>,
): Promise<KnownPlace> {
  // Counting everybody takes longer the more they are: only before there is a map, when they are few.
  const people = snapshot ? snapshot.participants : await countTold(c, page)
  return findPlace({ snapshot, own, statements, people })
}
