import { z } from 'zod'
import { promiseLevels } from './dossier.ts'

const day = z.iso.date()
const optionalDay = z.union([z.literal('').transform(() => null), day, z.null()])
const line = (longest: number) => z.string().trim().min(1, 'missing').max(longest, 'too-long')

/** A promise as a form or a script gives it. */
export const promiseSchema = z
  .object({
    level: z.enum(promiseLevels),
    statement: line(500),
    decidedBy: line(120),
    answerOn: day,
    decisionOn: optionalDay,
    reasonForChange: z.string().trim().max(500, 'too-long').default(''),
  })
  .refine((promise) => promise.decisionOn === null || promise.decisionOn >= promise.answerOn, {
    path: ['decisionOn'],
    message: 'before-answer',
  })

const phaseSchema = z
  .object({
    title: line(80),
    description: z.string().trim().max(300, 'too-long').default(''),
    startsOn: day,
    endsOn: optionalDay,
  })
  .refine((phase) => phase.endsOn === null || phase.endsOn >= phase.startsOn, {
    path: ['endsOn'],
    message: 'before-start',
  })

/** A new dossier: its question, what is promised, and its phases in order. */
export const newDossierSchema = z.object({
  question: line(160),
  summary: line(1000),
  area: z.string().trim().max(120, 'too-long').default(''),
  language: z.enum(['nl', 'en']),
  unitId: z.uuid('missing'),
  promise: promiseSchema,
  phases: z.array(phaseSchema).min(1, 'missing').max(12, 'too-many'),
})

export type NewDossier = z.infer<typeof newDossierSchema>
export type NewPromise = z.infer<typeof promiseSchema>
