import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { DB } from '#db'
import { groundFields } from '../persons/ground.ts'

/** A saved query over the posts, with its purpose. */
export type Watch = Selectable<DB['watch']>

/** More dossiers than one watch serves. */
const MOST_DOSSIERS = 50

/** A watch as a form says it; `followsSubject` is the maker's word that it is not about a person. */
export const newWatchSchema = z.object({
  name: z.string().trim().min(1, 'missing').max(80, 'too-long'),
  query: z.string().trim().min(1, 'missing'),
  purpose: z.string().trim().min(1, 'missing').max(500, 'too-long'),
  ...groundFields,
  followsSubject: z.literal(true, 'not-declared'),
  /** What it is about, of the one tree of subjects. */
  subjectId: z.union([z.literal('').transform(() => null), z.uuid('missing'), z.null()]).default(null),
  /** The dossiers that it serves. */
  dossierIds: z.array(z.uuid('missing')).max(MOST_DOSSIERS, 'too-long').default([]),
})

export type NewWatch = z.infer<typeof newWatchSchema>

/** How a watch stands now: a change says what it was made from, so that nobody is overwritten. */
export function stampOfWatch({ change_number }: Pick<Watch, 'change_number'>): string {
  return String(change_number)
}
