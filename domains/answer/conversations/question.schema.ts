import { z } from 'zod'
import { addressSchema } from '#platform/address'

/** Longer than anybody writes in a form, short enough to read in one sitting. */
export const LONGEST_TEXT = 10_000
const LONGEST_NAME = 100

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
  /** The dossier on whose page it was asked, by the slug in its address. */
  dossier: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .catch(undefined),
})

export type Question = z.infer<typeof questionSchema>

/** The text of a draft, a reply or a note. */
export const writingSchema = z.object({ body })
