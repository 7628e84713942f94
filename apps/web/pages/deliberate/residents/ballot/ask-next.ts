import { type BallotTally, chooseStatement, prepareChoice, type Routing } from '#domains/deliberate'
import type { DialogueSnapshot } from '#domains/opinions'
import type { WebContext } from '#web/http'
import type { BallotReads } from '#web/pages/dialogue'

/** Who asks what comes next, and what they answered. */
export type Asking = {
  dialogueId: string
  reads: Pick<BallotReads, 'tallies'>
  snapshot: DialogueSnapshot | undefined
  /** Null for whoever did nothing here yet. */
  participant: number | null
  own: ReadonlyMap<number, 1 | 0 | -1>
  /** Anything that is this person's own. */
  draw: string
}

/** Draws the statement to ask somebody next, and notes that it is shown; nothing when all are answered. */
export function askNext(c: WebContext, asking: Asking): number | undefined {
  const { clock, showings } = c.var.services
  const { dialogueId, reads, snapshot, participant, own, draw } = asking
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
