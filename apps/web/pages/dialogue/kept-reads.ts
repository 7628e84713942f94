import type { Db } from '#db'
import {
  type BackgroundQuestion,
  type BallotTally,
  type DialoguePage,
  findDialogueBySlug,
  findLineage,
  findPassReasons,
  type Lineage,
  listBackgroundQuestions,
  listBallotTallies,
  listStatementTexts,
  type PassReasons,
} from '#domains/deliberate'
import { type Cached, cached, type Moments } from '#platform/cache'

const KEPT_MOST = 200

type StatementText = Awaited<ReturnType<typeof listStatementTexts>>[number]

/** What everybody who takes part in a dialogue asks for, by the dialogue's id: read once in a moment. */
export type DialogueReads = {
  /** Whose turn it is may be decided on counts that are a second old: everybody who votes shares them. */
  tallies: Cached<BallotTally[]>
  /** What is asked, by number: everybody is asked the same statements. */
  texts: Cached<ReadonlyMap<number, StatementText>>
  /** By slug. Where a vote goes does not change; whether it may be cast is asked of the database with every vote. */
  bySlug: Cached<DialoguePage | undefined>
  /** Which statement came in the place of which. */
  lineage: Cached<Lineage>
  /** What people may tell about themselves: seldom changed. */
  questions: Cached<BackgroundQuestion[]>
  passReasons: Cached<PassReasons>
}

declare module 'hono' {
  interface ContextVariableMap {
    reads: DialogueReads
  }
}

export function createDialogueReads(db: Db, moments: Moments): DialogueReads {
  const keep = <Value>(load: (key: string) => Promise<Value>) => cached(load, { moments, size: KEPT_MOST })
  return {
    tallies: keep((id) => listBallotTallies(db, id)),
    texts: keep(async (id) => new Map((await listStatementTexts(db, id)).map((one) => [one.number, one]))),
    bySlug: keep((slug) => findDialogueBySlug(db, slug)),
    lineage: keep((id) => findLineage(db, id)),
    questions: keep((id) => listBackgroundQuestions(db, id)),
    passReasons: keep((id) => findPassReasons(db, id)),
  }
}
