import { z } from 'zod'
import { accesses } from '#domains/entrance'
import { longestStatement, shortestStatement } from '../statements/statement.ts'
import { resultsTimes } from './dialogue.ts'

const seeds = z
  .array(z.string().trim().min(shortestStatement, 'too-short').max(longestStatement, 'too-long'))
  .max(100, 'too-many')

/** A new dialogue as a form or a script gives it. */
export const newDialogueSchema = z.object({
  dossierId: z.uuid('missing'),
  question: z.string().trim().min(1, 'missing').max(160, 'too-long'),
  introduction: z.string().trim().max(1000, 'too-long').default(''),
  language: z.enum(['nl', 'en']),
  moderation: z.enum(['strict', 'light']).default('strict'),
  access: z.enum(accesses).default('everyone'),
  results: z.enum(resultsTimes).default('live'),
  closesOn: z.union([z.literal('').transform(() => null), z.iso.date('not-a-date'), z.null()]).default(null),
  seeds: seeds.default([]),
})

export type NewDialogue = z.infer<typeof newDialogueSchema>

/** A draft as it is written anew. */
export const changedDraftSchema = newDialogueSchema.omit({ dossierId: true })

/** What may still change of a dialogue that was opened. */
export const changedTermsSchema = newDialogueSchema.pick({ moderation: true, closesOn: true })

export type ChangedTerms = z.infer<typeof changedTermsSchema>
