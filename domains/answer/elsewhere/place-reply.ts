import type { Db, Tx } from '#db'
import type { Letterhead } from '#domains/letters'
import { addJob } from '#platform/jobs'
import { type DraftReply, type SendOutcome, sendDraft } from '../conversations/send-reply.ts'
import { lockUnchanged, type Turn } from '../conversations/take-turn.ts'
import { findPostOfConversation } from '../posts/make-post-a-conversation.ts'
import { isAnsweredElsewhere } from './disclosure.ts'
import { lookAtPlacedJob } from './elsewhere.jobs.ts'
import { hostOf, isAtHostOf, readPlace, threadOf } from './thread-address.ts'

/** A draft that somebody put where a post stands, and at which address it can be read there. */
export type Placing = Pick<DraftReply, 'draftSeq' | 'answersInput' | 'asks'> & {
  address: string
  /** That it stands at another site than the post is no mistake. */
  isOtherHost: boolean
}

export type PlaceOutcome =
  | SendOutcome
  | { kind: 'not-an-address' }
  /** It stands at another site than the post, which somebody has to say twice. */
  | { kind: 'other-host'; host: string; expected: string | undefined }
  /** Nothing of this conversation is put somewhere else. */
  | { kind: 'not-elsewhere' }

/**
 * Says that a draft stands somewhere else, and where: that is when it was sent. It takes the mandate and the approval that any reply
 * takes, and is the very text that was approved. Of two who say so at once, the second is told what the first did. A job then looks
 * whether it stands there.
 */
export async function placeReply(
  tx: Tx,
  turn: Turn,
  { draftSeq, answersInput, asks = false, address, isOtherHost }: Placing,
  letterhead: Letterhead,
): Promise<PlaceOutcome> {
  const { conversationId } = turn
  const place = readPlace(address)
  if (!place) return { kind: 'not-an-address' }
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  if (!(await isAnsweredElsewhere(tx, conversationId))) return { kind: 'not-elsewhere' }
  const pages = await listPages(tx, conversationId)
  const [expected] = pages
  if (!isOtherHost && !isAtHostOf(place.href, pages))
    return { kind: 'other-host', host: place.host, expected: expected && hostOf(expected) }
  const seq = locked.conversation.last_seq + 1
  const placed = { conversation_id: conversationId, seq }
  const thread = threadOf([place.href, ...(expected ? [expected] : [])])
  await tx
    .insertInto('placed_reply')
    .values({ ...placed, address: place.href, thread })
    .execute()
  const outcome = await sendDraft(tx, turn, { draftSeq, answersInput, asks, isTold: true }, letterhead)
  if (outcome.kind === 'sent') await addJob(tx, lookAtPlacedJob, { conversationId, seq })
  else
    await tx
      .deleteFrom('placed_reply')
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', seq)
      .execute()
  return outcome
}

/** Where the thread of a conversation is: the post first, then what came from below it. */
async function listPages(db: Db, conversationId: string): Promise<string[]> {
  const [post, below] = await Promise.all([
    findPostOfConversation(db, conversationId),
    db
      .selectFrom('post_below')
      .innerJoin('post', 'post.id', 'post_below.post_id')
      .select('post.url')
      .where('post_below.conversation_id', '=', conversationId)
      .orderBy('post_below.seq', 'desc')
      .limit(MOST_PAGES)
      .execute(),
  ])
  return [post?.url, ...below.map(({ url }) => url)].flatMap((url) => url ?? [])
}

/** The hosts of a thread are few. */
const MOST_PAGES = 20
