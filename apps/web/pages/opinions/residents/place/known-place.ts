import type { DialoguePage } from '#domains/deliberate'
import type { WebContext } from '#web/http'
import { countTold } from '#web/pages/dialogue'
import { findPlace, type KnownPlace } from './own-place.ts'

/** Where somebody is on the newest map, by their own votes of this moment. */
export async function knownPlace(
  c: WebContext,
  page: DialoguePage,
  own: ReadonlyMap<number, number>,
): Promise<KnownPlace> {
  const { dialogue } = page
  const { snapshots } = c.var.services
  const [snapshot, { tallies }] = await Promise.all([
    snapshots.newest(dialogue.id),
    c.var.reads.ballot(dialogue.id),
  ])
  // Counting everybody takes longer the more they are: only before there is a map, when they are few.
  const people = snapshot ? snapshot.participants : await countTold(c, page)
  return findPlace({ snapshot, own, statements: tallies.length, people })
}
