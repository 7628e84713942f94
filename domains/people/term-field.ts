import { z } from 'zod'
import { LONGEST_TERM, type Term, termUnits, writeTerm } from '#platform/clock'

const count = z
  .string()
  .trim()
  .refine((text) => text === '' || (/^\d{1,3}$/.test(text) && isInRange(Number(text))), 'not-a-term')
const unit = z.enum(termUnits).catch('workingDays')

function isInRange(n: number): boolean {
  return n >= 1 && n <= LONGEST_TERM
}

/** The two terms of a form, each a number and what it counts; no number: not said here. */
export const termFields = {
  firstCount: count.default(''),
  firstUnit: unit,
  resolutionCount: count.default(''),
  resolutionUnit: unit,
}

type TermFields = z.infer<z.ZodObject<typeof termFields>>

/** The terms of a form as they are kept, as `5 workingDays`; null: not said. */
export type TermTexts = { firstTerm: string | null; resolutionTerm: string | null }

/** Puts what the fields say in the place of the fields. */
export function withTerms<Form extends TermFields>({
  firstCount,
  firstUnit,
  resolutionCount,
  resolutionUnit,
  ...rest
}: Form): Omit<Form, keyof TermFields> & TermTexts {
  return {
    ...rest,
    firstTerm: termText(firstCount, firstUnit),
    resolutionTerm: termText(resolutionCount, resolutionUnit),
  }
}

function termText(n: string, unit: Term['unit']): string | null {
  return n === '' ? null : writeTerm({ n: Number(n), unit })
}
