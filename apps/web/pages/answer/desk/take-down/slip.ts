import { z } from 'zod'
import { answeredWays, takenDownChannels } from '#domains/answer'
import { receiptSchema } from '../../receipt-cookie.ts'

/** What the page after the form shows: what to tell whoever asked. */
export const slipSchema = receiptSchema.extend({
  conversationId: z.uuid(),
  channel: z.enum(takenDownChannels),
  answered: z.enum(answeredWays),
})
export type Slip = z.infer<typeof slipSchema>
