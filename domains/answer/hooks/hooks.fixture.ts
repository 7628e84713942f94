import type { Db } from '#db'
import { now } from '#stories'
import type { InTransaction } from '#testing'
import { receiveHook, understandHooks } from '../index.ts'

/** A message as an app sends it, and what is otherwise about it. */
export function messageOf(change: Record<string, unknown> = {}) {
  return {
    ...{ id: crypto.randomUUID(), thread: 't1', author: { id: 'u1', name: 'Sanne' } },
    ...{ text: 'De brug piept.', sentAt: '2026-03-02T08:00:00Z' },
    ...change,
  }
}

export function hookOf(...messages: unknown[]): string {
  return JSON.stringify({ type: 'message.received', data: { messages } })
}

/** An app of others, as its program calls us. */
export function useApp(database: () => { db: Db }, inTransaction: InTransaction, name = 'buurtapp') {
  const receive = (raw: string, id: string = crypto.randomUUID(), takesAnswers = true) =>
    inTransaction((tx) =>
      receiveHook(tx, { channel: { name, takesAnswers }, id, raw: Buffer.from(raw) }, now),
    )
  const faults: unknown[] = []
  const understand = () =>
    understandHooks({
      ...{ db: database().db, timeZone: 'Europe/Amsterdam', now: () => now },
      onFault: (error) => faults.push(error),
    })
  /** The conversations that began by it, in order. */
  const list = () =>
    database()
      .db.selectFrom('conversation_entry')
      .innerJoin('conversation', 'conversation.id', 'conversation_entry.conversation_id')
      .select(['conversation.id', 'conversation.subject', 'body', 'seq'])
      .where('channel', '=', 'hook')
      .orderBy('conversation.received_at')
      .orderBy('conversation.id')
      .orderBy('seq')
      .execute()
  const take = async (...messages: unknown[]) => {
    await receive(hookOf(...messages))
    await understand()
    return list()
  }
  return { receive, understand, list, take, faults }
}
