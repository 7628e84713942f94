import type { Db, Tx } from '#db'
import { getLetterhead, type Letterhead, type Site } from '#domains/letters'
import { type Clock, dateIn } from '#platform/clock'
import { type NotMandated, readRefusal } from '../approvals/obstacle.ts'
import { lockConversation } from '../conversations/conversation.store.ts'
import { tellOfChange } from '../conversations/conversation-feed.ts'
import { type SendOutcome, sendDraft, sendReply } from '../conversations/send-reply.ts'
import { copiesSchema } from '../recipients/copy.ts'

/** What sends replies when their moment has come. */
export type SendingDesk = { db: Db; site: Site; clock: Clock }

/** How many left, and how many are held because they may not be sent any more. */
export type SentReplies = { sent: number; held: number }

const AT_ONCE = 100

/**
 * Sends every reply whose moment has come, each in a transaction of its own: the entry, the mail and that it no longer waits are
 * one, so that it leaves once, whoever tries and whatever stops. Who sent it must still be allowed to; else it is held.
 * @param signal  ends it after the reply that it is at
 * @throws AggregateError when some could not be sent now; the others are
 */
export async function sendDueReplies(desk: SendingDesk, signal?: AbortSignal): Promise<SentReplies> {
  const counts = { sent: 0, held: 0 }
  const faults: unknown[] = []
  const due = await listDue(desk)
  const letterhead = due.length > 0 ? await getLetterhead(desk.db, desk.site) : undefined
  for (const id of due) {
    signal?.throwIfAborted()
    try {
      const outcome = letterhead && (await sendOne(desk, id, letterhead))
      if (outcome) counts[outcome]++
    } catch (fault) {
      faults.push(fault)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} replies could not be sent now.`)
  return counts
}

async function listDue({ db, clock }: SendingDesk): Promise<string[]> {
  const rows = await db
    .selectFrom('leaving_reply')
    .select('id')
    .where('held_at', 'is', null)
    .where('leaves_at', '<=', clock.now())
    .orderBy('leaves_at')
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}

/** The database has the last word: where it refuses, nothing of the reply is left, and a second transaction says that it is held. */
async function sendOne(
  { db, clock }: SendingDesk,
  id: string,
  letterhead: Letterhead,
): Promise<'sent' | 'held' | undefined> {
  const now = clock.now()
  try {
    return await db.transaction().execute(async (tx) => {
      const outcome = await leave(tx, { id, now }, letterhead)
      if (outcome === undefined || outcome.kind === 'sent') return outcome?.kind
      if (outcome.kind === 'not-mandated') throw new Refused(outcome)
      // What they may no longer read, they no longer answer.
      if (outcome.kind === 'not-found') throw new Refused(noMandate)
      throw new Error(`A reply that nobody overtook was not sent: "${outcome.kind}".`)
    })
  } catch (error) {
    const refusal = error instanceof Refused ? error.refusal : readRefusal(error)
    if (!refusal) throw error
    return db.transaction().execute((tx) => hold(tx, { id, now }, refusal))
  }
}

const noMandate: NotMandated = { kind: 'not-mandated', obstacle: { kind: 'no-mandate', missing: [] } }

class Refused extends Error {
  readonly refusal: NotMandated
  constructor(refusal: NotMandated) {
    super(refusal.obstacle.kind)
    this.refusal = refusal
  }
}

type Leaving = { id: string; now: Date }

/** @returns undefined where it waits no more: it left, was taken back or is held */
async function leave(tx: Tx, { id, now }: Leaving, letterhead: Letterhead): Promise<SendOutcome | undefined> {
  const conversation = await lockOf(tx, id)
  const reply = await tx
    .deleteFrom('leaving_reply')
    .where('id', '=', id)
    .where('held_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!conversation || !reply) return undefined
  const { account_id: by, answers_input: answersInput, asks, body, draft_seq: draftSeq } = reply
  const { timeZone } = letterhead
  const on = { now, today: dateIn(timeZone, now), timeZone }
  const copies = copiesSchema.parse(reply.copies)
  const turn = { conversationId: conversation.id, seen: conversation.last_seq, by, ...on }
  return body !== null
    ? sendReply(tx, turn, { body, answersInput, asks, copies }, letterhead)
    : sendDraft(tx, turn, { draftSeq: draftSeq ?? 0, answersInput, asks, copies }, letterhead)
}

/** Whoever touches a reply that waits has locked its conversation first. */
async function lockOf(tx: Tx, id: string) {
  const found = await tx
    .selectFrom('leaving_reply')
    .select('conversation_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return found && lockConversation(tx, found.conversation_id)
}

async function hold(tx: Tx, { id, now }: Leaving, { obstacle }: NotMandated): Promise<'held' | undefined> {
  const conversation = await lockOf(tx, id)
  const held = await tx
    .updateTable('leaving_reply')
    .set({ held_at: now, held_why: obstacle.kind })
    .where('id', '=', id)
    .where('held_at', 'is', null)
    .executeTakeFirst()
  if (!conversation || held.numUpdatedRows === 0n) return undefined
  await tellOfChange(tx, conversation.id)
  return 'held'
}
