import type { Db, Tx } from '#db'
import type { HeldReason, MailReader, ReceivedMail } from '#platform/received-mail'
import { withdrawNamed, withoutKeptOut } from '../decency/wishes-of-feed.ts'
import { storePosts } from '../posts/post.store.ts'
import { identifyItems } from '../posts/post-identity.ts'
import { healthAfter } from '../sources/next-fetch.ts'
import { lockSource, markGood } from '../sources/source.store.ts'
import type { Source } from '../sources/source.ts'
import type { SourceProblem } from '../sources/source-problem.ts'
import { holdWatches } from '../watches/watch-book.ts'
import { readMailLinks } from './mail-header.ts'
import { identityOf, isOf, mailToItem } from './mailed-post.ts'

export type UnderstandMailedOutcome =
  | { kind: 'understood' }
  /** It is of nobody that staff named: it is shown to them. */
  | { kind: 'held' }
  | { kind: 'unreadable'; reason: HeldReason }
  | { kind: 'gone' }

/** Makes a post of a mail that came in for a source, and marks it with the watches; may be repeated. */
export async function understandMailed(
  db: Db,
  reader: MailReader,
  { rawId, now }: { rawId: string; now: Date },
): Promise<UnderstandMailedOutcome> {
  const raw = await db.selectFrom('source_raw').selectAll().where('id', '=', rawId).executeTakeFirst()
  if (!raw) return { kind: 'gone' }
  const read = await reader.read(raw.body, raw.fetched_at)
  return db.transaction().execute(async (tx): Promise<UnderstandMailedOutcome> => {
    const source = await lockSource(tx, raw.source_id)
    if (source?.kind !== 'mail') return { kind: 'gone' }
    await tx.updateTable('source_raw').set({ understood_at: now }).where('id', '=', rawId).execute()
    if (read.kind === 'held') {
      await noteUnreadable(tx, source, `mail-${read.reason}`, now)
      return { kind: 'unreadable', reason: read.reason }
    }
    const { list_id: listId, domain } = await tx
      .selectFrom('source_mail')
      .select(['list_id', 'domain'])
      .where('source_id', '=', source.id)
      .executeTakeFirstOrThrow()
    if (!isOf({ listId, domain }, identityOf(read.mail))) {
      await hold(tx, source.id, rawId)
      return { kind: 'held' }
    }
    await store({ db, tx, source, mail: read.mail, raw, now })
    return { kind: 'understood' }
  })
}

/** It is not asked for again: the next mail may be better. */
async function noteUnreadable(tx: Tx, source: Source, problem: SourceProblem, now: Date): Promise<void> {
  const failures = source.failures + 1
  await tx
    .updateTable('source')
    .set({ failures, problem, health: healthAfter(failures), last_tried_at: now })
    .where('id', '=', source.id)
    .execute()
}

async function hold(tx: Tx, sourceId: string, rawId: string): Promise<void> {
  await tx
    .updateTable('source_mail')
    .set({ held_raw_id: rawId })
    .where('source_id', '=', sourceId)
    .where('held_raw_id', 'is', null)
    .execute()
}

type Mailed = {
  db: Db
  tx: Tx
  source: Source
  mail: ReceivedMail
  raw: { body: Buffer; fetched_at: Date }
  now: Date
}

async function store({ db, tx, source, mail, raw, now }: Mailed): Promise<void> {
  const links = readMailLinks(raw.body)
  const watches = await holdWatches(db, tx)
  const { items, keptOut } = withoutKeptOut(source, identifyItems([mailToItem(mail, links)]))
  await storePosts(tx, { source, items, language: undefined, watches, seenAt: raw.fetched_at })
  await withdrawNamed(tx, source.id, { keptOut, deleted: [], now })
  await tx
    .updateTable('source_mail')
    .set({ unsubscribe: links.unsubscribe ?? null })
    .where('source_id', '=', source.id)
    .execute()
  await markGood(tx, source.id, raw.fetched_at)
}
