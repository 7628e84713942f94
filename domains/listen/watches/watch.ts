import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { DB } from '#db'

/** A saved query over the posts, with its purpose. */
export type Watch = Selectable<DB['watch']>

/** A new watch; `followsSubject` is the maker's word that it is not about a person. */
export const newWatchSchema = z.object({
  name: z.string().trim().min(1, 'missing').max(80, 'too-long'),
  query: z.string().trim().min(1, 'missing'),
  purpose: z.string().trim().min(1, 'missing').max(500, 'too-long'),
  followsSubject: z.literal(true, 'not-declared'),
})

export type NewWatch = z.infer<typeof newWatchSchema>
