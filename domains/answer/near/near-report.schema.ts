import { z } from 'zod'
import { withdrawalReasons } from './near-report.ts'

export const LONGEST_NEAR_TITLE = 120
export const LONGEST_NEAR_WORDS = 1000

const words = z.string().trim().max(LONGEST_NEAR_WORDS, 'too-long').default('')
const choice = z.union([z.literal('').transform(() => null), z.uuid()])

/** What staff make public of something that was reported. */
export const nearReportSchema = z.object({
  title: z.string().trim().min(1, 'missing').max(LONGEST_NEAR_TITLE, 'too-long'),
  words,
  state: z.enum(['reported', 'working'], 'missing'),
  subject: choice.default(null),
  /** Its area alone, or the very place. */
  precision: z.enum(['area', 'exactly'], 'missing'),
})

/** What became of it, in the words of staff; why, where nothing will be done. */
export const nearStepSchema = z
  .object({ state: z.enum(['reported', 'working', 'solved', 'declined'], 'missing'), words })
  .refine(({ state, words }) => state !== 'declined' || words !== '', { path: ['words'], message: 'missing' })

/** Why it is shown no more. */
export const nearWithdrawalSchema = z.object({ reason: z.enum(withdrawalReasons, 'missing') })
