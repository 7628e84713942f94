import { sql } from 'kysely'
import { unpackPlacer } from '#cores/opinion'
import type { Db } from '#db'
import { type DialogueSnapshot, MAP_FORMAT, type OpinionMap } from './snapshot.ts'

/**
 * The newest opinion map of a dialogue. There is none before its first votes are told, so that nobody sees when the very
 * first came; and none while the newest was written in a way that is not read any more: a worker then makes another.
 */
export async function findSnapshot(db: Db, dialogueId: string): Promise<DialogueSnapshot | undefined> {
  const row = await db
    .selectFrom('opinion_snapshot')
    .select(['dialogue_id', 'version', 'format', 'made_at', 'map', 'placer'])
    .where('dialogue_id', '=', dialogueId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row?.format !== MAP_FORMAT) return undefined
  const map = row.map as OpinionMap
  if (map.participants === 0) return undefined
  return {
    ...map,
    dialogueId: row.dialogue_id,
    version: row.version,
    madeAt: row.made_at,
    placer: unpackPlacer(row.placer),
  }
}

/** How far the maps of these dialogues are. */
export async function listNewestVersions(
  db: Db,
  dialogueIds: readonly string[],
): Promise<{ dialogueId: string; version: number }[]> {
  if (dialogueIds.length === 0) return []
  const { rows } = await sql<{ dialogueId: string; version: number }>`
    select asked.id as "dialogueId", newest.version
    from unnest(${[...dialogueIds]}::uuid[]) as asked (id)
    cross join lateral (
      select version from opinion_snapshot where dialogue_id = asked.id order by version desc limit 1
    ) as newest`.execute(db)
  return rows
}
