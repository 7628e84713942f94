import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { takePost } from '#domains/listen'
import { logAccess } from '#domains/people'
import { registerInput } from '#domains/register'
import { dateIn } from '#platform/clock'
import { newId } from '#platform/db'
import { isLocale } from '#platform/i18n'
import { insertConversation } from '../conversations/conversation.store.ts'
import { subjectOf } from '../conversations/conversation.ts'
import { fileAtOnce, promiseBy } from '../conversations/file-at-once.ts'
import type { Filing } from '../conversations/filing.ts'
import { readHearing } from '../deadlines/hearing.ts'

export type MakeConversationOutcome =
  /** One that is there already, as it is: what was chosen now changes nothing of it. */
  { kind: 'made' | 'already-made'; conversationId: string } | { kind: 'post-not-found' }

/** As much of a post as is needed to answer it; the rest is where it was published. */
const LONGEST_QUOTE = 2000

/** What a post is called in a list. */
const LONGEST_SUBJECT = 150

/**
 * Makes a conversation of a post that somebody found, once, however many ask at once. Nobody is told and nobody has a code: whoever wrote
 * it is known by where it stands, and an answer is put there by hand.
 * @throws FilingRefused, and then nothing is made
 */
export async function makePostAConversation(
  tx: Tx,
  postId: string,
  filing: Filing,
  { by, timeZone, now }: { by: string; timeZone: string; now: Date },
): Promise<MakeConversationOutcome> {
  const post = await lockPost(tx, postId)
  if (!post) return { kind: 'post-not-found' }
  const made = await findConversationOfPost(tx, postId)
  if (made !== undefined) return { kind: 'already-made', conversationId: made }
  const today = dateIn(timeZone, now)
  const hearing = promiseBy(await readHearing(tx, undefined, { timeZone, now }), filing.promisedOn, today)
  const conversationId = newId()
  const body = quote(post)
  const said = post.language ?? undefined
  const language = isLocale(said) ? said : 'nl'
  const conversation = {
    ...{ id: conversationId, language, subject: titleOf(post) },
    input_id: await register(tx, { body, language, dueOn: hearing.dueOn, now }),
  }
  const heard = { kind: 'received', channel: 'feed', body, ...hearing } as const
  await insertConversation(tx, conversation, [heard], { by, now })
  if (post.url !== null)
    await tx
      .insertInto('conversation_contact')
      .values({ conversation_id: conversationId, reach: post.url, given_at: now })
      .execute()
  await tx
    .insertInto('post_conversation')
    .values({ post_id: postId, conversation_id: conversationId, made_by: by, made_at: now })
    .execute()
  await takePost(tx, { postId, now })
  await fileAtOnce(tx, { conversationId, by, now, today, timeZone }, filing)
  for (const [subjectKind, subjectId] of [
    ['post', postId],
    ['conversation', conversationId],
  ] as const)
    await logAccess(tx, { accountId: by, action: 'changed', subjectKind, subjectId, now })
  return { kind: 'made', conversationId }
}

type Quoted = { title: string; body: string; url: string | null; language: string | null }

/** Of two who make one of it at once, the second waits, and finds what the first made. */
async function lockPost(tx: Tx, postId: string): Promise<Quoted | undefined> {
  return tx
    .selectFrom('post')
    .select(['title', 'body', 'url', 'language'])
    .where('id', '=', postId)
    .where('text_removed_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

async function register(
  tx: Tx,
  { body, language, dueOn, now }: { body: string; language: string; dueOn: string; now: Date },
): Promise<string> {
  const said = { kind: 'post', channel: 'feed', body, language, answerOn: dueOn, receivedAt: now } as const
  const outcome = await registerInput(tx, said)
  if ('inputId' in outcome) return outcome.inputId
  throw new Error(`An input without a dossier was not registered: ${outcome.kind}`)
}

function quote({ title, body, url }: Quoted): string {
  const text = body.length > LONGEST_QUOTE ? `${body.slice(0, LONGEST_QUOTE).toWellFormed()} …` : body
  return [title, text, url].filter(Boolean).join('\n\n')
}

function titleOf({ title, body, url }: Quoted): string {
  return [...(title || subjectOf(body) || (url ?? ''))].slice(0, LONGEST_SUBJECT).join('') || '…'
}

/** The conversation that was made of a post. */
export async function findConversationOfPost(db: Db, postId: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('post_conversation')
    .select('conversation_id')
    .where('post_id', '=', postId)
    .executeTakeFirst()
  return found?.conversation_id
}

/** How many conversations were made of what some sources brought since a moment. */
export async function countConversationsOfSources(
  db: Db,
  sourceIds: readonly string[],
  from: Date,
): Promise<number> {
  if (sourceIds.length === 0) return 0
  const { made } = await db
    .selectFrom('post_conversation')
    .innerJoin('post', 'post.id', 'post_conversation.post_id')
    .select(({ fn }) => fn.countAll<number>().as('made'))
    .where('post.source_id', 'in', sourceIds)
    .where('post.published_at', '>=', from)
    .executeTakeFirstOrThrow()
  return made
}

/** The post that a conversation was made of, as far as it is still there. */
export type PostOfConversation = {
  id: string
  url: string | null
  source: string
  /** Its text is no longer kept: it has no page any more. */
  isGone: boolean
}

export async function findPostOfConversation(
  db: Db,
  conversationId: string,
): Promise<PostOfConversation | undefined> {
  return db
    .selectFrom('post_conversation as made')
    .innerJoin('post', 'post.id', 'made.post_id')
    .innerJoin('source', 'source.id', 'post.source_id')
    .select(['post.id', 'post.url', 'source.title as source'])
    .select(sql<boolean>`post.text_removed_at is not null`.as('isGone'))
    .where('made.conversation_id', '=', conversationId)
    .executeTakeFirst()
}

/** Whether the post that a conversation was made of counts in a dossier by itself: there it would count twice. */
export async function countsByItself(db: Db, conversationId: string, dossierId: string): Promise<boolean> {
  const found = await db
    .selectFrom('post_conversation as made')
    .innerJoin('post_input', 'post_input.post_id', 'made.post_id')
    .select('post_input.input_id')
    .where('made.conversation_id', '=', conversationId)
    .where('post_input.dossier_id', '=', dossierId)
    .executeTakeFirst()
  return found !== undefined
}
