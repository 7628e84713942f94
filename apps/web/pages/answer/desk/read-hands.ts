import {
  type CloseReason,
  type ConversationPage,
  type Label,
  listCloseReasons,
  listLabels,
} from '#domains/answer'
import { readFormText, textOf, todayHere, type WebContext } from '#web/http'

/** What somebody may do with a conversation as a whole, and what they chose when it was refused. */
export type Hands = {
  closeReasons: CloseReason[]
  labels: Label[]
  chosen: { reason: string; snoozeDay: string }
}

export async function readHands(c: WebContext, page: ConversationPage, by: string): Promise<Hands> {
  const actor = { conversationId: page.conversation.id, by, today: todayHere(c) }
  const form = c.req.method === 'POST' ? await readFormText(c) : {}
  const { db } = c.var.services
  const [closeReasons, labels] = await Promise.all([listCloseReasons(db, actor), listLabels(db)])
  return {
    ...{ closeReasons, labels },
    chosen: { reason: textOf(form, 'closeAs'), snoozeDay: textOf(form, 'snoozeDay') },
  }
}
