import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import { newId } from '#platform/db'
import { addJob } from '#platform/jobs'
import { addListedJob } from '../listen.jobs.ts'
import { type AddSourceOutcome, addSource } from '../sources/add-source.ts'
import type { FeedWeb } from '../sources/find-feed.ts'
import { asWebAddress, type SourceGrounds } from '../sources/source.ts'
import type { FeedList } from './feed-list.ts'

export type AddListOutcome = { kind: 'added'; listId: string } | { kind: 'nothing-in-it' }

/** As long as addresses and titles of sources may be. */
const LONGEST = { address: 2000, title: 500 }

/**
 * Takes in a list of sources, all for one purpose. Each is tried by a job of its own, which adds it where it can be read: the
 * list says of each what came of it. Another list that is named in it is told, not followed: nobody looked at it.
 */
export async function addList(
  tx: Tx,
  list: FeedList,
  { grounds, by, now }: { grounds: SourceGrounds; by: string; now: Date },
): Promise<AddListOutcome> {
  const sources = [...list.feeds, ...list.sites]
  const lines = [
    ...sources.map((line) => ({ line, problem: null })),
    ...list.lists.map((line) => ({ line, problem: 'another-list' as const })),
  ].map(({ line, problem }, number) => ({
    number,
    address: line.url.slice(0, LONGEST.address),
    title: line.title.slice(0, LONGEST.title).toWellFormed(),
    outcome: problem && ('unusable' as const),
    problem,
  }))
  if (lines.length === 0) return { kind: 'nothing-in-it' }
  const id = newId()
  await tx
    .insertInto('source_list')
    .values({
      id,
      title: list.title.slice(0, LONGEST.title).toWellFormed(),
      ...{ purpose: grounds.purpose, legal_basis: grounds.legalBasis, added_by: by, added_at: now },
    })
    .execute()
  await tx
    .insertInto('source_list_line')
    .values(lines.map((line) => ({ list_id: id, ...line })))
    .execute()
  for (const { number, address } of lines.slice(0, sources.length)) await addTry(tx, id, number, address)
  return { kind: 'added', listId: id }
}

/** Sources of one host wait for each other, as they do when they are read. */
async function addTry(tx: Tx, listId: string, number: number, address: string): Promise<void> {
  const host = URL.parse(asWebAddress(address))?.host ?? 'nowhere'
  await addJob(tx, addListedJob, { listId, number }, { queue: `listen-host-${host}`, maxAttempts: 5 })
}

/** Tries an address of a list, and keeps what came of it with the source: repeated, it does nothing. */
export async function addListed(
  db: Db,
  web: FeedWeb,
  { listId, number, clock }: { listId: string; number: number; clock: Clock },
): Promise<AddSourceOutcome | { kind: 'done-before' }> {
  const line = await db
    .selectFrom('source_list_line as line')
    .innerJoin('source_list as list', 'list.id', 'line.list_id')
    .select(['line.address', 'list.purpose', 'list.legal_basis', 'list.added_by'])
    .where('line.list_id', '=', listId)
    .where('line.number', '=', number)
    .where('line.outcome', 'is', null)
    .executeTakeFirst()
  if (!line) return { kind: 'done-before' }
  const source = {
    address: asWebAddress(line.address),
    ...{ purpose: line.purpose, legalBasis: line.legal_basis, by: line.added_by, clock },
  }
  return addSource(db, web, source, async (tx, outcome) => {
    const found = outcome.kind === 'unusable' ? { problem: outcome.problem } : { source_id: outcome.sourceId }
    await tx
      .updateTable('source_list_line')
      .set({ outcome: outcome.kind, ...found })
      .where('list_id', '=', listId)
      .where('number', '=', number)
      // Whoever tried it at the same time and was first knows better whether it was there.
      .where('outcome', 'is', null)
      .execute()
  })
}
