import type { Db } from '#db'
import {
  type BackgroundQuestion,
  type BallotTally,
  countPassReasons,
  type DialoguePage,
  findDialogueBySlug,
  findLineage,
  type Lineage,
  listBackgroundQuestions,
  listBallotTallies,
  listStatementTexts,
  type PassReasons,
} from '#domains/deliberate'
import { type Cached, cached } from '#platform/cache'

const KEPT_MS = 1000
const KEPT_MOST = 200
const tallies = new WeakMap<Db, Cached<BallotTally[]>>()
const texts = new WeakMap<Db, Cached<ReadonlyMap<number, StatementText>>>()
const lookUps = new WeakMap<Db, Cached<DialoguePage | undefined>>()
const lineages = new WeakMap<Db, Cached<Lineage>>()
const questions = new WeakMap<Db, Cached<BackgroundQuestion[]>>()
const reasons = new WeakMap<Db, Cached<PassReasons>>()

/** Whose turn it is may be decided on counts of a second old: everybody who votes shares them. */
export function talliesOf(db: Db): Cached<BallotTally[]> {
  return keptFor(db, tallies, (dialogueId) => listBallotTallies(db, dialogueId))
}

type StatementText = Awaited<ReturnType<typeof listStatementTexts>>[number]

/** What is asked, by number: everybody is asked the same statements. */
export function textsOf(db: Db): Cached<ReadonlyMap<number, StatementText>> {
  return keptFor(db, texts, async (dialogueId) => {
    const found = await listStatementTexts(db, dialogueId)
    return new Map(found.map((one) => [one.number, one]))
  })
}

/** Where a vote goes does not change; whether it may be cast is asked of the database with every vote. */
export function lookUpOf(db: Db): Cached<DialoguePage | undefined> {
  return keptFor(db, lookUps, (slug) => findDialogueBySlug(db, slug))
}

/** Which statement came in the place of which: the same for everybody. */
export function lineageOf(db: Db): Cached<Lineage> {
  return keptFor(db, lineages, (dialogueId) => findLineage(db, dialogueId))
}

/** What people may tell about themselves: the same for everybody, and seldom changed. */
export function questionsOf(db: Db): Cached<BackgroundQuestion[]> {
  return keptFor(db, questions, (dialogueId) => listBackgroundQuestions(db, dialogueId))
}

export function passReasonsOf(db: Db): Cached<PassReasons> {
  return keptFor(db, reasons, (dialogueId) => countPassReasons(db, dialogueId))
}

function keptFor<Value>(
  db: Db,
  all: WeakMap<Db, Cached<Value>>,
  load: (key: string) => Promise<Value>,
): Cached<Value> {
  const known = all.get(db)
  if (known) return known
  const made = cached(load, { keepMs: KEPT_MS, size: KEPT_MOST })
  all.set(db, made)
  return made
}
