import {
  type Around,
  type CloseReason,
  type ConversationPage,
  listAround,
  listCloseReasons,
  listEarlier,
  listMerged,
  type NamedConversation,
  type Obstacle,
} from '#domains/answer'
import { readFormText, textOf, todayHere, type WebContext } from '#web/http'

/** What somebody may do with a conversation as a whole, and what they chose when it was refused. */
export type Hands = {
  closeReasons: CloseReason[]
  merged: Awaited<ReturnType<typeof listMerged>>
  /** Other conversations of whoever asked. */
  earlier: NamedConversation[]
  /** What it goes on from, and what goes on from it. */
  around: Around
  chosen: { reason: string; snoozeDay: string; other: string }
}

export async function readHands(
  c: WebContext,
  { page, by, send }: { page: ConversationPage; by: string; send: Obstacle | undefined },
): Promise<Hands> {
  const actor = { conversationId: page.conversation.id, by, today: todayHere(c) }
  const form = c.req.method === 'POST' ? await readFormText(c) : {}
  const { db, config } = c.var.services
  const { id } = page.conversation
  const viewer = { accountId: by, today: actor.today }
  const [closeReasons, merged, earlier, around] = await Promise.all([
    listCloseReasons(db, actor, send),
    listMerged(db, id, viewer),
    listEarlier(db, id, { viewer, secret: config.secret }),
    listAround(db, id, viewer),
  ])
  return {
    ...{ closeReasons, merged, earlier, around },
    chosen: {
      reason: textOf(form, 'closeAs'),
      snoozeDay: textOf(form, 'snoozeDay'),
      other: textOf(form, 'otherTyped').slice(0, 500),
    },
  }
}
