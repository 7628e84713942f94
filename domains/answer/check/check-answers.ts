import { isDeepStrictEqual } from 'node:util'
import type { Db } from '#db'
import { stateOf } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { StoredEntry } from '../conversations/stored-entry.ts'
import { type FigureFault, listFigureFaults } from '../figures/check-runs.ts'
import { foldHistory } from '../split/fold-history.ts'
import { listTaskFaults, type TaskFault } from '../tasks/check-tasks.ts'
import { listMandateFaults, listUnsentReplies, type MandateFault } from './mandate-faults.queries.ts'

/** A conversation whose row says something else than its entries, and what. */
export type FoldFault = { conversation: string; differs: string[] }

export type AnswerCheck = {
  conversations: number
  entries: number
  folds: 'equal' | FoldFault[]
  tasks: 'equal' | TaskFault[]
  mandates: 'held' | MandateFault[]
  /** Conversations whose rows for figures say something else than their entries; what waits to be counted is none. */
  figures: 'equal' | FigureFault[]
  /** Answers from before mandates were asked: they are marked, and nothing new can be. */
  beforeMandates: number
}

/** Conversations, or mails, of one look. */
const AT_ONCE = 500
/** More faults than anybody reads are counted by nobody. */
const MOST_FAULTS = 1000

/**
 * Counts everything once more: what stands beside the entries of each conversation, and each task, is folded from them anew, and each answer is
 * looked up under its mandate; what figures are counted from too, in the time zone of the organisation. Each look sees one moment, so that it may run while people work. At most a thousand faults of a
 * kind are told. Takes a look for each 500 conversations, and no memory for more.
 */
export async function checkAnswers(db: Db, timeZone: string): Promise<AnswerCheck> {
  const folds: FoldFault[] = []
  const tasks: TaskFault[] = []
  const mandates: MandateFault[] = []
  const figures: FigureFault[] = []
  const counted = { conversations: 0, entries: 0, beforeMandates: 0 }
  for (let after: string | undefined; ; ) {
    const look = await inOneMoment(db, (moment) => lookAt(moment, after, timeZone))
    counted.conversations += look.conversations
    counted.entries += look.entries
    counted.beforeMandates += look.beforeMandates
    folds.push(...look.folds.slice(0, MOST_FAULTS - folds.length))
    tasks.push(...look.tasks.slice(0, MOST_FAULTS - tasks.length))
    mandates.push(...look.mandates.slice(0, MOST_FAULTS - mandates.length))
    figures.push(...look.figures.slice(0, MOST_FAULTS - figures.length))
    if (!look.last) break
    after = look.last
  }
  for (let after: string | undefined; ; ) {
    const { faults, last } = await listUnsentReplies(db, { after, size: AT_ONCE })
    mandates.push(...faults.slice(0, MOST_FAULTS - mandates.length))
    if (!last) break
    after = last
  }
  return {
    ...{ conversations: counted.conversations, entries: counted.entries },
    folds: folds.length === 0 ? 'equal' : folds,
    tasks: tasks.length === 0 ? 'equal' : tasks,
    mandates: mandates.length === 0 ? 'held' : mandates,
    figures: figures.length === 0 ? 'equal' : figures,
    beforeMandates: counted.beforeMandates,
  }
}

/** In a transaction of the caller, which sees what it did itself, or in one of its own. */
function inOneMoment<Seen>(db: Db, look: (db: Db) => Promise<Seen>): Promise<Seen> {
  return db.isTransaction ? look(db) : db.transaction().setIsolationLevel('repeatable read').execute(look)
}

async function lookAt(db: Db, after: string | undefined, timeZone: string) {
  const rows = await db
    .selectFrom('conversation')
    .selectAll()
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0)
    return {
      ...{ conversations: 0, entries: 0, beforeMandates: 0, last: undefined },
      ...{ folds: [], tasks: [], mandates: [], figures: [] },
    }
  const entries = await db
    .selectFrom('conversation_entry')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .orderBy('conversation_id')
    .orderBy('seq')
    .execute()
  const byConversation = Map.groupBy(entries, (entry) => entry.conversation_id)
  return {
    conversations: rows.length,
    entries: entries.length,
    beforeMandates: entries.filter((entry) => entry.before_mandates).length,
    folds: rows.flatMap((row) => faultOf(row, byConversation.get(row.id) ?? [])),
    tasks: await listTaskFaults(db, ids, entries),
    mandates: await listMandateFaults(db, ids),
    figures: await listFigureFaults(db, ids, { entries, timeZone }),
    last: rows.length === AT_ONCE ? ids.at(-1) : undefined,
  }
}

function faultOf(row: Conversation, entries: StoredEntry[]): FoldFault[] {
  if (entries.some((entry, at) => entry.seq !== at + 1) || entries.length === 0)
    return [{ conversation: row.id, differs: ['seq'] }]
  const folded = foldHistory(entries)
  const held = new Map<string, unknown>(Object.entries(stateOf(row)))
  const differs = Object.entries(folded).flatMap(([name, value]) =>
    isDeepStrictEqual(held.get(name), value) ? [] : [name],
  )
  return differs.length === 0 ? [] : [{ conversation: row.id, differs }]
}
