import type { Db, Tx } from '#db'
import { findPublishObstacle, type Obstacle } from '../approvals/obstacle.ts'
import { readHearing } from '../deadlines/hearing.ts'
import { keepFiles } from '../files/conversation-files.ts'
import { lockHome } from '../hands/home.ts'
import { keepPlace } from '../near/conversation-place.ts'
import { appendEntries, lockConversation } from './conversation.store.ts'
import type { Channel } from './conversation.ts'
import type { Question } from './question.schema.ts'

export type ContinueOutcome = { kind: 'heard' } | { kind: 'not-found' }

/**
 * Whoever asked writes again: the conversation is open, or the one that it was merged into. Opened anew, an answer is due anew; where it
 * waited for them, it waits no more.
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
  const locked = found && (await lockHome(tx, found.id))
  if (!locked) return { kind: 'not-found' }
  const hearing = await readHearing(tx, locked, { timeZone, now })
  const heard = { kind: 'received', channel, body, ...hearing } as const
  const seq = await appendEntries(tx, locked, [heard], { by: null, now })
  await keepFiles(tx, files, { conversationId: locked.id, seq })
  if (place) await keepPlace(tx, place, { conversationId: locked.id, seq })
  return { kind: 'heard' }
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
