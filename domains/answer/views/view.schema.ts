import { z } from 'zod'
import { cleanText } from '#platform/text'
import { inboxFilters, inboxOrders } from '../conversations/inbox-pick.queries.ts'
import { takenDownChannels } from '../conversations/question.schema.ts'
import { dueSpans, type Narrowing } from '../hands/narrowed.ts'
import { oneOrNone } from '../standard-texts/keeper.ts'

export const LONGEST_VIEW_NAME = 40
/** As long as what can be looked for. */
const LONGEST_VIEW_WORDS = 400

/** The channels by which a conversation can begin. */
export const narrowedChannels = ['web', 'mail', ...takenDownChannels, 'feed', 'hook'] as const

const id = z.uuid().optional().catch(undefined)

/** What a list is narrowed to, as an address or a form says it; what it says wrong narrows by nothing. */
export const narrowingSchema = z
  .object({
    label: id,
    assigned: z
      .union([z.enum(['me', 'nobody', 'team']), z.uuid()])
      .optional()
      .catch(undefined),
    unit: id,
    subject: id,
    area: z
      .string()
      .regex(/^(GM\d{4}|WK\d{4}[\dA-Z]{2}|BU\d{4}[\dA-Z]{4}|WP\d{4})$/)
      .optional()
      .catch(undefined),
    channel: z.enum(narrowedChannels).optional().catch(undefined),
    due: z.enum(dueSpans).optional().catch(undefined),
    words: z
      .string()
      .transform((typed) => oneLine(typed, LONGEST_VIEW_WORDS) || undefined)
      .optional(),
  })
  .transform(({ assigned, ...narrowing }): Narrowing => {
    const isWord = assigned === 'me' || assigned === 'nobody' || assigned === 'team'
    return { ...narrowing, assigned: isWord || assigned === undefined ? assigned : { id: assigned } }
  })

function oneLine(typed: string, most: number): string {
  return cleanText(typed).replace(/\s+/g, ' ').trim().slice(0, most).toWellFormed()
}

/** What it is narrowed to, as an address or a form says it; nothing of what is not said. */
export function narrowingValues(narrowing: Narrowing = {}): Record<string, string> {
  const { assigned, ...others } = narrowing
  const said = { ...others, assigned: typeof assigned === 'object' ? assigned.id : assigned }
  return Object.fromEntries(Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** The name of a view, and for whom it is: empty for oneself, else a unit. */
export const viewNameSchema = z.object({
  name: z
    .string()
    .transform((typed) => cleanText(typed).replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'missing')
        .refine((name) => [...name].length <= LONGEST_VIEW_NAME, 'too-long'),
    ),
  unitId: oneOrNone,
})

/** Which list, and in which order. */
export const viewListSchema = z.object({
  filter: z.enum(inboxFilters).catch('open'),
  order: z.enum(inboxOrders).catch('due'),
})
