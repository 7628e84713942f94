import { z } from 'zod'
import { findOwnReply, type LeavingReply, listLeavingReplies, type OwnReply } from '#domains/answer'
import { todayHere, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'

/** What was sent in the conversation that is open and has not left, and what somebody sent just before they came here. */
export type Sending = { replies: LeavingReply[]; own: OwnReply | undefined }

export async function readSending(c: WebContext, conversationId: string): Promise<Sending> {
  const [replies, own] = await Promise.all([
    listLeavingReplies(c.var.services.db, conversationId),
    readOwnReply(c),
  ])
  return { replies, own }
}

/** The reply that the address says was just sent. */
export async function readOwnReply(c: WebContext): Promise<OwnReply | undefined> {
  const left = z.uuid().safeParse(c.req.query('left'))
  if (!left.success) return undefined
  const { accountId } = await getStaff(c)
  return findOwnReply(c.var.services.db, left.data, { accountId, today: todayHere(c) })
}
