import { z } from 'zod'
import { promiseLevels } from './dossier.ts'

/** How long each text of a dossier may be, by the name of its field. */
export const longestTexts = {
  question: 160,
  summary: 1000,
  area: 120,
  statement: 500,
  decidedBy: 120,
  reasonForChange: 500,
  title: 80,
  description: 300,
} as const

/** As many phases as a dossier has at most. */
export const MOST_PHASES = 12

/** Of a municipality, a district or a neighbourhood. */
const areaCodes = /^(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$/

const day = z.string().trim().min(1, 'missing').pipe(z.iso.date('not-a-date'))
const optionalDay = z.union([z.literal('').transform(() => null), z.null(), z.iso.date()], 'not-a-date')
const line = (field: keyof typeof longestTexts) =>
  z.string().trim().min(1, 'missing').max(longestTexts[field], 'too-long')
const optionalLine = (field: keyof typeof longestTexts) =>
  z.string().trim().max(longestTexts[field], 'too-long').default('')

/** A promise as a form or a script gives it. */
export const promiseSchema = z
  .object({
    level: z.enum(promiseLevels, 'missing'),
    statement: line('statement'),
    decidedBy: line('decidedBy'),
    answerOn: day,
    decisionOn: optionalDay,
    reasonForChange: optionalLine('reasonForChange'),
  })
  .refine((promise) => promise.decisionOn === null || promise.decisionOn >= promise.answerOn, {
    path: ['decisionOn'],
    message: 'before-answer',
  })

const phaseSchema = z
  .object({
    title: line('title'),
    description: optionalLine('description'),
    startsOn: day,
    endsOn: optionalDay,
  })
  .refine((phase) => phase.endsOn === null || phase.endsOn >= phase.startsOn, {
    path: ['endsOn'],
    message: 'before-start',
  })

const areaCode = z
  .union([z.literal('').transform(() => null), z.null(), z.string().regex(areaCodes)])
  .catch(null)

const texts = {
  question: line('question'),
  summary: line('summary'),
  area: optionalLine('area'),
  /** Of a register, to be drawn. */
  areaCode: areaCode.default(null),
  language: z.enum(['nl', 'en'], 'missing'),
  unitId: z.uuid('missing'),
}

const phases = z.array(phaseSchema).min(1, 'missing').max(MOST_PHASES, 'too-many')

/** A new dossier: its question, what is promised, and its phases in order. */
export const newDossierSchema = z.object({ ...texts, promise: promiseSchema, phases })

/** What a dossier is to say from now on, and why. */
export const changedDossierSchema = z.object({
  ...texts,
  phases,
  reasonForChange: optionalLine('reasonForChange'),
})

export type NewDossier = z.infer<typeof newDossierSchema>
export type ChangedDossier = z.infer<typeof changedDossierSchema>
export type NewPromise = z.infer<typeof promiseSchema>
