import { z } from 'zod'
import { factVerdicts } from './fact.ts'

export const LONGEST_CLAIM = 300
export const LONGEST_FACT_ANSWER = 300
export const LONGEST_FACT_EXPLANATION = 5000
export const LONGEST_FACT_CHANGE = 500
export const MOST_FACT_SOURCES = 20
const LONGEST_ADDRESS = 2000
const LONGEST_TITLE = 200
/** More dossiers than one sheet belongs to. */
const MOST_DOSSIERS = 20

const said = (longest: number) => z.string().trim().min(1, 'missing').max(longest, 'too-long')
/** A sentence, also where it was pasted in several lines. */
const sentence = (longest: number) =>
  z
    .string()
    .transform((typed) => typed.replace(/\s+/g, ' ').trim())
    .pipe(said(longest))

/** A day that has been, as `2026-03-02`. */
function dayUntil(today: string) {
  return z.iso.date('no-day').refine((day) => day <= today && day >= '1800-01-01', 'not-yet')
}

function sourceSchema(today: string) {
  return z.object({
    url: z
      .url({ protocol: /^https?$/, hostname: z.regexes.domain, error: 'no-address' })
      .max(LONGEST_ADDRESS, 'too-long'),
    title: sentence(LONGEST_TITLE),
    on: dayUntil(today),
  })
}

/**
 * What a form says of a fact sheet.
 * @param today  of the organisation, as `2026-03-02`: what is known is known by then
 */
export function factSchema(today: string) {
  return z.object({
    claim: sentence(LONGEST_CLAIM),
    verdict: z.enum(factVerdicts, 'missing'),
    answer: sentence(LONGEST_FACT_ANSWER),
    explanation: said(LONGEST_FACT_EXPLANATION),
    sources: z
      .array(sourceSchema(today))
      .min(1, 'missing')
      .max(MOST_FACT_SOURCES, 'too-many')
      .transform((sources) => [...new Map(sources.map((one) => [one.url, one])).values()]),
    knownOn: dayUntil(today),
    change: z.string().trim().max(LONGEST_FACT_CHANGE, 'too-long').default(''),
    subjectId: z.union([z.literal('').transform(() => null), z.uuid('missing')]),
    unitId: z.uuid('missing'),
    dossierIds: z.array(z.uuid('missing')).max(MOST_DOSSIERS, 'too-many').default([]),
  })
}

/** Why a sheet is withdrawn, or what should be otherwise in a draft. */
export const factReasonSchema = z.object({
  reason: z.string().trim().min(1, 'missing').max(LONGEST_FACT_CHANGE, 'too-long'),
})

/** Sources as the database keeps them. */
export const keptSourcesSchema = z.array(z.object({ url: z.string(), title: z.string(), on: z.string() }))
