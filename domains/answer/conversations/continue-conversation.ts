import type { Db, Tx } from '#db'
import { findPublishObstacle, type Obstacle } from '../approvals/obstacle.ts'
import { readHearing } from '../deadlines/hearing.ts'
import { keepFiles } from '../files/conversation-files.ts'
import { keepPlace } from '../near/conversation-place.ts'
import { beginLinked, keepAsker } from '../split/begin-linked.ts'
import { lockToHear } from '../split/lock-to-hear.ts'
import { appendEntries, lockConversation } from './conversation.store.ts'
import { type Channel, type Conversation, subjectOf } from './conversation.ts'
import { tellOfConversation } from './conversation-feed.ts'
import type { Question } from './question.schema.ts'

/** The input of the conversation in which it was heard. */
export type ContinueOutcome = { kind: 'heard'; inputId: string } | { kind: 'not-found' }

/**
 * Whoever asked writes again: the conversation is open, or the one that it was merged into. Opened anew, an answer is due anew; where it
 * waited for them, it waits no more. Long after it was solved, a new one begins that continues it.
 */
export async function continueConversation(
  tx: Tx,
  { inputId, body, files, place }: { inputId: string } & Pick<Question, 'body' | 'files' | 'place'>,
  { channel, timeZone, now }: { channel: Channel; timeZone: string; now: Date },
): Promise<ContinueOutcome> {
  const found = await tx
    .selectFrom('conversation')
    .select('id')
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  const hearer = found && (await lockToHear(tx, found.id, now))
  if (!hearer) return { kind: 'not-found' }
  const { kind, conversation } = hearer
  const hearing = await readHearing(tx, kind === 'here' ? conversation : undefined, { timeZone, now })
  const heard = { kind: 'received', channel, body, ...hearing } as const
  const at =
    kind === 'here'
      ? {
          ...{ conversationId: conversation.id, inputId: conversation.input_id },
          seq: await appendEntries(tx, conversation, [heard], { by: null, now }),
        }
      : await beginAnew(tx, conversation, heard, now)
  await keepFiles(tx, files, at)
  if (place) await keepPlace(tx, place, at)
  return { kind: 'heard', inputId: at.inputId }
}

type Heard = Parameters<typeof beginLinked>[1]['first']

/** Whoever has the code of the first reads both, so that it gets none of its own. */
async function beginAnew(tx: Tx, earlier: Conversation, heard: Omit<Heard, 'at' | 'by'>, now: Date) {
  const first = { ...heard, at: now, by: null }
  const begun = await beginLinked(tx, {
    ...{ earlier, first, isSameAsker: true },
    subject: subjectOf(heard.body),
  })
  await keepAsker(tx, { from: earlier.id, to: begun.conversationId, now })
  await tellOfConversation(tx, earlier.id)
  return { ...begun, seq: 1 }
}

/** Who publishes for everybody, when, and which day it then is for the organisation, as 2026-03-02. */
export type Publisher = { by: string; now: Date; today: string }

/**
 * Why somebody may not answer what was asked by something that everybody can read; undefined: they may. What conversations are
 * about decides it, so that one is looked at of those that are about the same.
 */
export async function findSettleObstacle(
  db: Db,
  inputIds: string[],
  { by, today }: Publisher,
): Promise<Obstacle | undefined> {
  if (inputIds.length === 0) return undefined
  const alike = await db
    .selectFrom('conversation')
    .distinctOn(['subject_id', 'unit_id'])
    .select('id')
    .where('input_id', 'in', inputIds)
    .execute()
  for (const { id: conversationId } of alike) {
    const obstacle = await findPublishObstacle(db, { conversationId, by, today })
    if (obstacle) return obstacle
  }
  return undefined
}

/** A public response answers what was asked: the conversations about it are answered too, and say so. */
export async function settleConversations(
  tx: Tx,
  inputIds: string[],
  { by, now, today }: Publisher,
): Promise<void> {
  if (inputIds.length === 0) return
  const open = await tx
    .selectFrom('conversation')
    .select('id')
    .where('input_id', 'in', inputIds)
    .where('status', '=', 'open')
    .orderBy('id')
    .execute()
  for (const { id } of open) {
    const locked = await lockConversation(tx, id)
    if (locked?.status === 'open')
      await appendEntries(tx, locked, [{ kind: 'status', status: 'answered', on: today }], { by, now })
  }
}
