import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Input } from './input.ts'

/** How many published inputs of a dossier still wait for an answer. */
export async function countUnansweredInputs(db: Db, dossierId: string): Promise<number> {
  const { open } = await db
    .selectFrom('input')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'published')
    .where('answered_at', 'is', null)
    .executeTakeFirstOrThrow()
  return open
}

export async function findInput(db: Db, id: string): Promise<Input | undefined> {
  return db.selectFrom('input').selectAll().where('id', '=', id).executeTakeFirst()
}

export type InputFilter = { dossierId: string; unansweredOnly?: boolean }

/** The register of a dossier as staff read it, newest first: all but the votes, which are read in their dialogue. */
export async function listInputs(db: Db, filter: InputFilter, page: PageRequest): Promise<Page<Input>> {
  const cursor = readCursor(page.after, ['instant', 'uuid'])
  const rows = await db
    .selectFrom('input')
    .selectAll()
    .where('dossier_id', '=', filter.dossierId)
    .where('kind', '<>', 'votes')
    .$if(filter.unansweredOnly ?? false, (query) =>
      query.where('state', '=', 'published').where('answered_at', 'is', null),
    )
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(received_at, id) < (${cursor?.[0] ?? ''}::timestamptz, ${cursor?.[1] ?? ''}::uuid)`,
      ),
    )
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [row.received_at.toISOString(), row.id])
}

/** What everybody may know of something that somebody said: of when, no more than days. */
export type PublicInput = Pick<Input, 'kind' | 'body' | 'language'> & {
  publicId: string
  receivedOn: string
  publishedOn: string
}

type PublicRequest = PageRequest & {
  dossierId: string
  /** Where days begin. */
  timeZone: string
}

/**
 * What people said and everybody may read, the newest days first; within a day in an order that tells nothing. Pages show
 * each input once. One that comes in while somebody reads may land before their cursor: whoever must miss nothing follows
 * what is new, and does not read this list again.
 */
export async function listPublicInputs(db: Db, request: PublicRequest): Promise<Page<PublicInput>> {
  const rows = await selectPublicInputs(db, request).execute()
  return pageOf(rows, request.size, (row) => [row.publishedOn, row.publicId])
}

/** One row more than fits on the page. */
export function selectPublicInputs(db: Db, { dossierId, timeZone, after, size }: PublicRequest) {
  const cursor = readCursor(after, ['day', 'uuid'])
  return db
    .selectFrom('input')
    .select(['public_id as publicId', 'kind', 'body', 'language'])
    .select(sql<string>`(received_at at time zone ${timeZone})::date`.as('receivedOn'))
    .select(sql<string>`published_on`.as('publishedOn'))
    .where('dossier_id', '=', dossierId)
    .where('is_public', '=', true)
    .where('state', '=', 'published')
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(published_on, public_id) < (${cursor?.[0] ?? ''}::date, ${cursor?.[1] ?? ''}::uuid)`,
      ),
    )
    .orderBy('published_on', 'desc')
    .orderBy('public_id', 'desc')
    .limit(size + 1)
}

/** How much was said in a dossier: what people wrote or told, and who voted. The two are never added up. */
export type InputCounts = {
  /** Published inputs but for votes; how many of them not everybody may read; how many have an answer. */
  inputs: number
  hidden: number
  answered: number
  /** Who voted, in all dialogues together, and whose votes wait for an answer: these move with each newcomer. */
  voters: number
  waitingVoters: number
}

/** Counts a dossier's published inputs: reads an index of all of them, so show it through a cache. */
export async function countInputs(db: Db, dossierId: string): Promise<InputCounts> {
  return db
    .selectFrom('input')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('kind', '<>', 'votes').as('inputs'),
      eb.fn
        .countAll<number>()
        .filterWhere('kind', '<>', 'votes')
        .filterWhere('is_public', '=', false)
        .as('hidden'),
      eb.fn.count<number>('answered_at').filterWhere('kind', '<>', 'votes').as('answered'),
      eb.fn.countAll<number>().filterWhere('kind', '=', 'votes').as('voters'),
      eb.fn
        .countAll<number>()
        .filterWhere('kind', '=', 'votes')
        .filterWhere('answered_at', 'is', null)
        .as('waitingVoters'),
    ])
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow()
}

/** What has to be answered: inputs one by one or together, and votes with the whole of their dialogue. */
export type Unanswered = { inputs: number; dialogues: number }

/** Counts what still has to be answered in a dossier. */
export async function countUnanswered(db: Db, dossierId: string): Promise<Unanswered> {
  return db
    .selectFrom('input')
    .select([unansweredInputs.as('inputs'), unansweredDialogues.as('dialogues')])
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'published')
    .where('answered_at', 'is', null)
    .executeTakeFirstOrThrow()
}

/** Of a query of `input` that has what waits for an answer: how many inputs, and how many dialogues with votes. */
export const unansweredInputs = sql<number>`count(*) filter (where input.kind <> 'votes')`
export const unansweredDialogues = sql<number>`count(distinct input.dialogue_id) filter (where input.kind = 'votes')`

/** How many took part in a dossier in each of the last weeks of seven days, the newest last: by the dossier's id. */
export async function countInputsByWeek(
  db: Db,
  { dossierIds, weeks, now }: { dossierIds: string[]; weeks: number; now: Date },
): Promise<Map<string, number[]>> {
  const counts = new Map(dossierIds.map((id) => [id, Array.from({ length: weeks }, () => 0)]))
  if (dossierIds.length === 0) return counts
  const weeksAgo = sql<number>`floor(extract(epoch from ${now}::timestamptz - received_at) / 604800)::integer`
  const rows = await db
    .selectFrom('input')
    .select(['dossier_id', weeksAgo.as('ago')])
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('dossier_id', 'in', dossierIds)
    .where('state', 'in', ['held', 'published'])
    .where('received_at', '>', sql<Date>`${now}::timestamptz - ${weeks} * interval '7 days'`)
    .where('received_at', '<=', now)
    .groupBy(['dossier_id', 'ago'])
    .execute()
  for (const { dossier_id, ago, many } of rows) {
    const line = dossier_id === null ? undefined : counts.get(dossier_id)
    if (line && ago < weeks) line[weeks - 1 - ago] = many
  }
  return counts
}
