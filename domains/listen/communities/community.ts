import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { DB } from '#db'
import { readWebAddress } from '../captured/captured-post.ts'

/** A place that residents began themselves, where they talk among each other. */
export type Community = Selectable<DB['community']>

export type CommunityKind = Community['kind']
export type MayReply = Community['may_reply']

export const communityKinds = ['forum', 'group', 'blog', 'news', 'other'] as const satisfies CommunityKind[]

/** Whether we may answer there, the strictest last. */
export const mayReplies = ['unknown', 'yes', 'ask-first', 'no'] as const satisfies MayReply[]

const LARGEST = 10_000_000
/** Of subjects, and of areas. */
const MOST_OF_EACH = 30

const oneOrNone = z.union([z.literal('').transform(() => null), z.uuid('missing')]).default(null)
const dayOrNone = z
  .string()
  .trim()
  .nullable()
  .default('')
  .transform((typed) => typed || null)
  .refine((typed) => typed === null || z.iso.date().safeParse(typed).success, 'no-day')
const line = (most: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .refine((text) => text.length <= most, 'too-long')

const sizeOrNone = z
  .string()
  .default('')
  .transform((typed) => typed.replace(/[\s.,]/g, ''))
  .refine((typed) => typed === '' || (/^\d{1,8}$/.test(typed) && isSize(Number(typed))), 'no-size')
  .transform((typed) => (typed === '' ? null : Number(typed)))

const isSize = (many: number) => many >= 1 && many <= LARGEST

const required = z.string().trim().min(1, 'missing').max(2000, 'too-long')
const asAddress = (typed: string, context: z.RefinementCtx): string => {
  const address = readWebAddress(typed)
  if (address === undefined) context.addIssue({ code: 'custom', message: 'not-an-address' })
  return address ?? ''
}

const asAddressOrNone = (typed: string, context: z.RefinementCtx) =>
  typed === '' ? null : asAddress(typed, context)

/** A community as a form says it. */
export const communitySchema = z
  .object({
    name: line(200).refine((name) => name !== '', 'missing'),
    kind: z.enum(communityKinds, 'missing'),
    address: required.transform(asAddress),
    subjectIds: z.array(z.uuid('missing')).max(MOST_OF_EACH, 'too-many').default([]),
    areaCodes: z
      .array(z.string().regex(/^[A-Z]{2}\d{1,8}$/, 'missing'))
      .max(MOST_OF_EACH, 'too-many')
      .default([]),
    size: sizeOrNone,
    sizedOn: dayOrNone,
    rulesAddress: z.string().trim().max(2000, 'too-long').default('').transform(asAddressOrNone),
    rulesNote: line(300),
    mayReply: z.enum(mayReplies, 'missing').default('unknown'),
    whomToAsk: line(300),
    unitId: oneOrNone,
    accountId: oneOrNone,
    agreedOn: dayOrNone,
  })
  .superRefine(({ size, sizedOn }, context) => {
    if (size !== null && sizedOn === null)
      context.addIssue({ code: 'custom', path: ['sizedOn'], message: 'missing' })
    if (size === null && sizedOn !== null)
      context.addIssue({ code: 'custom', path: ['size'], message: 'missing' })
  })

export type NewCommunity = z.infer<typeof communitySchema>

/** How a community stands now: a change says what it was made from, so that nobody is overwritten. */
export function stampOfCommunity({ version }: Pick<Community, 'version'>): string {
  return String(version)
}
