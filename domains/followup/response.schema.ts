import { z } from 'zod'
import { needsReason, reasonCodes, verdicts } from './response.ts'

/** As many inputs as one form or one script answers at once; more is a dialogue, which is one target. */
const MOST_INPUTS = 500

const optionalReason = z.union([z.literal('').transform(() => null), z.enum(reasonCodes), z.null()])

/** As long as a letter of two pages. */
export const LONGEST_TEXT = 5000

const words = z.string().trim().min(1, 'missing').max(LONGEST_TEXT, 'too-long')

/** What a response says, as a form or a script gives it. */
export const responseTextSchema = z
  .object({
    verdict: z.enum(verdicts, 'missing'),
    reason: optionalReason.default(null),
    action: words,
    why: words,
    unitId: z.uuid('missing'),
  })
  .refine((text) => !needsReason(text.verdict) || text.reason !== null, {
    path: ['reason'],
    message: 'missing',
  })

/** What a response is to: some inputs, or everything said so far in a dialogue. */
export const responseTargetSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('inputs'),
    inputIds: z
      .array(z.uuid())
      .min(1, 'missing')
      .max(MOST_INPUTS, 'too-many')
      .transform((ids) => [...new Set(ids)]),
  }),
  z.object({ kind: z.literal('dialogue'), dialogueId: z.uuid() }),
])

export type ResponseText = z.infer<typeof responseTextSchema>
export type ResponseTarget = z.infer<typeof responseTargetSchema>
