import type { Db, Tx } from '#db'
import { addJobs } from '#platform/jobs'
import { htmlToText, type MailReader } from '#platform/received-mail'
import { understandMailedJob } from '../listen.jobs.ts'
import { lockSource } from '../sources/source.store.ts'
import { identityOf, listAddresses, listLinks, type MailIdentity, type MailLink } from './mailed-post.ts'

/** How a source that comes by mail is subscribed. */
export interface MailedState {
  readonly key: string
  /** Whose mail staff said it is; undefined until then. */
  readonly confirmed: MailIdentity | undefined
  readonly held: HeldMail | undefined
  readonly unsubscribe: string | null
}

/** The first mail that is of nobody whom staff named, since they last looked. */
export interface HeldMail {
  readonly rawId: string
  readonly cameAt: Date
  readonly identity: MailIdentity
  readonly subject: string
  readonly text: string
  /** For people to open: no program of ours follows them. */
  readonly links: readonly MailLink[]
}

/** As much as shows what a mail is about. */
const SHOWN = 1500

/** How a source that comes by mail is subscribed, and what waits for somebody to look at it. */
export async function findMailed(
  db: Db,
  reader: MailReader,
  sourceId: string,
): Promise<MailedState | undefined> {
  const row = await db
    .selectFrom('source_mail')
    .leftJoin('source_raw', 'source_raw.id', 'held_raw_id')
    .select(['key', 'list_id', 'domain', 'unsubscribe', 'held_raw_id', 'body', 'fetched_at'])
    .where('source_mail.source_id', '=', sourceId)
    .executeTakeFirst()
  if (!row) return undefined
  const { key, list_id: listId, domain, unsubscribe, held_raw_id: rawId, body, fetched_at: cameAt } = row
  const confirmed = listId === null && domain === null ? undefined : { listId, domain }
  const read = body && cameAt ? await reader.read(body, cameAt) : undefined
  if (rawId === null || cameAt === null || read?.kind !== 'read')
    return { key, confirmed, held: undefined, unsubscribe }
  const { subject, text, html } = read.mail
  const links = html === null ? listAddresses(text ?? '') : listLinks(html)
  const written = text?.trim() ? text : htmlToText(html ?? '')
  const said = written.trim().slice(0, SHOWN).toWellFormed()
  return {
    ...{ key, confirmed, unsubscribe },
    held: { rawId, cameAt, identity: identityOf(read.mail), subject, text: said, links },
  }
}

/** What staff say of a mail that is held: it is of this source, and a post or not, or it is not of this source. */
export const heldAnswers = ['post', 'no-post', 'other'] as const
export type HeldAnswer = (typeof heldAnswers)[number]

export type AnswerHeldOutcome = { kind: 'answered' } | { kind: 'not-found' }

/**
 * Takes what somebody says of the mail that is held. Once it is of this source, what came after it is looked at again. Of two who
 * answer at once, the first counts.
 */
export async function answerHeld(
  tx: Tx,
  { sourceId, held, answer }: { sourceId: string; held: HeldMail; answer: HeldAnswer },
): Promise<AnswerHeldOutcome> {
  if (!(await lockSource(tx, sourceId))) return { kind: 'not-found' }
  const { listId, domain } = held.identity
  const isNamed = listId !== null || domain !== null
  const named = isNamed ? { list_id: listId, domain: listId === null ? domain : null } : {}
  const changed = await tx
    .updateTable('source_mail')
    .set({ held_raw_id: null, ...(answer === 'other' ? {} : named) })
    .where('source_id', '=', sourceId)
    .where('held_raw_id', '=', held.rawId)
    .returning('source_id')
    .executeTakeFirst()
  if (!changed) return { kind: 'not-found' }
  await lookAgain(tx, { sourceId, heldId: held.rawId, isPost: answer === 'post' })
  return { kind: 'answered' }
}

/** Lets what came since be understood, in the order in which it came: what is a post already stays that. */
async function lookAgain(
  tx: Tx,
  { sourceId, heldId, isPost }: { sourceId: string; heldId: string; isPost: boolean },
): Promise<void> {
  const rows = await tx
    .updateTable('source_raw')
    .set({ understood_at: null })
    .where('source_id', '=', sourceId)
    .where('id', isPost ? '>=' : '>', heldId)
    .returning('id')
    .execute()
  const ids = rows.map((row) => row.id).toSorted()
  const jobs = ids.map((id) => ({ payload: { rawId: id }, key: `listen-mailed-${id}` }))
  await addJobs(tx, understandMailedJob, jobs)
}
