import type { Db } from '#db'
import {
  type AskedStatement,
  type BackgroundQuestion,
  type BallotTally,
  countParticipants,
  type DialoguePage,
  findDialogueBySlug,
  findLineage,
  findPassReasons,
  type Lineage,
  listAskedStatements,
  listBackgroundQuestions,
  listBallotTallies,
  type PassReasons,
} from '#domains/deliberate'
import { type DossierPage, dossierIn, findDossierBySlug } from '#domains/dossier'
import { type Cached, createShelf, type Moments } from '#platform/cache'
import type { Locale } from '#platform/i18n'

const KEPT_MOST = 200

/** What the ballot asks everybody, read in one moment: what has a count has a text. */
export type BallotReads = {
  /** What can be answered now, with how many people gave each answer. */
  tallies: BallotTally[]
  /** By number; those that were replaced too. */
  statements: ReadonlyMap<number, AskedStatement>
  lineage: Lineage
}

/**
 * What everybody who takes part in a dialogue asks for, by the dialogue's id: read once in a moment. What one
 * person did is never kept, nor is the day.
 */
export type DialogueReads = {
  /** Whose turn it is may be decided on counts that are a second old: everybody who votes shares them. */
  ballot: Cached<BallotReads>
  /** By slug. Where a vote goes does not change; whether it may be cast is asked of the database with every vote. */
  bySlug: Cached<DialoguePage | undefined>
  /** What a dossier promises, by its slug, in each language where it was translated. */
  promise: Cached<Record<Locale, DossierPage['promise']> | undefined>
  /** What people may tell about themselves: seldom changed. */
  questions: Cached<BackgroundQuestion[]>
  passReasons: Cached<PassReasons>
  /** How many take part: reads all of them, and is asked with every vote before there is a map. */
  people: Cached<number>
}

declare module 'hono' {
  interface ContextVariableMap {
    reads: DialogueReads
  }
}

export function createDialogueReads(db: Db, moments: Moments): DialogueReads {
  const keep = <Value>(load: (key: string) => Promise<Value>): Cached<Value> => {
    const shelf = createShelf<Value>(KEPT_MOST)
    return (key) => shelf(moments.current(), key, () => load(key))
  }
  return {
    ballot: keep((id) => readBallot(db, id)),
    bySlug: keep((slug) => findDialogueBySlug(db, slug)),
    promise: keep((slug) => readPromise(db, slug)),
    questions: keep((id) => listBackgroundQuestions(db, id)),
    passReasons: keep((id) => findPassReasons(db, id)),
    people: keep((id) => countParticipants(db, id)),
  }
}

async function readPromise(db: Db, slug: string) {
  const page = await findDossierBySlug(db, slug)
  return page && { nl: dossierIn('nl', page).promise, en: dossierIn('en', page).promise }
}

/** The three are not read in one moment: what is counted and has no text yet, or no more, is not asked. */
async function readBallot(db: Db, dialogueId: string): Promise<BallotReads> {
  const [tallies, asked, lineage] = await Promise.all([
    listBallotTallies(db, dialogueId),
    listAskedStatements(db, dialogueId),
    findLineage(db, dialogueId),
  ])
  const statements = new Map(asked.map((one) => [one.number, one]))
  const canBeAnswered = ({ number }: BallotTally) => statements.get(number)?.isReplaced === false
  return { tallies: tallies.filter(canBeAnswered), statements, lineage }
}
