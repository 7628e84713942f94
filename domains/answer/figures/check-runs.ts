import { isDeepStrictEqual } from 'node:util'
import type { Db } from '#db'
import type { StoredEntry } from '../conversations/stored-entry.ts'
import { measureAll, type RunRow } from './count-runs.ts'

/** A run whose row for figures says something else than the entries, and what; `run` where one of the two is not there. */
export type FigureFault = { conversation: string; run: number; differs: string[] }

/** Counts the runs of some conversations anew, from their entries in order; those in which something waits to be counted are passed by. */
export async function listFigureFaults(
  db: Db,
  conversationIds: string[],
  { entries, timeZone }: { entries: StoredEntry[]; timeZone: string },
): Promise<FigureFault[]> {
  const waiting = await db
    .selectFrom('conversation_uncounted')
    .select('conversation_id')
    .distinct()
    .where('conversation_id', 'in', conversationIds)
    .execute()
  const passedBy = new Set(waiting.map(({ conversation_id: id }) => id))
  const onFault = (_: unknown, id: string) => passedBy.add(id)
  const counted = await measureAll(db, entries, { timeZone, onFault })
  const held = await db
    .selectFrom('conversation_run')
    .selectAll()
    .where('conversation_id', 'in', conversationIds)
    .execute()
  const heldBy = new Map(held.map((row) => [nameOf(row), row]))
  const countedBy = new Map(counted.map((row) => [nameOf(row), row]))
  return [...new Map([...heldBy, ...countedBy]).values()]
    .filter(({ conversation_id: id }) => !passedBy.has(id))
    .flatMap((row) => {
      const differs = differencesOf(heldBy.get(nameOf(row)), countedBy.get(nameOf(row)))
      return differs.length === 0 ? [] : [{ conversation: row.conversation_id, run: row.run, differs }]
    })
}

function nameOf({ conversation_id: id, run }: RunRow): string {
  return `${id} ${run}`
}

function differencesOf(held: RunRow | undefined, counted: RunRow | undefined): string[] {
  if (!held || !counted) return ['run']
  const values = new Map<string, unknown>(Object.entries(held))
  return Object.entries(counted).flatMap(([name, value]) =>
    isDeepStrictEqual(values.get(name), value) ? [] : [name],
  )
}
