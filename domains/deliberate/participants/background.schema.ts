import { z } from 'zod'

/** Background questions of a dialogue at most, and options of one. */
export const mostQuestions = 3
export const mostOptions = 12

const option = z.object({
  label: z.string().trim().min(1, 'missing').max(80, 'too-long'),
  /** How many people of the population there are; of all options of a question, or of none. */
  population: z.number().int().min(0).max(2_000_000_000).nullable(),
})

const question = z
  .object({
    question: z.string().trim().min(1, 'missing').max(160, 'too-long'),
    options: z.array(option).min(2, 'too-few').max(mostOptions, 'too-many'),
  })
  .refine(({ options }) => new Set(options.map(({ label }) => label.toLowerCase())).size === options.length, {
    message: 'twice',
    path: ['options'],
  })
  .refine(({ options }) => new Set(options.map(({ population }) => population === null)).size <= 1, {
    message: 'population-for-some',
    path: ['options'],
  })
  .refine(({ options }) => options[0]?.population === null || options.some(({ population }) => population), {
    message: 'population-for-some',
    path: ['options'],
  })

/** What participants may tell about themselves, as staff ask it. */
export const backgroundSchema = z.array(question).max(mostQuestions)

export type Background = z.infer<typeof backgroundSchema>
