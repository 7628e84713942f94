import type { Limit } from '#platform/limits'

/** Receipts to one mailbox, whatever they are for: whoever is over it is heard all the same, but gets no mail. */
export const receiptByHandle = {
  name: 'receipt-handle',
  times: 5,
  perSeconds: 24 * 3600,
  scope: 'everywhere',
} as const satisfies Limit
