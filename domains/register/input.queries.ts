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

/** What people said and everybody may read, newest first. */
export async function listPublicInputs(db: Db, dossierId: string, page: PageRequest): Promise<Page<Input>> {
  const cursor = readCursor(page.after, ['instant', 'uuid'])
  const rows = await db
    .selectFrom('input')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .where('is_public', '=', true)
    .where('state', '=', 'published')
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(published_at, id) < (${cursor?.[0] ?? ''}::timestamptz, ${cursor?.[1] ?? ''}::uuid)`,
      ),
    )
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [(row.published_at ?? row.received_at).toISOString(), row.id])
}

/** How much was said in a dossier, and how much of it has an answer. */
export type InputCounts = { published: number; answered: number }

/** Counts a dossier's published inputs: reads an index of all of them, so show it through a cache. */
export async function countInputs(db: Db, dossierId: string): Promise<InputCounts> {
  return db
    .selectFrom('input')
    .select((eb) => [
      eb.fn.countAll<number>().as('published'),
      eb.fn.count<number>('answered_at').as('answered'),
    ])
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow()
}
