import type { Selectable } from 'kysely'
import type { DB, Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'

/** A list that was brought, with how far it is. */
export type ListProgress = Pick<Selectable<DB['source_list']>, 'id' | 'title' | 'purpose' | 'added_at'> & {
  readonly added: number
  readonly already: number
  readonly unusable: number
  readonly waiting: number
}

/** An address of a list, and the source that it became or was. */
export type ListLine = Pick<
  Selectable<DB['source_list_line']>,
  'number' | 'address' | 'title' | 'outcome' | 'problem' | 'source_id'
> & { readonly sourceTitle: string | null }

/** How far a list is. */
export async function findList(db: Db, id: string): Promise<ListProgress | undefined> {
  return db
    .selectFrom('source_list as list')
    .innerJoin('source_list_line as line', 'line.list_id', 'list.id')
    .select(['list.id', 'list.title', 'list.purpose', 'list.added_at'])
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('line.outcome', '=', 'added').as('added'),
      fn.countAll<number>().filterWhere('line.outcome', '=', 'already-added').as('already'),
      fn.countAll<number>().filterWhere('line.outcome', '=', 'unusable').as('unusable'),
      fn.countAll<number>().filterWhere('line.outcome', 'is', null).as('waiting'),
    ])
    .where('list.id', '=', id)
    .groupBy('list.id')
    .executeTakeFirst()
}

/** The addresses of a list in its order, each with what came of it. */
export async function listLines(db: Db, listId: string, page: PageRequest): Promise<Page<ListLine>> {
  const after = readCursor(page.after, ['number'])?.[0]
  const rows = await db
    .selectFrom('source_list_line as line')
    .leftJoin('source', 'source.id', 'line.source_id')
    .select(['line.number', 'line.address', 'line.title', 'line.outcome', 'line.problem', 'line.source_id'])
    .select('source.title as sourceTitle')
    .where('line.list_id', '=', listId)
    .$if(after !== undefined, (query) => query.where('line.number', '>', Number(after)))
    .orderBy('line.number')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (line) => [String(line.number)])
}
