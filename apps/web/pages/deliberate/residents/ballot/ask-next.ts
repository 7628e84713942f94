import { type BallotTally, chooseStatement, prepareChoice, type Routing } from '#domains/deliberate'
import type { DialogueSnapshot } from '#domains/opinions'
import type { WebContext } from '#web/http'
import type { BallotReads } from '#web/pages/dialogue'

/** Who asks what comes next, and what they answered. */
export type Asking = {
  dialogueId: string
  reads: Pick<BallotReads, 'tallies'>
  /** Null for whoever did nothing here yet. */
  participant: number | null
  own: ReadonlyMap<number, 1 | 0 | -1>
  /** Anything that is this person's own. */
  draw: string
}

/** Draws the statement to ask somebody next, and notes that it is shown; nothing when all are answered. */
export async function askNext(c: WebContext, asking: Asking): Promise<number | undefined> {
  const { clock, snapshots, showings } = c.var.services
  const { dialogueId, reads, participant, own, draw } = asking
  const snapshot = await snapshots.newest(dialogueId)
  const next = chooseStatement(routingOf(reads.tallies, snapshot), own, draw)
  if (!next) return undefined
  const { number: statement, propensity } = next
  showings.note({ dialogueId, statement, participant, propensity, at: clock.now() })
  return statement
}

const prepared = new WeakMap<BallotTally[], { version: number; routing: Routing }>()

/** The same for everybody, until the counts are read again or another map is made. */
function routingOf(tallies: BallotTally[], snapshot: DialogueSnapshot | undefined): Routing {
  const version = snapshot?.version ?? 0
  const known = prepared.get(tallies)
  if (known?.version === version) return known.routing
  const routing = prepareChoice(tallies, snapshot?.placer)
  prepared.set(tallies, { version, routing })
  return routing
}
