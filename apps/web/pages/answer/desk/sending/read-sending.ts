import { z } from 'zod'
import {
  type ConversationPage,
  findOwnReply,
  type LeavingReply,
  listLeavingReplies,
  type OwnReply,
} from '#domains/answer'
import { todayHere, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'
import { type Recipients, readRecipients } from './recipients-field.tsx'

/** What was sent in the conversation that is open and has not left, and what somebody sent just before they came here. */
export type Sending = { replies: LeavingReply[]; own: OwnReply | undefined; to: Recipients }

export async function readSending(c: WebContext, page: ConversationPage): Promise<Sending> {
  const [replies, own, to] = await Promise.all([
    listLeavingReplies(c.var.services.db, page.conversation.id),
    readOwnReply(c),
    readRecipients(c, page),
  ])
  return { replies, own, to }
}

/** The reply that the address says was just sent. */
export async function readOwnReply(c: WebContext): Promise<OwnReply | undefined> {
  const left = z.uuid().safeParse(c.req.query('left'))
  if (!left.success) return undefined
  const { accountId } = await getStaff(c)
  return findOwnReply(c.var.services.db, left.data, { accountId, today: todayHere(c) })
}
