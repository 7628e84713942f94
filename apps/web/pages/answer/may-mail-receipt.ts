import type { Question } from '#domains/answer'
import { limits, type WebContext } from '#web/http'

/** A mailbox gets few receipts a day, whoever fills in its address. */
export async function mayMailReceipt(
  c: WebContext,
  { handle }: NonNullable<Question['address']>,
): Promise<boolean> {
  return (await c.var.services.limits.count(limits.receiptByHandle, handle)).kind === 'allowed'
}
