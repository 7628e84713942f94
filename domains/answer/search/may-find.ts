import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from '../conversations/inbox.queries.ts'

/**
 * Which conversations somebody may find: whoever may answer reads all of them. The one place for it, in what is found and in how
 * much of it there is.
 * @param _conversationId  the column that names the conversation
 */
export function mayFind(_viewer: Viewer, _conversationId: string): RawBuilder<boolean> {
  return sql<boolean>`true`
}
