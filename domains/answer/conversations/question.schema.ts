import { z } from 'zod'
import type { Place } from '#domains/places'
import { addressSchema } from '#platform/address'

/** Longer than anybody writes in a form, short enough to read in one sitting. */
export const LONGEST_TEXT = 10_000
export const LONGEST_NAME = 100

/** Text as people send it, without what no database and no mail can carry: control characters, broken characters. */
const text = z.string().transform((raw) =>
  raw
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}--[\n\t]]/gv, '')
    .trim(),
)
const letters = (value: string) => [...value].length

const body = text.pipe(
  z
    .string()
    .min(1, 'missing')
    .refine((value) => letters(value) <= LONGEST_TEXT, 'too-long'),
)
const name = text
  .transform((value) => value.replace(/\s+/g, ' '))
  .pipe(z.string().refine((value) => letters(value) <= LONGEST_NAME, 'too-long'))
  .transform((value) => value || undefined)
const address = z
  .string()
  .trim()
  .pipe(z.union([z.literal('').transform(() => undefined), addressSchema], 'not-an-address'))

/** What the form "ask or tell us" sends. */
export const questionSchema = z.object({
  body,
  name: name.optional(),
  address: address.optional(),
  /** For whom it is asked, where that is somebody else. */
  onBehalfOf: name.optional(),
  /** The dossier on whose page it was asked, by the slug in its address. */
  dossier: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .catch(undefined),
})

export type Question = z.infer<typeof questionSchema> & {
  /** How they can be reached other than by mail, in their own words; only what staff write down has it. */
  reach?: string | undefined
  /** The key of the form that files came with. */
  files?: string | undefined
  /** Where it is about. */
  place?: Place | undefined
}

export const LONGEST_REACH = 300
const optional = (most: number) =>
  text
    .pipe(z.string().refine((value) => letters(value) <= most, 'too-long'))
    .transform((value) => value || undefined)

/** By which way what staff write down came: somebody called, came by, or a letter came. */
export const takenDownChannels = ['phone', 'desk', 'paper'] as const

/** What the form at the desk sends, of what somebody said or wrote to us. */
export const takenDownSchema = z.object({
  channel: z.enum(takenDownChannels, 'missing'),
  body,
  name: name.optional(),
  onBehalfOf: name.optional(),
  /** A telephone number, an e-mail address or a postal address. */
  reach: optional(LONGEST_REACH).optional(),
  /** What they were told there and then. */
  answer: optional(LONGEST_TEXT).optional(),
})

export type TakenDown = z.infer<typeof takenDownSchema>

/** The text of a draft, a reply or a note. */
export const writingSchema = z.object({ body })
